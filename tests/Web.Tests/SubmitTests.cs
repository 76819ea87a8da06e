using System.Net;
using System.Text;
using System.Text.Json;
using Symmetry.Formats.Specs;

namespace Symmetry.Web.Tests;

public sealed class SubmitTests
{
    private const string Yaml = "name: yaml\nreplicates: 2\naxes: {features: [identity, square]}\nfixed: {epochs: 1, hidden: [2]}\n";

    // What curl --data-binary sends.
    private const string Form = "application/x-www-form-urlencoded";

    [Theory]
    [InlineData(Form)]
    [InlineData("application/yaml")]
    [InlineData("text/plain")]
    public async Task Yaml_gives_the_sweep_that_the_command_line_reads(string type)
    {
        await using var served = await Served.StartAsync();
        var (status, answer) = await PostAsync(served, "api/sweeps", Yaml, type);

        var sweep = SpecReader.Read(Yaml, "yaml.yaml", "yaml");
        Assert.Equal((HttpStatusCode.Created, sweep.Id), (status, answer.GetProperty("sweep").GetString()));
        await served.WaitAsync(sweep, "\"status\":\"completed\"");
    }

    [Theory]
    [InlineData(Form)]
    [InlineData("application/json")]
    public async Task Canonical_json_is_taken_by_its_brace_or_its_type(string type)
    {
        await using var served = await Served.StartAsync();
        var (status, answer) = await PostAsync(served, "api/sweeps", "\n " + Specs.Tiny(1).Canonical, type);

        Assert.Equal((HttpStatusCode.Created, Specs.Tiny(1).Id), (status, answer.GetProperty("sweep").GetString()));
    }

    [Fact]
    public async Task Map_in_braces_is_yaml_if_the_type_says_so()
    {
        await using var served = await Served.StartAsync();
        var (status, answer) = await PostAsync(served, "api/plan", "{name: flow, replicates: 6}", "application/yaml");

        Assert.Equal((HttpStatusCode.OK, "flow"), (status, answer.GetProperty("name").GetString()));
    }

    [Theory]
    [InlineData("api/sweeps")]
    [InlineData("api/plan")]
    public async Task Mistake_gets_the_sentence_of_the_command_line_with_line_and_column(string path)
    {
        const string Bad = "replicates: 2\nfixed:\n  epochs: many\n";
        await using var served = await Served.StartAsync();
        var (status, answer) = await PostAsync(served, path, Bad, Form);

        var expected = Assert.Throws<SpecFileException>(() => SpecReader.Read(Bad, "specification", "x")).Message;
        Assert.Equal((HttpStatusCode.BadRequest, expected), (status, answer.GetProperty("error").GetString()));
        Assert.Equal((3, 11), (answer.GetProperty("line").GetInt32(), answer.GetProperty("column").GetInt32()));
        Assert.StartsWith("specification:3:11: epochs: expected ", expected, StringComparison.Ordinal);
        Assert.Equal("[]", await served.Http.GetStringAsync("api/sweeps"));
    }

    [Theory]
    [InlineData("replicates: 1\ndata: {table: /etc/passwd}\n", "specification:2:7: data: ")]
    [InlineData("replicates: 1\ndata: {images: /etc/passwd, labels: /etc/passwd}\n", "specification:2:7: data: ")]
    [InlineData(
        "program: [python3, train.py]\nmetrics: {loss: {better: smaller}}\nfiles: [train.py]\nreplicates: 1\n", "specification:3:8: files: ")]
    public async Task Files_of_the_server_are_not_read(string yaml, string place)
    {
        await using var served = await Served.StartAsync("a sufficiently long token");
        served.Http.DefaultRequestHeaders.Authorization = new("Bearer", "a sufficiently long token");
        var (status, answer) = await PostAsync(served, "api/sweeps", yaml, Form);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(
            place + "this specification came without the files beside it. Use symmetry run or symmetry submit, which read them.",
            answer.GetProperty("error").GetString());
    }

    [Fact]
    public async Task Plan_says_how_large_a_sweep_is_and_submits_nothing()
    {
        await using var served = await Served.StartAsync();
        var (status, plan) = await PostAsync(served, "api/plan", Yaml + "claims: [{says: equal, equal: {of: {features: square}}}]\n", Form);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal([2, 2, 4], ((string[])["cells", "replicates", "trials"]).Select(name => plan.GetProperty(name).GetInt32()));
        Assert.Equal(SpecReader.Read(Yaml, "yaml.yaml", "yaml").Id, plan.GetProperty("sweep").GetString());
        Assert.Equal(
            ["Below 6 replicates a comparison has no p, and below 5 no cell can be excluded from the best."],
            plan.GetProperty("warnings").EnumerateArray().Select(warning => warning.GetString()));
        Assert.Equal("[]", await served.Http.GetStringAsync("api/sweeps"));
    }

    [Fact]
    public async Task Estimate_grows_with_the_replicates_and_submits_nothing()
    {
        const string Many = "name: many\nreplicates: 1000000\nfixed: {epochs: 30}\n";
        await using var served = await Served.StartAsync();
        var (status, little) = await PostAsync(served, "api/estimate", Yaml, Form);
        var (_, much) = await PostAsync(served, "api/estimate", Many, Form);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.InRange(little.GetProperty("seconds").GetDouble(), 1e-6, much.GetProperty("seconds").GetDouble() / 1000);
        Assert.Matches(@"^About .* on a silo with \d+ slots?\.$", little.GetProperty("text").GetString());
        Assert.Equal("[]", await served.Http.GetStringAsync("api/sweeps"));
    }

    [Fact]
    public async Task Programs_are_not_timed()
    {
        await using var served = await Served.StartAsync("a sufficiently long token");
        served.Http.DefaultRequestHeaders.Authorization = new("Bearer", "a sufficiently long token");
        var (status, answer) = await PostAsync(
            served, "api/estimate", "program: [\"true\"]\nmetrics: {loss: {better: smaller}}\nreplicates: 1\n", Form);

        Assert.Equal(
            (HttpStatusCode.Conflict, "Trials that are programs are not timed here. Use symmetry plan, which runs some of them."),
            (status, answer.GetProperty("error").GetString()));
    }

    [Fact]
    public async Task Claims_of_a_submission_are_answered_on_the_page_and_do_not_change_the_sweep()
    {
        const string Claims = "claims:\n  - {says: Squares see no sign, equal: {of: {features: square}}}\n"
            + "  - {says: Pixels are hopeless, bound: {of: {features: identity}, atMost: 0, every: true}}\n";
        await using var served = await Served.StartAsync();
        var (_, answer) = await PostAsync(served, "api/sweeps", Yaml + Claims, Form);
        var sweep = SpecReader.Read(Yaml, "yaml.yaml", "yaml");
        Assert.Equal(sweep.Id, answer.GetProperty("sweep").GetString());
        await served.WaitAsync(sweep, "\"status\":\"completed\"");

        var page = await served.GetPageAsync($"sweeps/{sweep.Id}");

        Assert.Contains("<b>holds</b>: Squares see no sign", page, StringComparison.Ordinal);
        Assert.Contains("<b>FAILS</b>: Pixels are hopeless", page, StringComparison.Ordinal);
        Assert.Contains("Claims: 1 hold, 1 fail, 0 undecided.", page, StringComparison.Ordinal);
        foreach (var report in (string[])["report", "report.html"])
        {
            Assert.Contains("<b>holds</b>: Squares see no sign", await served.GetPageAsync($"sweeps/{sweep.Id}/{report}"), StringComparison.Ordinal);
        }

        await PostAsync(served, "api/sweeps", Yaml, Form);
        Assert.Contains("Squares see no sign", await served.GetPageAsync($"sweeps/{sweep.Id}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Claims_are_answered_while_the_sweep_runs()
    {
        const string Long = "name: long\nreplicates: 3000\naxes: {features: [identity, square]}\nfixed: {epochs: 3, hidden: [2]}\n"
            + "claims: [{says: Squares see no sign, equal: {of: {features: square}}}]\n";
        await using var served = await Served.StartAsync();
        var (_, answer) = await PostAsync(served, "api/sweeps", Long, Form);
        var id = answer.GetProperty("sweep").GetString();
        string page;
        do
        {
            page = await served.GetPageAsync($"sweeps/{id}");
        }
        while (!page.Contains("<b>holds</b>: Squares see no sign", StringComparison.Ordinal));

        Assert.Contains(">Cancel</button>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Program_has_a_plan_only_with_a_token()
    {
        const string Program = "program: [echo, '1']\nmetrics: {loss: {better: smaller}}\nreplicates: 1\n";
        await using var open = await Served.StartAsync();
        Assert.Equal(HttpStatusCode.Forbidden, (await PostAsync(open, "api/plan", Program, Form)).Status);

        await using var guarded = await Served.StartAsync("a sufficiently long token");
        guarded.Http.DefaultRequestHeaders.Authorization = new("Bearer", "a sufficiently long token");
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(guarded, "api/plan", Program, Form)).Status);
    }

    private static async Task<(HttpStatusCode Status, JsonElement Answer)> PostAsync(Served served, string path, string body, string type)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, type) };
        request.Headers.Add("X-Symmetry", "1");
        using var response = await served.Http.SendAsync(request);
        return (response.StatusCode, JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement);
    }
}
