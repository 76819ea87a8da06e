using System.Text.Json;
using Symmetry.Analysis.Questions.Claims;

namespace Symmetry.Analysis.Json;

/// <summary>Answered claims as JSON.</summary>
public static class ClaimJson
{
    /// <summary>The answers alone, with what they rest on.</summary>
    public static string Text(SweepRuns runs, IReadOnlyList<AnsweredClaim> claims)
    {
        return JsonText.Object(json =>
        {
            json.WriteString("sweep", runs.Sweep.Id);
            json.WriteString("fingerprint", runs.State.Fingerprint);
            json.WriteNumber("trials", runs.State.Trials);
            json.WriteNumber("ended", runs.Ended);
            json.WriteNumber("failed", runs.Failed);
            Write(json, claims);
        });
    }

    /// <summary>Writes the array <c>claims</c> and the object <c>falseVerdicts</c>, inside an object.</summary>
    public static void Write(Utf8JsonWriter json, IReadOnlyList<AnsweredClaim> claims)
    {
        json.WriteStartArray("claims");
        foreach (var (claim, verdict) in claims)
        {
            json.WriteStartObject();
            json.WriteString("says", claim.Says);
            json.WriteString("answer", Word(verdict.Answer));
            json.WriteString("evidence", verdict.Evidence);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        var errors = FalseVerdicts.Count(claims);
        json.WriteStartObject("falseVerdicts");
        json.WriteNumber("claims", errors.Claims);
        json.WriteNumber("byInterval", errors.ByInterval);
        json.WriteNumber("level", errors.Level);
        json.WriteNumber("maxChance", errors.MaxChance);
        json.WriteNumber("maxExpected", errors.MaxExpected);
        json.WriteEndObject();
    }

    /// <summary>The word for an answer.</summary>
    public static string Word(ClaimAnswer answer) => answer switch
    {
        ClaimAnswer.Holds => "holds",
        ClaimAnswer.Fails => "fails",
        ClaimAnswer.NotRefuted => "notRefuted",
        ClaimAnswer.Refuted => "refuted",
        _ => "undecided",
    };
}
