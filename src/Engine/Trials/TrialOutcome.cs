namespace Symmetry.Engine.Trials;

/// <summary>How a trial ended.</summary>
public enum TrialOutcome
{
    /// <summary>Trained and measured.</summary>
    Completed = 0,

    /// <summary>A parameter or the loss became infinite or not a number: a result about the settings, with a loss of NaN.</summary>
    Diverged = 1,

    /// <summary>An exact fact was violated, or training threw: something is broken, and the reason says what.</summary>
    Failed = 2,
}
