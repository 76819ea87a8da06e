using Symmetry.Engine.Features;

namespace Symmetry.Engine.Trials;

/// <summary>The one door into the engine.</summary>
public static class Trial
{
    /// <summary>Trains and measures: a pure function of the spec.</summary>
    /// <param name="spec">Everything that decides the result.</param>
    /// <param name="features">The feature matrices that trials on this silo share.</param>
    /// <param name="stop">Gives up; nothing is kept.</param>
    /// <exception cref="OperationCanceledException">Training was given up.</exception>
    public static TrialResult Run(TrialSpec spec, FeatureStore features, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(features);
        stop.ThrowIfCancellationRequested();
        throw new NotSupportedException("Filled in by the next commit.");
    }
}
