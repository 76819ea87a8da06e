namespace Symmetry.Analysis.Questions.Claims;

/// <summary>The answer to a claim.</summary>
/// <param name="Answer">What the results say.</param>
/// <param name="Evidence">The figures behind it with their method, in one sentence or a few.</param>
public sealed record ClaimVerdict(ClaimAnswer Answer, string Evidence)
{
    /// <summary>Whether the evidence has an interval, so that its level and what was varied have to be said. Default: true.</summary>
    public bool HasInterval { get; init; } = true;

    /// <summary>Undecided because there are too few runs for an interval.</summary>
    /// <param name="evidence">Which runs there are.</param>
    public static ClaimVerdict TooFewRuns(string evidence) => new(ClaimAnswer.Undecided, evidence) { HasInterval = false };

    /// <summary>The verdict on a claim about several cells or pairs: the worst of theirs, with the evidence of all.</summary>
    /// <param name="verdicts">The verdict on each.</param>
    /// <param name="intervals">What all their intervals have in common, in words; said where there is an interval.</param>
    public static ClaimVerdict Combine(IEnumerable<ClaimVerdict> verdicts, string intervals)
    {
        var all = verdicts.ToArray();
        var answer = Find(ClaimAnswer.Fails) ?? Find(ClaimAnswer.Refuted) ?? Find(ClaimAnswer.Undecided) ?? Find(ClaimAnswer.NotRefuted)
            ?? (all.Length > 0 ? ClaimAnswer.Holds : ClaimAnswer.Undecided);
        var hasInterval = all.Any(verdict => verdict.HasInterval);
        return new ClaimVerdict(answer, string.Join("; ", [.. all.Select(verdict => verdict.Evidence), .. hasInterval ? [intervals] : (string[])[]]))
        {
            HasInterval = hasInterval,
        };

        ClaimAnswer? Find(ClaimAnswer sought) => all.Any(verdict => verdict.Answer == sought) ? sought : null;
    }
}
