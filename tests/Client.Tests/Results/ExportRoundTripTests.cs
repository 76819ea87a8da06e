using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Symmetry.Analysis.Paper;
using Symmetry.Client.Tests.Fakes;
using Symmetry.Engine.Experiments;
using Symmetry.Engine.Experiments.Declared;
using Symmetry.Engine.Settings;
using Symmetry.Engine.Sweeps;
using Symmetry.Formats.Specs;

namespace Symmetry.Client.Tests.Results;

/// <summary>Our own exports, read back, give the tables of the sweep that was exported.</summary>
public sealed class ExportRoundTripTests : IDisposable
{
    private const string Grid = "name: rows\nreplicates: 7\naxes: {activation: [tanh, relu], hidden: [[], [10, 5]], learningRate: [0.00001, 0.5]}\n"
        + "fixed: {features: quadratic}\n";

    private const string Zip = "name: rows\nreplicates: 5\naxes: {bias: [true, false]}\nzip: [{learningRate: [0.1, 0.01], momentum: [0, 0.9]}]\n"
        + "exclude: [{bias: false, momentum: 0.9}]\n";

    private const string Measured = "name: rows\nreplicates: 6\naxes: {bias: [false, true]}\nfixed: {features: permutation, measure: permutation}\n";

    private const string Crossed = "name: rows\nreplicates: {seeds: 3, permutations: 4}\naxes: {bias: [false, true]}\nfixed: {features: permutation}\n";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    public static TheoryData<string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (var spec in (string[])["paper", "declared", Grid, Zip, Measured, Crossed])
            {
                foreach (var format in (string[])["csv", "jsonl", "parquet"])
                {
                    cases.Add(spec, format);
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Tables_of_an_export_are_those_of_the_sweep(string spec, string format)
    {
        var sweep = spec switch
        {
            "paper" => PaperSweep.Create(5, 1),
            "declared" => Declared(),
            _ => SpecReader.Read(spec, "rows.yaml", "rows"),
        };
        var store = new FakeStore { Result = Result };
        store.Add(sweep, sweep.Trials);
        var file = folder.File($"{sweep.Spec.Name}.{format}");
        await RunAsync(store, "export", sweep.Id, "--to", file);

        Assert.Equal(await TableAsync(store, sweep.Id, "csv"), await TableAsync(store, file, "csv"));
        Assert.Equal(Numbers(await TableAsync(store, sweep.Id, "json")), Numbers(await TableAsync(store, file, "json")));
        foreach (var text in (string[])["text", "markdown"])
        {
            Assert.Equal(Known(await TableAsync(store, sweep.Id, text)), Known(await TableAsync(store, file, text)));
        }

        // P is known from the trial's seed only.
        if (!spec.Contains("permutation", StringComparison.Ordinal) && spec != "paper")
        {
            string[] rows = ["--to", "-", "--format", "csv"];
            Assert.Equal(await RunAsync(store, ["export", sweep.Id, .. rows]), await RunAsync(store, ["export", file, .. rows]));
        }
    }

    [Fact]
    public async Task Answers_about_an_export_are_those_about_the_sweep()
    {
        var sweep = SpecReader.Read(Grid, "rows.yaml", "rows");
        var store = new FakeStore { Result = FakeResults.Separated };
        store.Add(sweep, sweep.Trials);
        var file = folder.File("rows.csv");
        await RunAsync(store, "export", sweep.Id, "--to", file);
        foreach (var verb in (string[][])[["compare", "--baseline", "0"], ["compare", "--all-pairs"], ["best"], ["effects"]])
        {
            Assert.Equal(
                Numbers(await RunAsync(store, [verb[0], sweep.Id, .. verb[1..], "--json"])),
                Numbers(await RunAsync(store, [verb[0], file, .. verb[1..], "--json"])));
        }
    }

    [Fact]
    public async Task Variance_of_a_crossed_export_is_that_of_the_sweep()
    {
        var sweep = SpecReader.Read(Crossed, "rows.yaml", "rows");
        var store = new FakeStore();
        store.Add(sweep, sweep.Trials);
        var file = folder.File("rows.parquet");
        await RunAsync(store, "export", sweep.Id, "--to", file);

        Assert.Equal(Numbers(await RunAsync(store, "variance", sweep.Id, "--json")), Numbers(await RunAsync(store, "variance", file, "--json")));
    }

    // Some trials failed or diverged; the others report every metric that their settings ask for.
    private static TrialResult Result(Sweep sweep, long trial)
    {
        if (trial is 1 or 2)
        {
            return trial == 1 ? TrialResult.Divergence : TrialResult.Failure("Training threw: no such thing.");
        }

        ImmutableArray<MetricValue> plain = sweep.Experiment is ImportedExperiment ? [] : FakeResults.Plain(sweep, trial).Values;
        var more = sweep.Experiment.MetricsOf(sweep.CellOf(trial).Settings).Skip(plain.Length)
            .Select((metric, i) => metric.Kind is MetricKind.Proportion
                ? MetricValue.Proportion(metric.Name, (int)(trial % 50), 60)
                : MetricValue.Real(metric.Name, trial % 5 == 3 ? double.NaN : Math.Sqrt(trial + (i / 3.0))));
        return new TrialResult { Outcome = TrialOutcome.Completed, Values = [.. plain, .. more] };
    }

    // As of a program: crossed factors, settings and metrics of its own.
    private static Sweep Declared()
    {
        var experiment = ImportedExperiment.With(
            new DeclaredColumns(
                [("model", SettingKind.Word), ("widths", SettingKind.List), ("lr", SettingKind.Number), ("on", SettingKind.Boolean)],
                [
                    DeclaredColumns.Metric("score", MetricDirection.Larger), DeclaredColumns.Metric("hits", MetricDirection.Larger, MetricKind.Proportion),
                    DeclaredColumns.Metric("loss", MetricDirection.Smaller),
                ]),
            new string('0', 64));
        return new Sweep(new SweepSpec
        {
            Name = "rows",
            Experiment = experiment,
            Replicates = new ReplicateDesign { Named = [new CrossedFactor("data", 3), new CrossedFactor("init", 4)] },
            Axes =
            [
                Axis.Parse(experiment.Setting("lr"), "0.1", "1E-05"), Axis.Parse(experiment.Setting("model"), "b, c", "a"),
                Axis.Parse(experiment.Setting("widths"), "[10,5]", "[]"),
            ],
            Fixed = [experiment.Setting("on").Parse("true")],
        });
    }

    private static Task<string> TableAsync(FakeStore store, string sweep, string format) => RunAsync(store, "table", sweep, "--format", format);

    private static async Task<string> RunAsync(FakeStore store, params string[] arguments)
    {
        using var session = new Session { Store = store };
        var code = await session.RunAsync([.. arguments, "--quiet"]);
        Assert.True(code == 0, $"{code}: {session.Error}");
        return session.Out;
    }

    // A file knows neither the sweep's id, nor its fingerprint.
    private static string Numbers(string json)
    {
        var node = JsonNode.Parse(json)!.AsObject();
        node.Remove("sweep");
        node.Remove("fingerprint");
        return node.ToJsonString();
    }

    // Nor the seed, nor why a trial failed.
    private static string[] Known(string text) =>
        [.. text.Replace("Training threw: no such thing.", "The file does not say why.", StringComparison.Ordinal)
            .Split('\n').TakeWhile(line => !line.TrimStart('-', '|', ' ').StartsWith("sweep", StringComparison.Ordinal))];
}
