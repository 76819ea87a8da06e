using System.Net;
using System.Net.Http.Headers;
using System.Net.ServerSentEvents;
using System.Net.Sockets;
using System.Text.Json;

namespace Symmetry.Web.Tests;

public sealed class ApiTests
{
    private static readonly string[] Public =
    [
        "", "live.js", "views.css", "submit", "submit.js", "import", "import.js", "openapi.json", "api/sweeps", "api/silos", "api/sweeps/x",
        "api/sweeps/x/events", "sweeps/x", "sweeps/x/report", "sweeps/x/table.csv", "unknown",
    ];

    [Fact]
    public async Task Submitted_sweep_runs_and_its_trials_can_be_read()
    {
        await using var served = await Served.StartAsync();
        var sweep = await served.SubmitAsync(3);
        await served.WaitAsync(sweep, "\"status\":\"completed\"");

        var list = JsonDocument.Parse(await served.Http.GetStringAsync("api/sweeps")).RootElement;
        Assert.Equal(6, list[0].GetProperty("committed").GetInt32());
        var trials = JsonDocument.Parse(await served.Http.GetStringAsync($"api/sweeps/{sweep.Id}/cells/1/trials?from=1&count=5")).RootElement;
        Assert.Equal([1, 2], trials.EnumerateArray().Select(trial => trial.GetProperty("replicate").GetInt32()));
        var trial = JsonDocument.Parse(await served.Http.GetStringAsync($"api/sweeps/{sweep.Id}/cells/1/trials/2")).RootElement;
        Assert.Equal(64, trial.GetProperty("permutation").GetString()!.Split(' ').Length);
        var curve = JsonDocument.Parse(await served.Http.GetStringAsync($"api/sweeps/{sweep.Id}/cells/1/trials/2/curve")).RootElement;
        Assert.Equal([0, 1], curve.GetProperty("epochs").EnumerateArray().Select(epochs => epochs.GetInt32()));
        Assert.Equal(trial.GetProperty("train_loss").GetDouble(), curve.GetProperty("train_loss")[1].GetDouble());
        var silo = Assert.Single(JsonDocument.Parse(await served.Http.GetStringAsync("api/silos")).RootElement.EnumerateArray());
        Assert.Equal(trial.GetProperty("silo").GetString(), silo.GetProperty("silo").GetString());
        var table = JsonDocument.Parse(await served.Http.GetStringAsync($"api/sweeps/{sweep.Id}/table")).RootElement;
        Assert.Equal(64, table.GetProperty("fingerprint").GetString()!.Length);
    }

    [Fact]
    public async Task Table_has_the_metrics_that_are_asked_for()
    {
        await using var served = await Served.StartAsync();
        var sweep = await served.SubmitAsync(3);
        var snapshot = JsonDocument.Parse(await served.WaitAsync(sweep, "\"status\":\"completed\"")).RootElement;
        var table = JsonDocument.Parse(await served.Http.GetStringAsync($"api/sweeps/{sweep.Id}/table?on=train_loss,sum")).RootElement;

        Assert.Equal(
            [("accuracy", "larger"), ("accuracy_inverted", "larger"), ("train_loss", "smaller"), ("seconds", "smaller"), ("sum", "larger")],
            snapshot.GetProperty("metrics").EnumerateArray()
                .Select(metric => (metric.GetProperty("name").GetString(), metric.GetProperty("direction").GetString())));
        foreach (var cell in table.GetProperty("cells").EnumerateArray())
        {
            var (tests, trials) = (cell.GetProperty("tests"), $"api/sweeps/{sweep.Id}/cells/{cell.GetProperty("cell").GetInt32()}/trials");
            var losses = JsonDocument.Parse(await served.Http.GetStringAsync(trials)).RootElement.EnumerateArray()
                .Select(trial => trial.GetProperty("train_loss").GetDouble());
            Assert.Equal(["original", "inverted", "train_loss", "sum"], tests.EnumerateObject().Select(test => test.Name));
            Assert.Equal(3, tests.GetProperty("train_loss").GetProperty("n").GetInt32());
            Assert.Equal(losses.Average(), tests.GetProperty("train_loss").GetProperty("mean").GetDouble(), 1e-12);
        }
    }

    [Fact]
    public async Task Table_has_the_cells_that_are_asked_for_best_first()
    {
        await using var served = await Served.StartAsync();
        var sweep = await served.SubmitAsync(3);
        await served.WaitAsync(sweep, "\"status\":\"completed\"");
        var all = JsonDocument.Parse(await served.Http.GetStringAsync($"api/sweeps/{sweep.Id}/table?on=train_loss")).RootElement.GetProperty("cells");
        var sorted = JsonDocument.Parse(await served.Http.GetStringAsync($"api/sweeps/{sweep.Id}/table?sort=train_loss")).RootElement;
        var best = JsonDocument.Parse(await served.Http.GetStringAsync($"api/sweeps/{sweep.Id}/table?sort=train_loss&top=1")).RootElement;
        var second = JsonDocument.Parse(await served.Http.GetStringAsync($"api/sweeps/{sweep.Id}/table?where=1")).RootElement;

        var means = all.EnumerateArray().Select(MeanOf).ToList();
        Assert.Equal(means.Order(), sorted.GetProperty("cells").EnumerateArray().Select(MeanOf));
        Assert.Equal(means.Min(), MeanOf(Assert.Single(best.GetProperty("cells").EnumerateArray())));
        Assert.Equal(means.Count, best.GetProperty("selection").GetProperty("of").GetInt32());
        Assert.Equal(1, Assert.Single(second.GetProperty("cells").EnumerateArray()).GetProperty("cell").GetInt32());

        static double MeanOf(JsonElement cell) => cell.GetProperty("tests").GetProperty("train_loss").GetProperty("mean").GetDouble();
    }

    [Theory]
    [InlineData("where=colour%3Dred", "where: unknown setting 'colour'. The axes of this sweep: ")]
    [InlineData("where=99999", "where: expected a cell from 0 to ")]
    [InlineData("sort=x", "Unknown metric 'x'. Valid metrics: accuracy, accuracy_inverted, train_loss, seconds, sum.")]
    [InlineData("top=0", "top: expected a whole number from 1 to 100000, got '0'.")]
    [InlineData("top=", "top: expected a whole number from 1 to 100000, got ''.")]
    public async Task Unknown_selection_gets_a_sentence(string query, string sentence)
    {
        await using var served = await Served.StartAsync();
        var sweep = await served.SubmitAsync(1);
        using var response = await served.Http.GetAsync(
            new Uri($"api/sweeps/{sweep.Id}/table?{query}", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.StartsWith(
            sentence,
            JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement.GetProperty("error").GetString(),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("")]
    [InlineData("train_loss,x")]
    public async Task Unknown_metric_gets_the_valid_ones(string metrics)
    {
        await using var served = await Served.StartAsync();
        var sweep = await served.SubmitAsync(1);
        using var response = await served.Http.GetAsync(new Uri($"api/sweeps/{sweep.Id}/table?on={metrics}", UriKind.Relative),
            TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.StartsWith(
            $"Unknown metric '{metrics.Split(',')[^1]}'. Valid metrics: accuracy, accuracy_inverted, train_loss, seconds, sum.",
            JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement.GetProperty("error").GetString(),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("points", "near_zero_modes_1e_5")]
    [InlineData("noop", "train_loss")]
    public async Task Other_experiments_have_tables_and_trials_and_no_learning_curve(string experiment, string metric)
    {
        await using var served = await Served.StartAsync();
        var sweep = await served.SubmitAsync(Specs.Of(experiment));
        var snapshot = JsonDocument.Parse(await served.WaitAsync(sweep, "\"status\":\"completed\"")).RootElement;
        var table = JsonDocument.Parse(await served.Http.GetStringAsync($"api/sweeps/{sweep.Id}/table?on={metric}")).RootElement;
        var trial = JsonDocument.Parse(await served.Http.GetStringAsync($"api/sweeps/{sweep.Id}/cells/0/trials/1")).RootElement;
        using var curve = await served.Http.GetAsync(new Uri($"api/sweeps/{sweep.Id}/cells/0/trials/1/curve", UriKind.Relative),
            TestContext.Current.CancellationToken);
        using var missing = await served.Http.GetAsync(new Uri($"api/sweeps/{sweep.Id}/cells/1/trials", UriKind.Relative),
            TestContext.Current.CancellationToken);

        Assert.False(snapshot.GetProperty("hasLearningCurves").GetBoolean());
        Assert.Equal(2, table.GetProperty("cells")[0].GetProperty("tests").GetProperty(metric).GetProperty("n").GetInt32());
        Assert.Equal(JsonValueKind.Number, trial.GetProperty(metric).ValueKind);
        Assert.Equal("", trial.GetProperty("permutation").GetString());
        Assert.Equal(HttpStatusCode.NotFound, curve.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
    }

    [Fact]
    public async Task Race_says_who_is_out_in_snapshot_and_table()
    {
        await using var served = await Served.StartAsync();
        var sweep = await served.SubmitAsync(Specs.Race());
        var snapshot = JsonDocument.Parse(await served.WaitAsync(sweep, "\"status\":\"completed\"")).RootElement;
        var table = JsonDocument.Parse(await served.Http.GetStringAsync($"api/sweeps/{sweep.Id}/table")).RootElement;

        Assert.Equal(table.GetProperty("race").GetProperty("sentence").GetString(), snapshot.GetProperty("standing").GetString());
        var exits = snapshot.GetProperty("cells").EnumerateArray().Select(cell => cell.GetProperty("out").GetRawText()).ToList();
        Assert.Contains(exits, exit => exit.StartsWith("{\"after\":", StringComparison.Ordinal));
        Assert.Equal(
            table.GetProperty("cells").EnumerateArray().Select(cell => cell.GetProperty("out")).Select(exit => JsonSerializer.Serialize(exit)), exits);
    }

    [Fact]
    public async Task Cancelled_sweep_runs_again_after_resume()
    {
        await using var served = await Served.StartAsync();
        var sweep = await served.SubmitAsync(2000, epochs: 5);
        using var cancelled = await served.PostAsync($"api/sweeps/{sweep.Id}/cancel");
        Assert.Equal(HttpStatusCode.NoContent, cancelled.StatusCode);
        await served.WaitAsync(sweep, "\"status\":\"cancelled\"");

        using var resumed = await served.PostAsync($"api/sweeps/{sweep.Id}/resume");
        Assert.Equal(HttpStatusCode.NoContent, resumed.StatusCode);
        await served.WaitAsync(sweep, "\"status\":\"running\"");
    }

    [Fact]
    public async Task Client_with_the_last_event_id_gets_no_repeated_event()
    {
        await using var served = await Served.StartAsync();
        var sweep = await served.SubmitAsync(1);
        await served.WaitAsync(sweep, "\"status\":\"completed\"");
        var first = await NextAsync(served, sweep.Id, null);
        Assert.Equal("2-completed-0", first.EventId);
        Assert.Equal("sweep", first.EventType);

        // A client with an outdated id gets the event; a client with the current id does not.
        Assert.Equal(first.EventId, (await NextAsync(served, sweep.Id, "1-running-0")).EventId);
        using var quiet = await OpenAsync(served, sweep.Id, first.EventId);
        var reader = new StreamReader(await quiet.Content.ReadAsStreamAsync());
        Assert.Equal("retry: 1000", await reader.ReadLineAsync());
        Assert.Equal("", await reader.ReadLineAsync());
        Assert.False(reader.ReadLineAsync().IsCompleted);
    }

    [Fact]
    public async Task Request_without_the_token_gets_an_empty_401()
    {
        await using var served = await Served.StartAsync("a sufficiently long token");
        AuthenticationHeaderValue?[] wrong =
        [
            null, new("Bearer", "a sufficiently long tokem"), new("Bearer", ""), new("Basic", "!"), new("Basic", Base64("a sufficiently long token")),
            new("Basic", Base64("me:wrong")), new("Digest", "a sufficiently long token"),
        ];
        foreach (var given in wrong)
        {
            foreach (var path in Public)
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, path);
                request.Headers.Authorization = given;
                using var response = await served.Http.SendAsync(request);
                Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
                Assert.Empty(await response.Content.ReadAsByteArrayAsync());
            }
        }

        foreach (var right in (AuthenticationHeaderValue[])[new("Bearer", "a sufficiently long token"), new("Basic", Base64("me:a sufficiently long token"))])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "api/sweeps");
            request.Headers.Authorization = right;
            using var response = await served.Http.SendAsync(request);
            Assert.Equal("[]", await response.Content.ReadAsStringAsync());
        }
    }

    [Fact]
    public async Task POST_from_another_origin_changes_nothing()
    {
        await using var served = await Served.StartAsync();
        using var plain = await served.Http.PostAsync(new Uri("api/sweeps", UriKind.Relative), new StringContent(Specs.Tiny(1).Canonical));

        Assert.Equal(HttpStatusCode.Forbidden, plain.StatusCode);
        Assert.Equal("[]", await served.Http.GetStringAsync("api/sweeps"));
    }

    // Browsers add these headers, and pages cannot change them.
    [Theory]
    [InlineData("api/sweeps", "cross-site", "no-cors", false)]
    [InlineData("api/sweeps", "same-site", "cors", false)]
    [InlineData("api/sweeps", "cross-site", "navigate", false)]
    [InlineData("", "cross-site", "no-cors", false)]
    [InlineData("", "cross-site", "navigate", true)]
    [InlineData("api/sweeps", "same-origin", "cors", true)]
    [InlineData("api/sweeps", "none", "navigate", true)]
    public async Task Page_of_another_site_may_only_link_to_the_pages(string path, string site, string mode, bool isServed)
    {
        await using var served = await Served.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Sec-Fetch-Site", site);
        request.Headers.Add("Sec-Fetch-Mode", mode);
        using var response = await served.Http.SendAsync(request);

        Assert.Equal(isServed ? HttpStatusCode.OK : HttpStatusCode.Forbidden, response.StatusCode);
    }

    // The page takes 1,000 connections at once.
    [Fact]
    public async Task Connections_that_send_nothing_are_closed()
    {
        await using var served = await Served.StartAsync();
        using var idle = new TcpClient();
        await idle.ConnectAsync(served.Address.Host, served.Address.Port, TestContext.Current.CancellationToken);

        var length = await idle.GetStream().ReadAsync(new byte[1], TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal(0, length);
    }

    [Fact]
    public async Task Program_is_submitted_only_with_a_token()
    {
        await using var open = await Served.StartAsync();
        using var refused = await open.PostAsync("api/sweeps", Specs.Program().Canonical);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Contains("only if the page has a token (web-token).", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("[]", await open.Http.GetStringAsync("api/sweeps"));

        await using var guarded = await Served.StartAsync("a sufficiently long token");
        using var unauthorized = await guarded.PostAsync("api/sweeps", Specs.Program().Canonical);
        Assert.Equal(HttpStatusCode.Unauthorized, unauthorized.StatusCode);
        guarded.Http.DefaultRequestHeaders.Authorization = new("Bearer", "a sufficiently long token");
        await guarded.SubmitAsync(Specs.Program());
    }

    [Fact]
    public async Task Request_with_another_host_name_is_rejected()
    {
        await using var served = await Served.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "api/sweeps");
        request.Headers.Host = "evil.example";
        using var response = await served.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.MisdirectedRequest, response.StatusCode);
    }

    [Theory]
    [InlineData("0.0.0.0", null, false)]
    [InlineData("0.0.0.0", "short", false)]
    [InlineData("127.0.0.1", "short", false)]
    [InlineData("127.0.0.1", null, true)]
    [InlineData("0.0.0.0", "sixteen letters!", true)]
    public void Other_machines_are_served_only_with_a_token(string address, string? token, bool isServed) =>
        Assert.Equal(isServed, new WebOptions(new IPEndPoint(IPAddress.Parse(address), 8080), token).Error is null);

    [Fact]
    public async Task OpenApi_document_lists_every_route()
    {
        await using var served = await Served.StartAsync();
        var paths = JsonDocument.Parse(await served.Http.GetStringAsync("openapi.json")).RootElement.GetProperty("paths");
        foreach (var path in paths.EnumerateObject())
        {
            foreach (var method in path.Value.EnumerateObject())
            {
                var route = path.Name.Replace("{id}", "missing", StringComparison.Ordinal)
                    .Replace("{cell}", "0", StringComparison.Ordinal).Replace("{replicate}", "0", StringComparison.Ordinal);
                using var request = new HttpRequestMessage(new HttpMethod(method.Name.ToUpperInvariant()), route);
                request.Headers.Add("X-Symmetry", "1");
                using var response = await served.Http.SendAsync(request);

                // An existing route explains the error; a missing one returns an empty body.
                Assert.True((await response.Content.ReadAsStringAsync()).Length > 0, $"{method.Name} {path.Name} is not a route");
            }
        }

        Assert.Equal(22, paths.EnumerateObject().Count());
    }

    private static string Base64(string text) => Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(text));

    private static async Task<HttpResponseMessage> OpenAsync(Served served, string id, string? last)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"api/sweeps/{id}/events");
        if (last is not null)
        {
            request.Headers.Add("Last-Event-ID", last);
        }

        return await served.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    private static async Task<(string? EventId, string EventType)> NextAsync(Served served, string id, string? last)
    {
        using var response = await OpenAsync(served, id, last);
        var parser = SseParser.Create(await response.Content.ReadAsStreamAsync());
        await foreach (var serverEvent in parser.EnumerateAsync())
        {
            return (parser.LastEventId, serverEvent.EventType);
        }

        throw new InvalidOperationException("The stream ended.");
    }
}
