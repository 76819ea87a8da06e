using Symmetry.Analysis.Runs;
using Symmetry.Engine.Experiments;
using Symmetry.Engine.Experiments.Declared;
using Symmetry.Engine.Settings;
using Symmetry.Engine.Sweeps;

namespace Symmetry.Analysis.Tests.Questions;

/// <summary>Runs of an experiment that declares its settings and metrics, with made-up values.</summary>
internal static class DeclaredRuns
{
    public static readonly Metric Loss = DeclaredColumns.Metric("loss", MetricDirection.Smaller);
    public static readonly Metric Score = DeclaredColumns.Metric("score", MetricDirection.Larger);
    public static readonly Metric Hits = DeclaredColumns.Metric("hits", MetricDirection.Larger, MetricKind.Proportion);
    public static readonly Metric Accuracy = DeclaredColumns.Metric("accuracy", MetricDirection.Larger);
    public static readonly Metric Seconds = DeclaredColumns.Metric("seconds", MetricDirection.Smaller);

    /// <summary>A sweep of two axes, whose names mean something else for networks.</summary>
    public static Sweep Sweep(ReplicateDesign replicates, params Metric[] metrics)
    {
        var columns = new DeclaredColumns([("training", SettingKind.Word), ("features", SettingKind.Number)], [.. metrics]);
        var experiment = ImportedExperiment.With(columns, new string('0', 64));
        return new Sweep(new SweepSpec
        {
            Name = "own",
            Experiment = experiment,
            Replicates = replicates,
            Axes = [Axis.Parse(experiment.Setting("training"), "ppo", "both"), Axis.Parse(experiment.Setting("features"), "1", "2")],
        });
    }

    /// <summary>Every trial of a sweep: larger scores, hits and accuracies and smaller losses in later cells. Each took 0.25 s.</summary>
    public static SweepRuns Of(Sweep sweep) => new(sweep, [.. sweep.Cells.Select(cell => new CellRuns(
        cell, Enumerable.Range(0, (int)sweep.Replicates).Select(k => new RunRow(k, Result(sweep, cell, k), Seconds: 0.25))))]);

    /// <summary>The result of one trial.</summary>
    public static TrialResult Result(Sweep sweep, Cell cell, int replicate)
    {
        return new TrialResult { Outcome = TrialOutcome.Completed, Values = [.. sweep.Metrics.Select(Value)] };

        MetricValue Value(Metric metric, int place)
        {
            var noise = ((replicate * 37) + (cell.Number * 11) + (place * 5)) % 13;
            return metric.Kind is MetricKind.Proportion ? MetricValue.Proportion(metric.Name, 10 + (2 * cell.Number) + (noise / 3), 40)
                : metric.Better is MetricDirection.Smaller ? MetricValue.Real(metric.Name, 1e-6 * (30 - cell.Number + (noise / 9.0)))
                : MetricValue.Real(metric.Name, 5000 + (20 * cell.Number) + noise);
        }
    }
}
