namespace Symmetry.Grains;

/// <summary>The progress of a sweep.</summary>
/// <param name="Id">The sweep's id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Status">Its status.</param>
/// <param name="Trials">The number of its trials; with a goal, a forecast.</param>
/// <param name="Committed">Trials with a durable result.</param>
/// <param name="Completed">Committed trials that ran and were measured.</param>
/// <param name="Diverged">Committed trials that diverged.</param>
/// <param name="Failed">Committed trials that failed.</param>
/// <param name="Leased">Trials that silos hold.</param>
/// <param name="Verified">Duplicate results with the same bits.</param>
/// <param name="Mismatched">Duplicate results with different bits: an alarm.</param>
[GenerateSerializer]
[Immutable]
[Alias("symmetry.sweep-progress")]
public sealed record SweepProgress(
    [property: Id(0)] string Id,
    [property: Id(1)] string Name,
    [property: Id(2)] SweepStatus Status,
    [property: Id(3)] long Trials,
    [property: Id(4)] long Committed,
    [property: Id(5)] long Completed,
    [property: Id(6)] long Diverged,
    [property: Id(7)] long Failed,
    [property: Id(8)] long Leased,
    [property: Id(9)] long Verified,
    [property: Id(10)] long Mismatched)
{
    /// <summary>How far the goal of the sweep is, as a sentence; null where there is nothing to say beyond the counts, and from older silos.</summary>
    [Id(11)]
    public string? Standing { get; init; }

    /// <summary>
    /// Results that disappeared from the store after they were acknowledged, because it was restored or rows were deleted. They are computed again.
    /// </summary>
    [Id(12)]
    public long Lost { get; init; }
}
