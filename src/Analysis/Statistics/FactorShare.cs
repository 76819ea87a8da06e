namespace Symmetry.Analysis.Statistics;

/// <summary>What one factor explains of the variance of one run.</summary>
/// <param name="Name">The factor.</param>
/// <param name="Alone">The part by itself, in [0, 1].</param>
/// <param name="WithInteractions">The part of all sources that involve it, in [0, 1]; with one run per combination the highest
/// interaction is in the residual, and left out.</param>
public sealed record FactorShare(string Name, Estimate Alone, Estimate WithInteractions)
{
    /// <summary>The answer in one sentence.</summary>
    public string Sentence => string.Create(
        CultureInfo.InvariantCulture,
        $"{Name} explains {Percent(Alone)} of the variance of one run by itself and " +
        $"{Percent(WithInteractions)} with its interactions.");

    private static string Percent(Estimate share) => share.Interval is { } interval
        ? string.Create(
            CultureInfo.InvariantCulture,
            $"{100 * share.Value:F1} % ({100 * share.Level:G3} % interval {100 * interval.Lower:F1}-{100 * interval.Upper:F1} %)")
        : "an undefined part";
}
