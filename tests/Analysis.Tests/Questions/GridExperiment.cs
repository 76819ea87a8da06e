using Symmetry.Analysis.Runs;
using Symmetry.Engine.Experiments;
using Symmetry.Engine.Numerics;
using Symmetry.Engine.Settings;
using Symmetry.Engine.Sweeps;

namespace Symmetry.Analysis.Tests.Questions;

/// <summary>An experiment with three numeric settings and made-up results: a score, what selects, and what rates nothing.</summary>
internal sealed class GridExperiment : IExperiment
{
    public static readonly GridExperiment Instance = new();
    public static readonly Metric Score = new("score", MetricKind.Real, MetricDirection.Larger, "what is compared");
    public static readonly Metric Validation = new("validation", MetricKind.Real, MetricDirection.Larger, "what selects");
    public static readonly Metric Note = new("note", MetricKind.Real, MetricDirection.None, "what rates nothing");

    public string Name => "grid";

    public string Summary => "made-up results";

    public IReadOnlyList<Setting> Settings { get; } =
    [
        SettingFactory<GridSettings>.Whole("a", "first", 0, 9, s => s.A, (s, v) => s with { A = v }),
        SettingFactory<GridSettings>.Whole("b", "second", 0, 9, s => s.B, (s, v) => s with { B = v }),
        SettingFactory<GridSettings>.Whole("c", "third", 0, 9, s => s.C, (s, v) => s with { C = v }),
    ];

    public TrialSettings Defaults { get; } = new GridSettings();

    public static Axis Axis(string name, int values) =>
        new(Instance.Setting(name), [.. Enumerable.Range(0, values).Select(i => Instance.Setting(name).Parse($"{i}"))]);

    /// <summary>A sweep of which every trial has ended.</summary>
    /// <param name="axes">The axes.</param>
    /// <param name="replicates">How many replicates each cell has.</param>
    /// <param name="result">Score and validation by cell and replicate; null for a trial that diverged.</param>
    /// <param name="exclude">The cells to leave out.</param>
    /// <param name="design">The replicates; null for independent ones.</param>
    /// <param name="sample">How many cells are drawn; null for all.</param>
    public static SweepRuns Runs(
        Axis[] axes, int replicates, Func<Cell, int, (double Score, double Validation)?> result, CellFilter[]? exclude = null, ReplicateDesign? design = null,
        int? sample = null)
    {
        var sweep = new Sweep(new SweepSpec
        {
            Name = "grid",
            Experiment = Instance,
            Replicates = design ?? ReplicateDesign.Independent(replicates),
            Axes = [.. axes],
            Exclude = [.. exclude ?? []],
            Sample = sample,
        });
        return new SweepRuns(sweep, [.. sweep.Cells.Select(cell =>
            new CellRuns(cell, Enumerable.Range(0, replicates).Select(k => new RunRow(k, Result(result(cell, k))))))]);
    }

    // Only cells with a = 0 have the note.
    public IReadOnlyList<Metric> MetricsOf(TrialSettings settings) => settings is GridSettings { A: 0 } ? [Score, Validation, Note] : [Score, Validation];

    public IReadOnlyList<Purpose> RandomPurposesOf(TrialSettings settings) => [Purpose.Weights, Purpose.Permutation];

    public TrialResult Run(TrialSpec spec, TrialResources resources, CancellationToken stop) => throw new NotSupportedException();

    /// <summary>A result with these values; null for a trial that diverged.</summary>
    public static TrialResult Result((double Score, double Validation)? values) => values is not var (score, validation)
        ? TrialResult.Divergence
        : new TrialResult
        {
            Outcome = TrialOutcome.Completed,
            Values = [MetricValue.Real(Score.Name, score), MetricValue.Real(Validation.Name, validation)],
        };

    private sealed record GridSettings : TrialSettings
    {
        public int A { get; init; }

        public int B { get; init; }

        public int C { get; init; }
    }
}
