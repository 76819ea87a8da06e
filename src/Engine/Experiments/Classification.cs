namespace Symmetry.Engine.Experiments;

/// <summary>The metrics of an experiment that trains a classifier and tests it on X and on −X, or on X transformed by a group.</summary>
public static class Classification
{
    /// <summary>R: the proportion of test images classified correctly. A tie for the largest logit is wrong.</summary>
    public static Metric Accuracy { get; } =
        new("accuracy", MetricKind.Proportion, MetricDirection.Larger, "accuracy on the test images X") { Key = "original" };

    /// <summary>R̄: the proportion of inverted test images classified correctly.</summary>
    public static Metric AccuracyInverted { get; } =
        new("accuracy_inverted", MetricKind.Proportion, MetricDirection.Larger, "accuracy on the inverted test images -X") { Key = "inverted" };

    /// <summary>The mean loss over the training rows at the end of training, without penalty.</summary>
    public static Metric TrainLoss { get; } =
        new("train_loss", MetricKind.Real, MetricDirection.Smaller, "mean training loss at the end of training, without penalty");

    /// <summary>The three metrics that every completed trial has, in the order of its values.</summary>
    public static IReadOnlyList<Metric> Metrics { get; } = [Accuracy, AccuracyInverted, TrainLoss];

    /// <summary>The accuracies on both test sets.</summary>
    public static IReadOnlyList<Metric> TestSets { get; } = [Accuracy, AccuracyInverted];

    /// <summary>Whether both of <see cref="TestSets"/> are among some metrics. A metric of another experiment with one of their names is another one.</summary>
    public static bool HasTestSets(IEnumerable<Metric> metrics) => TestSets.All(metrics.Contains);

    /// <summary>The result of a completed trial.</summary>
    /// <param name="correct">Test images classified correctly.</param>
    /// <param name="correctInverted">Inverted test images classified correctly.</param>
    /// <param name="total">Test images.</param>
    /// <param name="trainLoss">The mean training loss.</param>
    /// <param name="others">Further values, in the order of the experiment's metrics.</param>
    /// <param name="outcomes">Which test images were classified correctly; null if that is not kept.</param>
    public static TrialResult Completed(
        int correct, int correctInverted, int total, double trainLoss, ImmutableArray<MetricValue> others = default, TestOutcomes? outcomes = null)
    {
        var result = new TrialResult
        {
            Outcome = TrialOutcome.Completed,
            Values =
            [
                MetricValue.Proportion(Accuracy.Name, correct, total),
                MetricValue.Proportion(AccuracyInverted.Name, correctInverted, total),
                MetricValue.Real(TrainLoss.Name, trainLoss),
                .. others.IsDefault ? [] : others,
            ],
        };
        return outcomes is null ? result : result.WithOutcomes(outcomes);
    }
}
