using Symmetry.Analysis.Questions.Claims;

namespace Symmetry.Client.Tables;

/// <summary>Answered claims as people read them.</summary>
internal static class ClaimReport
{
    /// <summary>One section a claim, its answer first; nothing where nothing is claimed.</summary>
    public static string Text(IReadOnlyList<AnsweredClaim> claims)
    {
        var text = new StringBuilder();
        if (claims.Count > 0)
        {
            text.Append("\nClaims: ").Append(Count(ClaimAnswer.Holds)).Append(" hold, ").Append(Count(ClaimAnswer.Fails)).Append(" fail, ")
                .Append(Count(ClaimAnswer.Undecided)).Append(" undecided.\n");
        }

        foreach (var (claim, verdict) in claims)
        {
            TextReport.WriteSection(text, $"{Word(verdict.Answer),-9}  {claim.Says}", verdict.Evidence.Split("; "));
        }

        return text.ToString();

        string Count(ClaimAnswer answer) => Numbers.Count(claims.Count(claim => claim.Verdict.Answer == answer));
    }

    // Failures must stand out in a long list.
    private static string Word(ClaimAnswer answer) => answer is ClaimAnswer.Fails ? ClaimJson.Word(answer).ToUpperInvariant() : ClaimJson.Word(answer);
}
