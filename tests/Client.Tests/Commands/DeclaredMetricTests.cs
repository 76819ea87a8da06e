using System.Text.Json;
using System.Text.RegularExpressions;
using Symmetry.Client.Tests.Fakes;
using Symmetry.Formats.Specs;

namespace Symmetry.Client.Tests.Commands;

/// <summary>Every verb answers about an experiment whose metrics and settings are its own, and none speaks of networks and images.</summary>
public sealed partial class DeclaredMetricTests : IDisposable
{
    // Settings whose names mean something else for networks.
    private const string Own = """
        name: own
        replicates: 12
        program: [own]
        metrics: {loss: {better: smaller}, score: {better: larger}, hits: {better: larger, kind: proportion}}
        axes: {training: [ppo, both], features: [1, 2, 4]}
        """;

    private const string Accuracy = """
        name: accurate
        replicates: 8
        program: [own]
        metrics: {loss: {better: smaller}, accuracy: {better: larger}, seconds: {better: smaller}}
        axes: {model: [a, b, c]}
        """;

    private const string Crossed = """
        name: crossed
        replicates: {data: 4, init: 5}
        program: [own]
        metrics: {score: {better: larger}, hits: {better: larger, kind: proportion}}
        axes: {model: [a, b]}
        """;

    private readonly TemporaryFolder folder = new();
    private readonly Session session = new() { Store = new FakeStore { Result = DeclaredResults.Make, Again = DeclaredResults.Make } };

    public DeclaredMetricTests()
    {
        foreach (var spec in (string[])[Own, Accuracy, Crossed])
        {
            var sweep = SpecReader.Read(spec, "spec.yaml", "spec");
            session.Store.Add(sweep, sweep.Trials);
        }
    }

    public void Dispose()
    {
        session.Dispose();
        folder.Dispose();
    }

    [Theory]
    [InlineData("table", "own")]
    [InlineData("table", "own", "--format", "markdown")]
    [InlineData("table", "own", "--format", "latex")]
    [InlineData("table", "own", "--interval", "skewed")]
    [InlineData("table", "own", "--center", "median", "--top", "2")]
    [InlineData("table", "own", "--pivot", "training,features", "--on", "score")]
    [InlineData("table", "own", "--sort", "hits", "--columns", "n,mean,best")]
    [InlineData("table", "own", "--on", "seconds")]
    [InlineData("table", "accurate")]
    [InlineData("table", "crossed")]
    [InlineData("compare", "own", "--baseline", "0")]
    [InlineData("compare", "own", "--all-pairs", "--on", "hits", "--format", "markdown")]
    [InlineData("compare", "own", "--baseline", "training=both,features=4", "--on", "score", "--corrected", "0.25")]
    [InlineData("compare", "own", "--between", "training", "--tune", "features", "--select", "loss")]
    [InlineData("compare", "own", "--between", "training", "--select", "score", "--on", "hits", "--format", "markdown")]
    [InlineData("compare", "accurate", "--baseline", "0")]
    [InlineData("compare", "crossed", "--baseline", "0")]
    [InlineData("best", "own")]
    [InlineData("best", "own", "--on", "score", "--format", "markdown")]
    [InlineData("best", "own", "--on", "hits", "--format", "latex")]
    [InlineData("best", "accurate")]
    [InlineData("effects", "own")]
    [InlineData("effects", "own", "--on", "hits", "--format", "markdown")]
    [InlineData("variance", "crossed")]
    [InlineData("variance", "crossed", "--on", "score", "--format", "markdown")]
    [InlineData("status", "own")]
    [InlineData("list")]
    [InlineData("report", "own", "--to", "-")]
    [InlineData("report", "accurate", "--to", "-")]
    [InlineData("report", "crossed", "--to", "-")]
    public async Task Text_speaks_of_the_sweeps_own_metrics(params string[] arguments)
    {
        Assert.Equal("", await FailureAsync(arguments));
        Assert.DoesNotMatch(Foreign(), Markup().Replace(session.Out, " "));
        Assert.DoesNotContain("NaN", session.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("runs")]
    [InlineData("differences", "--on", "loss")]
    [InlineData("curves")]
    [InlineData("effects")]
    [InlineData("shares")]
    [InlineData("interaction")]
    [InlineData("tuning", "--between", "training", "--select", "score", "--on", "score")]
    public async Task Figure_speaks_of_the_sweeps_own_metrics(string figure, params string[] options)
    {
        var file = folder.File("figure.svg");
        Assert.Equal("", await FailureAsync(["plot", "own", "--to", file, "--show", figure, .. options]));

        Assert.DoesNotMatch(Foreign(), Markup().Replace(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), " "));
    }

    [Fact]
    public async Task Default_table_has_every_metric_of_the_sweep_but_the_time_of_its_trials()
    {
        Assert.Equal(["score", "loss", "hits"], (await TestsAsync("own", "--on", "score,loss,hits")).Order(StringComparer.Ordinal).Reverse());
        Assert.Equal(["loss", "score", "hits"], await TestsAsync("own"));

        // The default metric comes first.
        Assert.Equal(["accuracy", "loss", "seconds"], await TestsAsync("accurate"));
    }

    [Fact]
    public async Task Own_seconds_take_the_place_of_the_time_of_trials()
    {
        Assert.Equal("", await FailureAsync("table", "accurate", "--on", "seconds", "--format", "csv"));
        var row = session.Out.Split('\n')[1].Split(',');
        Assert.Equal("seconds", row[2]);
        Assert.InRange(double.Parse(row[6], System.Globalization.CultureInfo.InvariantCulture), 1e-6, 1e-4);

        using var exported = new Session { Store = session.Store };
        Assert.Equal(0, await exported.RunAsync("export", "accurate", "--to", "-", "--format", "csv"));
        var lines = exported.Out.Split('\n');
        Assert.Equal("cell,replicate,model,outcome,attempts,silo,seconds,loss,accuracy", lines[0]);
        Assert.StartsWith("0,0,a,completed,1,S127.0.0.1:11111:1,3.11", lines[1], StringComparison.Ordinal);
        Assert.Equal(lines[0].Split(',').Length, lines[1].Split(',').Length);
    }

    [Fact]
    public async Task Time_of_the_trials_can_be_asked_for_where_they_report_none()
    {
        Assert.Equal("", await FailureAsync("table", "own", "--on", "seconds", "--format", "csv"));
        Assert.Equal("0.25", session.Out.Split('\n')[1].Split(',')[7]);
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("jsonl")]
    [InlineData("parquet")]
    public async Task Export_has_the_sweeps_own_columns(string format)
    {
        var file = folder.File($"rows.{format}");
        Assert.Equal("", await FailureAsync("export", "own", "--to", file));
        using var database = new DuckDB.NET.Data.DuckDBConnection("DataSource=:memory:");
        database.Open();
        var read = format switch { "csv" => "read_csv", "jsonl" => "read_json", _ => "read_parquet" };

        Assert.Equal(
            ["cell", "replicate", "training", "features", "outcome", "attempts", "silo", "seconds", "loss", "score", "correct_hits", "total_hits"],
            database.Query($"describe select * from {read}('{file}')").Select(row => (string)row[0]));
        Assert.Equal([72L, 5000.0, 40], database.Query($"select count(*), min(score)::double, max(total_hits)::int from {read}('{file}')")[0]);
    }

    [Theory]
    [InlineData("loss", "compare", "own", "--baseline", "0", "--json")]
    [InlineData("accuracy", "compare", "accurate", "--baseline", "0", "--json")]
    [InlineData("loss", "best", "own", "--json")]
    [InlineData("accuracy", "best", "accurate", "--json")]
    [InlineData("loss", "effects", "own", "--json")]
    [InlineData("accuracy", "effects", "accurate", "--json")]
    [InlineData("loss", "compare", "own", "--between", "training", "--select", "score", "--json")]
    public async Task Questions_have_one_default_metric(string metric, params string[] arguments)
    {
        Assert.Equal("", await FailureAsync(arguments));
        Assert.Equal(metric, JsonDocument.Parse(session.Out).RootElement.GetProperty("metric").GetString());
    }

    [Fact]
    public async Task Cell_with_the_smallest_loss_is_best()
    {
        Assert.Equal("", await FailureAsync("best", "own", "--json"));
        var cells = JsonDocument.Parse(session.Out).RootElement.GetProperty("cells").EnumerateArray().ToList();

        Assert.Equal((5, true), (cells[0].GetProperty("cell").GetInt32(), cells[0].GetProperty("mayBeBest").GetBoolean()));
        Assert.False(cells[^1].GetProperty("mayBeBest").GetBoolean());
    }

    [Fact]
    public async Task Comparison_in_one_accuracy_is_a_family_of_its_own()
    {
        Assert.Equal("", await FailureAsync("compare", "accurate", "--baseline", "0"));
        var words = string.Join(' ', session.Out.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("all 2 differences from cell 0, in accuracy, so that", words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("table own --interval score", "--interval score is for proportions, and loss is a real number. Use t, skewed, bca or run.\n")]
    [InlineData("table own --interval images --on hits",
        "--interval images is for experiments that are tested on images, and program is not. Use t, skewed, bca, score or run.\n")]
    [InlineData("compare own --baseline 0 --on accuracy", "Unknown metric 'accuracy'. Valid metrics: loss, score, hits, seconds.\n")]
    [InlineData("images own", "own-")]
    public async Task Question_that_does_not_fit_is_rejected(string arguments, string error)
    {
        Assert.Equal(2, await session.RunAsync(arguments.Split(' ')));
        Assert.StartsWith(error, session.Error, StringComparison.Ordinal);
    }

    private async Task<IEnumerable<string>> TestsAsync(params string[] arguments)
    {
        using var asked = new Session { Store = session.Store };
        Assert.Equal(0, await asked.RunAsync(["table", .. arguments, "--format", "json"]));
        return JsonDocument.Parse(asked.Out).RootElement.GetProperty("cells")[0].GetProperty("tests").EnumerateObject().Select(test => test.Name).ToList();
    }

    // Empty if the verb succeeds.
    private async Task<string> FailureAsync(params string[] arguments) => await session.RunAsync(arguments) == 0 ? "" : $"failed: {session.Error}";

    // Words that are about the paper's networks and their images; p, P(A > B) and the axis 'training' are not.
    [GeneratedRegex(
        @"(?<![A-Za-z])X(?![A-Za-z0-9])|X_test|\bP\b(?!\()|\b(images?|networks?|trained|protocol|permutation|paper|split|accuracies)\b|rates? (of|on)",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Foreign();

    [GeneratedRegex("<style.*?</style>|<pre.*?</pre>|<[^>]*>", RegexOptions.Singleline, 1000)]
    private static partial Regex Markup();
}
