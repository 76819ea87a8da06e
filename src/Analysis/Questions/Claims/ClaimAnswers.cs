namespace Symmetry.Analysis.Questions.Claims;

/// <summary>The claims about a sweep with their answers.</summary>
/// <param name="Specification">The YAML text that has the claims; empty for none.</param>
/// <param name="Claims">The claims in the order of their specification.</param>
/// <param name="Problem">Why there are no answers, in a sentence; null if there are.</param>
public sealed record ClaimAnswers(string Specification, IReadOnlyList<AnsweredClaim> Claims, string? Problem = null)
{
    /// <summary>No claims.</summary>
    public static ClaimAnswers None { get; } = new("", []);
}
