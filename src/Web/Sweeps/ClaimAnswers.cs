using Symmetry.Analysis.Questions.Claims;
using Symmetry.Formats.Specs;

namespace Symmetry.Web.Sweeps;

/// <summary>Claims with their answers.</summary>
/// <param name="Specification">The YAML text that has the claims; empty for none.</param>
/// <param name="Claims">The claims in the order of their specification.</param>
/// <param name="Problem">Why they cannot be read, in a sentence; null if they can.</param>
internal sealed record ClaimAnswers(string Specification, IReadOnlyList<AnsweredClaim> Claims, string? Problem = null)
{
    /// <summary>No claims.</summary>
    public static ClaimAnswers None { get; } = new("", []);

    /// <summary>Answers the claims of a specification.</summary>
    /// <param name="runs">What the sweep found so far.</param>
    /// <param name="specification">The YAML text; empty for no claims.</param>
    public static ClaimAnswers Find(SweepRuns runs, string specification)
    {
        if (specification.Length == 0)
        {
            return None;
        }

        try
        {
            return new ClaimAnswers(specification, AnsweredClaim.AnswerAll(runs, SpecReader.ReadClaims(specification, "specification", runs.Sweep)));
        }
        catch (SpecFileException e)
        {
            // Another version took them.
            return new ClaimAnswers(specification, [], e.Message);
        }
    }
}
