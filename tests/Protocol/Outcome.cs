namespace Symmetry.Protocol;

/// <summary>What a schedule that holds all invariants was like.</summary>
/// <param name="Steps">The number of steps.</param>
/// <param name="Digest">A hash over their order.</param>
/// <param name="Recovery">The time from the last fault until all sweeps had ended and were read.</param>
internal readonly record struct Outcome(long Steps, ulong Digest, TimeSpan Recovery);
