using System.Collections.Immutable;

namespace Symmetry.Hosting.Timing;

/// <summary>The expected duration of a trial of each cell in one slot of this machine, in seconds.</summary>
/// <param name="Seconds">By cell.</param>
/// <param name="Measured">The number of kinds of cells of which trials ran; the others are scaled by their relative cost.</param>
/// <param name="Kinds">The number of kinds.</param>
/// <param name="Spent">How long it took, in seconds.</param>
public sealed record CalibratedTimes(ImmutableArray<double> Seconds, int Measured, int Kinds, double Spent);
