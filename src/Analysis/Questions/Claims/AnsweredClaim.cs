namespace Symmetry.Analysis.Questions.Claims;

/// <summary>A claim with its answer.</summary>
/// <param name="Claim">What is claimed.</param>
/// <param name="Verdict">Whether it holds, and the evidence.</param>
public sealed record AnsweredClaim(Claim Claim, ClaimVerdict Verdict)
{
    /// <summary>Whether the results say the contrary.</summary>
    public bool Fails => Verdict.Answer is ClaimAnswer.Fails;

    /// <summary>Answers claims.</summary>
    public static IReadOnlyList<AnsweredClaim> AnswerAll(SweepRuns runs, ImmutableArray<Claim> claims) =>
        [.. claims.Select(claim => new AnsweredClaim(claim, claim.Judge(runs)))];
}
