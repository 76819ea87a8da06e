namespace Symmetry.Grains;

/// <summary>The status of a sweep.</summary>
[GenerateSerializer]
[Alias("symmetry.sweep-status")]
public enum SweepStatus
{
    /// <summary>Trials are leased to silos.</summary>
    Running = 0,

    /// <summary>Every trial has a committed result.</summary>
    Completed = 1,

    /// <summary>The sweep was cancelled; it can be resumed.</summary>
    Cancelled = 2,
}
