using System.Globalization;
using Symmetry.Engine.Settings;
using Symmetry.Engine.Sweeps;
using Symmetry.Engine.Trials;

namespace Symmetry.Analysis.Runs;

/// <summary>Reads the metrics of a trial's result: the only place that knows how a result holds them.</summary>
public static class TrialMetrics
{
    /// <summary>The metrics of trials with these settings, without those that are computed from others.</summary>
    public static IReadOnlyList<Metric> List(TrialSettings settings) =>
    [
        KnownMetrics.Accuracy, KnownMetrics.AccuracyInverted, KnownMetrics.TrainLoss, KnownMetrics.Seconds,
        .. MeasurementNames.Of(settings).Select(Measured),
    ];

    /// <summary>The metrics that at least one cell of a sweep has, in the order in which they first come.</summary>
    public static IReadOnlyList<Metric> List(Sweep sweep) =>
        [.. sweep.Cells.SelectMany(cell => List(cell.Settings)).Distinct()];

    /// <summary>The names of what the trials of a sweep measured beside accuracies and loss: further columns of exports.</summary>
    public static IReadOnlyList<string> MeasuredNames(Sweep sweep) => MeasurementNames.Of(sweep);

    /// <summary>The names of what trials with these settings measured beside accuracies and loss.</summary>
    public static IReadOnlyList<string> MeasuredNames(TrialSettings settings) => MeasurementNames.Of(settings);

    /// <summary>Correct answers on X and the number of questions.</summary>
    public static (int Correct, int Total) Original(TrialResult result) => (result.CorrectOriginal, result.TotalOriginal);

    /// <summary>Correct answers on −X and the number of questions.</summary>
    public static (int Correct, int Total) Inverted(TrialResult result) => (result.CorrectInverted, result.TotalInverted);

    /// <summary>The mean loss over the training rows; NaN unless the trial completed.</summary>
    public static double TrainLoss(TrialResult result) => result.TrainLoss;

    /// <summary>What the trial measured under a name; NaN if it did not.</summary>
    public static double Measurement(TrialResult result, string name)
    {
        foreach (var measurement in result.Measurements)
        {
            if (measurement.Name == name)
            {
                return measurement.Value;
            }
        }

        return double.NaN;
    }

    /// <summary>The exact fact that the trial violated; null for none.</summary>
    public static ExactFact? Violation(TrialResult result) =>
        result.Outcome is TrialOutcome.Failed && result.Reason.StartsWith(ExactFacts.ViolationPrefix, StringComparison.Ordinal)
            ? ExactFacts.All.Where(fact => result.Reason.Contains($"\"{fact.Statement()}\"", StringComparison.Ordinal)).Select(fact => (ExactFact?)fact).FirstOrDefault()
            : null;

    /// <summary>The word for an outcome in tables, exports and JSON.</summary>
    public static string Word(TrialOutcome outcome) => outcome switch
    {
        TrialOutcome.Completed => "completed",
        TrialOutcome.Diverged => "diverged",
        _ => "failed",
    };

    /// <summary>A result in a sentence, to compare it with another by eye.</summary>
    public static string Describe(TrialResult result)
    {
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Word(result.Outcome)}, {result.CorrectOriginal}/{result.TotalOriginal} on X_test, {result.CorrectInverted}/{result.TotalInverted} on -X_test, "
            + $"loss {result.TrainLoss:R}{(result.Reason.Length > 0 ? $" ({result.Reason})" : "")}");
    }

    /// <summary>Hands over every value of a completed trial.</summary>
    /// <param name="result">The result.</param>
    /// <param name="count">Takes correct answers and their total.</param>
    /// <param name="real">Takes a real number.</param>
    internal static void Read(TrialResult result, Action<string, int, int> count, Action<string, double> real)
    {
        count(KnownMetrics.Accuracy.Name, result.CorrectOriginal, result.TotalOriginal);
        count(KnownMetrics.AccuracyInverted.Name, result.CorrectInverted, result.TotalInverted);
        real(KnownMetrics.TrainLoss.Name, result.TrainLoss);
        foreach (var (name, value) in result.Measurements)
        {
            real(name, value);
        }
    }

    private static Metric Measured(string name) => new(name, MetricKind.Real, Better.Neither);
}
