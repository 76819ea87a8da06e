namespace Symmetry.Analysis.Questions.Claims;

/// <summary>How likely it is that some verdict on several claims is false.</summary>
/// <remarks>
/// Each claim's intervals hold together at the level, so that each verdict by intervals is false with probability 1 − level at most, and some of
/// them is with at most their number times that, however they depend on each other (Bonferroni's inequality). Counts of every trial are
/// facts about these trials and add nothing.
/// </remarks>
/// <param name="Claims">How many claims there are.</param>
/// <param name="ByInterval">How many of them are judged by intervals.</param>
/// <param name="Level">The level of each, in (0, 1). Default 0.95.</param>
public sealed record FalseVerdicts(int Claims, int ByInterval, double Level = Estimate.DefaultLevel)
{
    /// <summary>The mean number of false verdicts, at most.</summary>
    public double MaxExpected => Math.Round(ByInterval * (1 - Level), 12);

    /// <summary>The probability that any verdict is false, at most.</summary>
    public double MaxChance => Math.Min(1, MaxExpected);

    /// <summary>Two sentences for people; empty for fewer than two claims.</summary>
    public string Sentence => Claims < 2 ? "" : string.Join(' ', Sentences());

    /// <summary>Counts the claims.</summary>
    public static FalseVerdicts Count(IReadOnlyList<AnsweredClaim> claims) =>
        new(claims.Count, claims.Count(answered => answered.Claim.IsStatistical));

    private IEnumerable<string> Sentences()
    {
        if (ByInterval > 0)
        {
            var (product, chance) = ($"{ByInterval} x {Percent(1 - Level)}", "the chance that any of these verdicts is false");
            yield return $"{ByInterval} of {Claims} claims are judged by intervals of {Percent(Level)}: " + (MaxExpected < 1
                ? $"{chance} is at most {product} = {Percent(MaxChance)} (Bonferroni)."
                : $"{chance} has no bound below 100 % ({product}, Bonferroni); the mean number of false ones is at most {Numbers.Exact(MaxExpected)}.");
        }

        if (Claims - ByInterval is > 0 and var counts)
        {
            yield return $"{Numbers.Count(counts, "claim counts every trial", "claims count every trial")}, which is exact for the trials that were run.";
        }
    }

    private static string Percent(double share) => (100 * share).ToString("0.##", CultureInfo.InvariantCulture) + " %";
}
