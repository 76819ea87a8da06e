namespace Symmetry.Grains.Sweeps;

/// <summary>An attempt that did not complete, and is not stored.</summary>
internal sealed record FirstAttempt(string Silo, TimeSpan ReceivedAt, TrialOutcome Outcome, byte[] Result);
