using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Symmetry.Client;
using Symmetry.Client.Commands;

namespace Symmetry.Web.Tests;

/// <summary>Pages as a browser receives them, without a browser.</summary>
public sealed partial class PageTests
{
    [Fact]
    public async Task Page_and_report_show_the_same_numbers()
    {
        var folder = Directory.CreateTempSubdirectory("symmetry-same-numbers-");
        var spec = Path.Combine(folder.FullName, "grid.yaml");
        await File.WriteAllTextAsync(
            spec, "name: same\nreplicates: 6\naxes: {features: [identity, gradient], bias: [false, true]}\nfixed: {epochs: 1, trainFraction: 0.05}\n",
            TestContext.Current.CancellationToken);
        await RunAsync("run", spec, "--quiet");
        var report = await RunAsync("report", "same", "--to", "-");
        await using var served = await Served.StartAsync(folder);
        var list = await served.Http.GetStringAsync("", TestContext.Current.CancellationToken);
        var id = SweepAddress().Match(list).Groups["id"].Value;
        var page = await served.GetPageAsync($"sweeps/{id}");
        var again = await served.GetPageAsync($"sweeps/{id}/report");

        // Every value of the report's first table is on the page, row by row; the report on the page has the same tables.
        var rows = Rows(report);
        Assert.True(rows.Count >= 4);
        Assert.Equal(rows.Take(4), Rows(page).Take(4));
        Assert.Equal(rows, Rows(again));
        Assert.Equal(Items(report).Where(item => !item.Contains("Against", StringComparison.Ordinal)), Items(page));
        Assert.Equal(Items(report), Items(again));

        async Task<string> RunAsync(params string[] arguments)
        {
            await using var output = new StringWriter();
            await using var error = new StringWriter();
            var environment = new CliEnvironment { Out = output, Error = error, Open = CliEnvironment.OpenAsync };
            var code = await CommandLine.RunAsync([.. arguments, "--data", folder.FullName], environment, TestContext.Current.CancellationToken);
            Assert.True(code == 0, error.ToString());
            return output.ToString();
        }
    }

    [Theory]
    [InlineData("unknown", HttpStatusCode.NotFound, "No such page.")]
    [InlineData("sweeps/missing", HttpStatusCode.NotFound, "missing")]
    [InlineData("sweeps/%3Cscript%3E", HttpStatusCode.NotFound, "No such sweep.")]
    [InlineData("sweeps/{id}/cells/2", HttpStatusCode.NotFound, "No such cell.")]
    [InlineData("sweeps/{id}/cells/-1", HttpStatusCode.NotFound, "No such cell.")]
    [InlineData("sweeps/{id}/cells/0/trials/99", HttpStatusCode.NotFound, "No such trial.")]
    [InlineData("sweeps/{id}/cells/0/with/x", HttpStatusCode.NotFound, "No such cell.")]
    [InlineData("sweeps/{id}/cells/0/with/0", HttpStatusCode.BadRequest, "Expected two different cells, got cell 0 twice.")]
    [InlineData("sweeps/{id}/cells/0?with=7", HttpStatusCode.BadRequest, "with: expected a cell from 0 to 1, got 7.")]
    [InlineData("sweeps/{id}/cells/0?from=x", HttpStatusCode.BadRequest, "from: expected a replicate, got &#x27;x&#x27;.")]
    [InlineData("sweeps/{id}?where=colour=red", HttpStatusCode.BadRequest, "where: unknown setting &#x27;colour&#x27;.")]
    [InlineData("sweeps/{id}?where=", HttpStatusCode.OK, "Cells")]
    [InlineData("sweeps/{id}?sort=-x", HttpStatusCode.BadRequest, "Unknown metric &#x27;x&#x27;.")]
    [InlineData("sweeps/{id}?on=x", HttpStatusCode.BadRequest, "Unknown metric &#x27;x&#x27;.")]
    [InlineData("sweeps/{id}?page=2", HttpStatusCode.BadRequest, "page: expected a whole number from 1 to 1, got &#x27;2&#x27;.")]
    [InlineData("sweeps/{id}?baseline=9", HttpStatusCode.BadRequest, "baseline: expected a cell from 0 to 1, got 9.")]
    [InlineData("sweeps/{id}/heatmap?x=colour", HttpStatusCode.BadRequest, "x: unknown axis &#x27;colour&#x27;. The axes of this sweep: features.")]
    [InlineData("sweeps/{id}/effects?on=x", HttpStatusCode.BadRequest, "Unknown metric &#x27;x&#x27;.")]
    public async Task Malformed_address_gets_a_sentence_on_a_page(string path, HttpStatusCode status, string sentence)
    {
        await using var served = await Served.StartAsync();
        var sweep = await served.SubmitAsync(2);
        await served.WaitAsync(sweep, "\"status\":\"completed\"");
        using var response = await served.Http.GetAsync(
            new Uri(path.Replace("{id}", sweep.Id, StringComparison.Ordinal), UriKind.Relative), TestContext.Current.CancellationToken);
        var html = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal(status, response.StatusCode);
        Assert.Equal("text/html", response.Content.Headers.ContentType!.MediaType);
        Assert.Contains(sentence, html, StringComparison.Ordinal);
        Assert.Contains("<a href=\"/\">symmetry</a>", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cells_are_paged_sorted_and_filtered_on_the_server()
    {
        await using var served = await Served.StartAsync();
        var sweep = Specs.Wide(450);
        await served.SubmitAsync(sweep);
        await served.WaitAsync(sweep, "\"status\":\"completed\"");

        Assert.Equal(Enumerable.Range(0, 200), await CellsAsync(""));
        Assert.Equal(Enumerable.Range(400, 50), await CellsAsync("?page=3"));
        Assert.Equal((IEnumerable<int>)[3, 405], await CellsAsync("?where=label%3D405|3"));
        using var api = JsonDocument.Parse(await served.Http.GetStringAsync($"api/sweeps/{sweep.Id}/table?sort=train_loss"));
        var best = api.RootElement.GetProperty("cells").EnumerateArray().Select(cell => cell.GetProperty("cell").GetInt32()).ToList();
        Assert.Equal(best, await AllAsync("train_loss"));
        Assert.Equal(best[0], (await AllAsync("-train_loss"))[^1]);

        async Task<int[]> AllAsync(string sort) =>
            [.. await CellsAsync($"?sort={sort}"), .. await CellsAsync($"?sort={sort}&page=2"), .. await CellsAsync($"?sort={sort}&page=3")];

        async Task<int[]> CellsAsync(string query) =>
        [
            .. CellAddress().Matches(await served.GetPageAsync($"sweeps/{sweep.Id}{query}"))
                .Select(match => int.Parse(match.Groups["cell"].Value, null)),
        ];
    }

    [GeneratedRegex("/sweeps/(?<id>[A-Za-z0-9._-]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SweepAddress();

    [GeneratedRegex("/cells/(?<cell>[0-9]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CellAddress();

    [GeneratedRegex("<tr>(?<row>.*?)</tr>", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Row();

    [GeneratedRegex("<li>(?<item>.*?)</li>", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Item();

    [GeneratedRegex("<[^>]*>|\\s+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Tags();

    // The rows of tables without markup; heads are left out.
    private static List<string> Rows(string html) => [.. Row().Matches(html).Select(row => row.Groups["row"].Value)
        .Where(row => row.Contains("<td", StringComparison.Ordinal) && !row.Contains("scope=\"col", StringComparison.Ordinal))
        .Select(row => Tags().Replace(row.Replace("</td>", "|", StringComparison.Ordinal).Replace("</th>", "|", StringComparison.Ordinal), ""))];

    private static List<string> Items(string html) => [.. Item().Matches(html).Select(item => Tags().Replace(item.Groups["item"].Value, ""))];
}
