using System.Text;
using System.Text.Json;
using Symmetry.Analysis.Questions.Claims;
using Symmetry.Client.Results;

namespace Symmetry.Client.Tables;

/// <summary>Answered claims as people and programs read them.</summary>
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

    /// <summary>The array <c>claims</c>, inside an object.</summary>
    public static void WriteJson(Utf8JsonWriter json, IReadOnlyList<AnsweredClaim> claims)
    {
        json.WriteStartArray("claims");
        foreach (var (claim, verdict) in claims)
        {
            json.WriteStartObject();
            json.WriteString("says", claim.Says);
            json.WriteString("answer", Word(verdict.Answer).ToLowerInvariant());
            json.WriteString("evidence", verdict.Evidence);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    // What fails is to be seen in a long list.
    private static string Word(ClaimAnswer answer) => answer switch
    {
        ClaimAnswer.Holds => "holds",
        ClaimAnswer.Fails => "FAILS",
        _ => "undecided",
    };
}
