using Symmetry.Engine.Experiments;

namespace Symmetry.Engine.Tests.Experiments;

/// <summary>Values of a result by the name of their metric.</summary>
internal static class TrialResultExtensions
{
    public static double Value(this TrialResult result, string metric) => Get(result, metric).Value;

    public static int Correct(this TrialResult result) => Get(result, "accuracy").Correct;

    public static int CorrectInverted(this TrialResult result) => Get(result, "accuracy_inverted").Correct;

    public static int Total(this TrialResult result) => Get(result, "accuracy").Total;

    public static double TrainLoss(this TrialResult result) => result.Value("train_loss");

    /// <summary>The result with the two accuracies and the loss only.</summary>
    public static TrialResult ClassificationOnly(this TrialResult result) =>
        result with { Values = [.. result.Values.Take(Classification.Metrics.Count)] };

    private static MetricValue Get(TrialResult result, string metric) =>
        result.Find(metric) ?? throw new ArgumentException($"The result has no {metric}: {result.Outcome}, {result.Reason}", nameof(metric));
}
