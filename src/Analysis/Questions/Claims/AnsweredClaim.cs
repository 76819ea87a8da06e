namespace Symmetry.Analysis.Questions.Claims;

/// <summary>A claim with its answer.</summary>
/// <param name="Claim">What is claimed.</param>
/// <param name="Verdict">What the results say, and the evidence.</param>
public sealed record AnsweredClaim(Claim Claim, ClaimVerdict Verdict)
{
    /// <summary>Whether the results say the contrary.</summary>
    public bool Fails => Verdict.Answer is ClaimAnswer.Fails or ClaimAnswer.Refuted;

    /// <summary>Answers claims.</summary>
    public static IReadOnlyList<AnsweredClaim> AnswerAll(SweepRuns runs, ImmutableArray<Claim> claims) =>
        [.. claims.Select(claim => new AnsweredClaim(claim, claim.Judge(runs)))];
}
