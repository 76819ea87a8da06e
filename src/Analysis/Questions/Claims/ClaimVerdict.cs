namespace Symmetry.Analysis.Questions.Claims;

/// <summary>The answer to a claim.</summary>
/// <param name="Answer">Whether it holds.</param>
/// <param name="Evidence">What the results say: figures with their method, in one sentence or a few.</param>
public sealed record ClaimVerdict(ClaimAnswer Answer, string Evidence)
{
    /// <summary>The verdict on a claim about several cells or pairs: the worst of theirs, with the evidence of all.</summary>
    public static ClaimVerdict Combine(IEnumerable<ClaimVerdict> verdicts)
    {
        var all = verdicts.ToArray();
        var answer = all.Any(verdict => verdict.Answer == ClaimAnswer.Fails) ? ClaimAnswer.Fails
            : all.Length == 0 || all.Any(verdict => verdict.Answer == ClaimAnswer.Undecided) ? ClaimAnswer.Undecided
            : ClaimAnswer.Holds;
        return new ClaimVerdict(answer, string.Join("; ", all.Select(verdict => verdict.Evidence)));
    }
}
