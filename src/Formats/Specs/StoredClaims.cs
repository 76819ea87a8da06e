using Symmetry.Analysis.Questions.Claims;

namespace Symmetry.Formats.Specs;

/// <summary>Claims that are stored beside their sweep.</summary>
public static class StoredClaims
{
    /// <summary>Answers the claims of a specification.</summary>
    /// <param name="runs">What the sweep found so far.</param>
    /// <param name="specification">The YAML text; empty for no claims.</param>
    public static ClaimAnswers Answer(SweepRuns runs, string specification)
    {
        ArgumentNullException.ThrowIfNull(runs);
        ArgumentNullException.ThrowIfNull(specification);
        if (specification.Length == 0)
        {
            return ClaimAnswers.None;
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
