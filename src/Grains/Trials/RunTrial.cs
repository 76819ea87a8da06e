using Symmetry.Engine.Experiments;

namespace Symmetry.Grains.Trials;

/// <summary>What trains and measures: the seam between the distribution and the engine.</summary>
/// <param name="spec">Everything that decides the result.</param>
/// <param name="stop">Gives up.</param>
/// <returns>The same bits for the same spec, on any thread and machine.</returns>
/// <exception cref="OperationCanceledException">It was given up.</exception>
public delegate TrialResult RunTrial(TrialSpec spec, CancellationToken stop);
