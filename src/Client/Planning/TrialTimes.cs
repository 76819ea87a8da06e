using System.Collections.Immutable;

namespace Symmetry.Client.Planning;

/// <summary>The expected duration of a trial of each cell in one slot of this machine.</summary>
/// <param name="Seconds">Seconds per trial, by cell number.</param>
/// <param name="Source">How the times were measured, in words.</param>
internal sealed record TrialTimes(ImmutableArray<double> Seconds, string Source);
