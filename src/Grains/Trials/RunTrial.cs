namespace Symmetry.Grains.Trials;

/// <summary>Runs a trial: the only call from the distribution into the engine. Tests replace it.</summary>
/// <param name="spec">The trial.</param>
/// <param name="stop">Cancels.</param>
/// <returns>The same bits for the same specification, on any thread and machine.</returns>
/// <exception cref="OperationCanceledException">It was cancelled.</exception>
public delegate TrialResult RunTrial(TrialSpec spec, CancellationToken stop);
