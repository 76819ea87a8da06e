namespace Symmetry.Engine.Experiments;

/// <summary>A trial that runs, and what cancels it.</summary>
/// <param name="Spec">The trial.</param>
/// <param name="Stop">Cancels it.</param>
public readonly record struct TrialCall(TrialSpec Spec, CancellationToken Stop);
