namespace Symmetry.Views.Pages;

/// <summary>How far a sweep is, for the head of its page.</summary>
/// <param name="Sweep">The sweep.</param>
/// <param name="Status">Its status in a word.</param>
/// <param name="Done">The part of its trials that ended, from 0 to 1.</param>
/// <param name="Counts">How far it is, in phrases.</param>
/// <param name="Standing">How far its goal is; empty where there is nothing to say.</param>
/// <param name="Alarm">That results of the same trial differ; null if none do.</param>
/// <param name="Silos">The silos that work at it, a phrase each.</param>
public sealed record SweepState(
    Sweep Sweep, string Status, double Done, IReadOnlyList<string> Counts, string Standing, string? Alarm, IReadOnlyList<string> Silos)
{
    /// <summary>Whether it can be cancelled.</summary>
    public bool IsRunning => Status == "running";

    /// <summary>Whether it can be resumed.</summary>
    public bool IsCancelled => Status == "cancelled";

    /// <summary>The events that its page follows; null once nothing changes.</summary>
    public string? Events => IsRunning || IsCancelled ? $"/api/sweeps/{Sweep.Id}/events" : null;
}
