using Symmetry.Engine.Trials;

namespace Symmetry.Analysis.Runs;

/// <summary>A trial without a measurement, and why.</summary>
/// <param name="Cell">The number of its cell.</param>
/// <param name="Replicate">Its replicate.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Reason">Why, in a sentence.</param>
/// <param name="Violated">The exact fact that it violated; null for none.</param>
public sealed record FailedTrial(int Cell, long Replicate, TrialOutcome Outcome, string Reason, ExactFact? Violated);
