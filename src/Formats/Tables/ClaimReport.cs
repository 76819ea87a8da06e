using Symmetry.Analysis.Questions.Claims;

namespace Symmetry.Formats.Tables;

/// <summary>Answered claims as people read them.</summary>
internal static class ClaimReport
{
    /// <summary>One section a claim, its answer first; nothing where nothing is claimed.</summary>
    public static string Text(IReadOnlyList<AnsweredClaim> claims)
    {
        var text = new StringBuilder();
        if (claims.Count > 0)
        {
            ClaimAnswer[] printedNumbers = [ClaimAnswer.NotRefuted, ClaimAnswer.Refuted];
            ClaimAnswer[] shown = [ClaimAnswer.Holds, ClaimAnswer.Fails, .. printedNumbers.Where(answer => CountOf(answer) > 0), ClaimAnswer.Undecided];
            text.Append("\nClaims: ").AppendJoin(", ", shown.Select(answer => $"{Numbers.Count(CountOf(answer))} {Plural(answer)}")).Append(".\n");
            if (FalseVerdicts.Count(claims).Sentence is { Length: > 0 } errors)
            {
                TextReport.WriteParagraphs(text, [errors], "");
            }
        }

        foreach (var (claim, verdict) in claims)
        {
            TextReport.WriteSection(text, $"{Word(verdict.Answer),-11}  {claim.Says}", verdict.Evidence.Split("; "));
        }

        return text.ToString();

        int CountOf(ClaimAnswer answer) => claims.Count(claim => claim.Verdict.Answer == answer);
    }

    private static string Plural(ClaimAnswer answer) => answer switch
    {
        ClaimAnswer.Holds => "hold",
        ClaimAnswer.Fails => "fail",
        ClaimAnswer.NotRefuted => "not refuted",
        ClaimAnswer.Refuted => "refuted",
        _ => "undecided",
    };

    // Failures must stand out in a long list.
    private static string Word(ClaimAnswer answer) => answer switch
    {
        ClaimAnswer.Holds => "holds",
        ClaimAnswer.Fails => "FAILS",
        ClaimAnswer.Refuted => "REFUTED",
        _ => Plural(answer),
    };
}
