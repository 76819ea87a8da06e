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
            text.Append('\n').Append(ClaimText.Summary(claims)).Append('\n');
            if (FalseVerdicts.Count(claims).Sentence is { Length: > 0 } errors)
            {
                TextReport.WriteParagraphs(text, [errors], "");
            }
        }

        foreach (var (claim, verdict) in claims)
        {
            TextReport.WriteSection(text, $"{ClaimText.Word(verdict.Answer),-11}  {claim.Says}", verdict.Evidence.Split("; "));
        }

        return text.ToString();
    }
}
