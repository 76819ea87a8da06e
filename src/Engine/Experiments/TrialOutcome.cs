namespace Symmetry.Engine.Experiments;

/// <summary>How a trial ended. The numbers are part of the stored form.</summary>
public enum TrialOutcome
{
    /// <summary>It ran and was measured.</summary>
    Completed = 0,

    /// <summary>A weight or the loss became infinite or NaN.</summary>
    Diverged = 1,

    /// <summary>It could not be run, or ran into a fault.</summary>
    Failed = 2,

    /// <summary>It ran, and an exact fact did not hold: see <see cref="TrialResult.ViolatedFact"/>.</summary>
    Violated = 3,
}
