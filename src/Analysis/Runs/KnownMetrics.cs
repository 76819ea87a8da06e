namespace Symmetry.Analysis.Runs;

/// <summary>The metrics that the built-in questions are about.</summary>
public static class KnownMetrics
{
    /// <summary>R: the accuracy on X.</summary>
    public static Metric Accuracy { get; } = new("accuracy", MetricKind.Proportion, Better.Larger);

    /// <summary>R̄: the accuracy on −X.</summary>
    public static Metric AccuracyInverted { get; } = new("accuracy_inverted", MetricKind.Proportion, Better.Larger);

    /// <summary>R + R̄, which is computed from the two.</summary>
    public static Metric Sum { get; } = new("sum", MetricKind.Real, Better.Larger);

    /// <summary>The mean loss over the training rows.</summary>
    public static Metric TrainLoss { get; } = new("train_loss", MetricKind.Real, Better.Smaller);

    /// <summary>How long the trial took, which is not a part of its result.</summary>
    public static Metric Seconds { get; } = new("seconds", MetricKind.Real, Better.Smaller);

    /// <summary>The accuracies on both test sets.</summary>
    public static IReadOnlyList<Metric> TestSets { get; } = [Accuracy, AccuracyInverted];
}
