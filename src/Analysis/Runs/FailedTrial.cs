namespace Symmetry.Analysis.Runs;

/// <summary>A trial that did not complete, and why.</summary>
/// <param name="Cell">The number of its cell.</param>
/// <param name="Replicate">Its replicate.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Reason">Why, in a sentence.</param>
/// <param name="ViolatedFact">The name of the exact fact that did not hold; empty for other failures.</param>
public sealed record FailedTrial(int Cell, long Replicate, TrialOutcome Outcome, string Reason, string ViolatedFact);
