namespace Symmetry.Analysis.Questions.Claims;

/// <summary>Answers to claims in words.</summary>
public static class ClaimText
{
    /// <summary>How many claims have which answer, in a sentence.</summary>
    public static string Summary(IReadOnlyList<AnsweredClaim> claims)
    {
        ClaimAnswer[] printedNumbers = [ClaimAnswer.NotRefuted, ClaimAnswer.Refuted];
        ClaimAnswer[] shown = [ClaimAnswer.Holds, ClaimAnswer.Fails, .. printedNumbers.Where(answer => CountOf(answer) > 0), ClaimAnswer.Undecided];
        return $"Claims: {string.Join(", ", shown.Select(answer => $"{Numbers.Count(CountOf(answer))} {Plural(answer)}"))}.";

        int CountOf(ClaimAnswer answer) => claims.Count(claim => claim.Verdict.Answer == answer);
    }

    /// <summary>The word for an answer. Failures stand out in a long list.</summary>
    public static string Word(ClaimAnswer answer) => answer switch
    {
        ClaimAnswer.Holds => "holds",
        ClaimAnswer.Fails => "FAILS",
        ClaimAnswer.Refuted => "REFUTED",
        _ => Plural(answer),
    };

    private static string Plural(ClaimAnswer answer) => answer switch
    {
        ClaimAnswer.Holds => "hold",
        ClaimAnswer.Fails => "fail",
        ClaimAnswer.NotRefuted => "not refuted",
        ClaimAnswer.Refuted => "refuted",
        _ => "undecided",
    };
}
