namespace Symmetry.Engine.Experiments;

/// <summary>The settings of <see cref="NoopExperiment"/>.</summary>
public sealed record NoopSettings : TrialSettings
{
    /// <summary>Any number: it tells cells apart and has no other effect. 0 to 1,000,000, default 0.</summary>
    public int Label { get; init; }

    /// <summary>How long a trial waits, without using a processor. 0 to 60,000, default 0.</summary>
    public int Milliseconds { get; init; }
}
