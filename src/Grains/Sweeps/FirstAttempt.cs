using Symmetry.Engine.Experiments;

namespace Symmetry.Grains.Sweeps;

/// <summary>An attempt that did not complete, and is not stored.</summary>
/// <param name="Silo">The silo that ran it.</param>
/// <param name="ReceivedAt">When its result arrived.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Result">The bytes of the result.</param>
internal sealed record FirstAttempt(string Silo, DateTimeOffset ReceivedAt, TrialOutcome Outcome, byte[] Result);
