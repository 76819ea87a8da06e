namespace Symmetry.Engine.Experiments;

/// <summary>An experiment that can run several trials at once for less than each alone.</summary>
public interface IRunsTogether : IExperiment
{
    /// <summary>Trials with equal keys can run together; null for one that runs alone.</summary>
    /// <remarks>Asked for every trial that waits for a slot, so it should be cheap.</remarks>
    object? JointKeyOf(TrialSpec spec);

    /// <summary>Runs trials together: each gets the bits that <see cref="IExperiment.Run"/> gives.</summary>
    /// <param name="trials">At least two trials with equal keys. Each may be cancelled without affecting the others.</param>
    /// <param name="resources">What the trials of a process share.</param>
    /// <returns>The results, in the order of the trials; null where a trial was cancelled, or has to run alone.</returns>
    IReadOnlyList<TrialResult?> RunTogether(IReadOnlyList<TrialCall> trials, TrialResources resources);
}
