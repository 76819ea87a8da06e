using Symmetry.Engine.Experiments;
using Symmetry.Engine.Sweeps;

namespace Symmetry.Client.Tests.Fakes;

/// <summary>Made-up results of experiments that declare their metrics: larger in later cells, smaller where smaller is better.</summary>
internal static class DeclaredResults
{
    /// <summary>The total of every proportion.</summary>
    public const int Total = 40;

    /// <summary>Results of any size: a loss near 2e-5, whatever else near 5,000.</summary>
    public static TrialResult Make(Sweep sweep, long trial)
    {
        var cell = sweep.CellOf(trial).Number;
        var (replicate, metrics) = (sweep.ReplicateOf(trial), sweep.Experiment.MetricsOf(sweep.CellOf(trial).Settings));
        return new TrialResult { Outcome = TrialOutcome.Completed, Values = [.. metrics.Select(Value)] };

        MetricValue Value(Metric metric, int place)
        {
            var noise = ((replicate * 37) + (cell * 11) + (place * 5)) % 13;
            return metric.Kind is MetricKind.Proportion ? MetricValue.Proportion(metric.Name, (int)(10 + (2 * cell) + (noise / 3)), Total)
                : metric.Better is MetricDirection.Smaller ? MetricValue.Real(metric.Name, 1e-6 * (30 - cell + (noise / 9.0)))
                : MetricValue.Real(metric.Name, 5000 + (20 * cell) + noise);
        }
    }
}
