namespace Symmetry.Grains.Trials;

/// <summary>Runs trials with equal <see cref="TrialSpec.JointKey"/> together. Without it, every trial runs alone.</summary>
/// <param name="trials">At least two trials.</param>
/// <returns>The results, in the order of the trials; null where a trial was cancelled, or has to run alone.</returns>
public delegate IReadOnlyList<TrialResult?> RunTrialsTogether(IReadOnlyList<TrialCall> trials);
