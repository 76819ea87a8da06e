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

    /// <summary>What the paper reports for cells with these settings; null where it reports nothing.</summary>
    /// <remarks>Only features, bias and training set are compared: the paper does not state the others, and has no other symmetry methods or images. Trials
    /// that train nothing are not compared with it.</remarks>
    public static PaperRate? Find(TrialSettings settings) =>
        settings is MlpSettings { UsesFeatures: true, Binarised: false, BiasScale: 0, Enlarged: true, Data.IsEmbedded: true } mlp
            ? Rates.GetValueOrDefault((mlp.Features.Name, mlp.Bias, mlp.Training))
            : null;

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

    private static PaperRate Invariant(double rate) => new(rate, rate);
}
