using System.Globalization;
using Symmetry.Analysis.Runs;
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
    private static readonly Dictionary<(FeatureMapKind Features, bool Bias, TrainingSet Training), PaperRate> Rates = new()
    {
        [(FeatureMapKind.Identity, false, TrainingSet.Original)] = new(0.84, 0.001),
        [(FeatureMapKind.Identity, false, TrainingSet.Both)] = new(0.12, 0.09),
        [(FeatureMapKind.Identity, true, TrainingSet.Original)] = new(0.81, 0.02),
        [(FeatureMapKind.Identity, true, TrainingSet.Both)] = new(0.68, 0.69),

        [(FeatureMapKind.Square, false, TrainingSet.Original)] = Invariant(0.65),
        [(FeatureMapKind.Gradient, false, TrainingSet.Original)] = Invariant(0.84),
        [(FeatureMapKind.Permutation, false, TrainingSet.Original)] = Invariant(0.81),
        [(FeatureMapKind.Square, true, TrainingSet.Original)] = Invariant(0.66),
        [(FeatureMapKind.Gradient, true, TrainingSet.Original)] = Invariant(0.87),
        [(FeatureMapKind.Permutation, true, TrainingSet.Original)] = Invariant(0.82),
    };

    /// <summary>What the paper reports for cells with these settings; null where it reports nothing.</summary>
    /// <remarks>Only features, bias and training set are compared: the paper does not state the others, and has no other symmetry methods or images. Trials
    /// that train nothing are not compared with it.</remarks>
    public static PaperRate? Find(TrialSettings settings) =>
        settings is { Work: Work.Train, Points: PointKind.None, Symmetry: SymmetryWay.Features, Binarised: false, BiasScale: 0, Enlarged: true, Data.IsEmbedded: true }
            ? Rates.GetValueOrDefault((settings.Features, settings.Bias, settings.Training))
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
