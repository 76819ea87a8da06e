namespace Symmetry.Analysis.Runs;

/// <summary>The metrics that the built-in questions are about.</summary>
public static class KnownMetrics
{
    /// <summary>R: the accuracy on X.</summary>
    public static Metric Accuracy => Classification.Accuracy;

    /// <summary>R̄: the accuracy on −X.</summary>
    public static Metric AccuracyInverted => Classification.AccuracyInverted;

    /// <summary>The mean loss over the training rows.</summary>
    public static Metric TrainLoss => Classification.TrainLoss;

    /// <summary>R + R̄, which is computed from the two.</summary>
    public static Metric Sum { get; } = new("sum", MetricKind.Real, MetricDirection.Larger, "sum of the accuracies on X and -X");

    /// <summary>How long the trial took, which is not part of its result: processor time of its thread. An experiment may report its own instead.</summary>
    public static Metric Seconds { get; } = new("seconds", MetricKind.Real, MetricDirection.Smaller, "time of the trial in seconds");

    /// <summary>The accuracies on both test sets.</summary>
    public static IReadOnlyList<Metric> TestSets => Classification.TestSets;
}
