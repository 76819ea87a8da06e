using Symmetry.Engine.Experiments.Mlp;
using Symmetry.Engine.Settings;

namespace Symmetry.Analysis.Paper;

/// <summary>The numbers of Tables 1 and 2 of the paper, each from one training run of unstated settings.</summary>
/// <remarks>
/// Source: D. Bergman, "Symmetry constrained machine learning", Tables 1 and 2. Table 2 gives one number a cell, because
/// invariant features have the same bits on X and −X: 14 numbers, and 6 that are the same bits. Rates are printed as the paper
/// prints them, with two decimals or three.
/// </remarks>
public static class PaperTables
{
    private static readonly Dictionary<(string Features, bool Bias, TrainingSet Training), PaperRate> Rates = new()
    {
        [("identity", false, TrainingSet.Original)] = new(0.84, 0.001),
        [("identity", false, TrainingSet.Both)] = new(0.12, 0.09),
        [("identity", true, TrainingSet.Original)] = new(0.81, 0.02),
        [("identity", true, TrainingSet.Both)] = new(0.68, 0.69),

        [("square", false, TrainingSet.Original)] = Invariant(0.65),
        [("gradient", false, TrainingSet.Original)] = Invariant(0.84),
        [("permutation", false, TrainingSet.Original)] = Invariant(0.81),
        [("square", true, TrainingSet.Original)] = Invariant(0.66),
        [("gradient", true, TrainingSet.Original)] = Invariant(0.87),
        [("permutation", true, TrainingSet.Original)] = Invariant(0.82),
    };

    /// <summary>What the paper reports for cells with these settings; null for all but its own ten cells under the default protocol.</summary>
    public static PaperRate? Find(TrialSettings settings) => settings is MlpSettings mlp && IsDefaultProtocol(mlp) ? FindReading(mlp) : null;

    /// <summary>What the paper reports for a cell under any reading of what it leaves open: by features, biases and training set; null for nothing.</summary>
    public static PaperRate? FindReading(MlpSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return Rates.GetValueOrDefault((settings.Features.Name, settings.Bias, settings.Training));
    }

    /// <summary>What the paper reports for such cells about a metric; null where it reports nothing.</summary>
    public static double? Find(TrialSettings settings, Metric metric) =>
        metric == KnownMetrics.Accuracy ? Find(settings)?.Original
        : metric == KnownMetrics.AccuracyInverted ? Find(settings)?.Inverted
        : null;

    /// <summary>Half a unit of the last digit of a number as the paper prints it: with two decimals, or three where it has three.</summary>
    public static double RoundingOf(double rate)
    {
        var decimals = Math.Max(2, ((decimal)rate).ToString(CultureInfo.InvariantCulture).Length - 2);
        return 0.5 * Math.Pow(10, -decimals);
    }

    // What is measured beside the accuracies changes no accuracy.
    private static bool IsDefaultProtocol(MlpSettings settings)
    {
        var standard = MlpSettings.Default;
        return standard.Equals(settings with
        {
            Features = standard.Features,
            Bias = standard.Bias,
            Training = standard.Training,
            Measure = standard.Measure,
        });
    }

    private static PaperRate Invariant(double rate) => new(rate, rate);
}
