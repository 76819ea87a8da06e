namespace Symmetry.Grains;

/// <summary>An entry in a list of sweeps.</summary>
/// <param name="Id">The sweep's id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Status">Its status.</param>
/// <param name="Trials">The number of its trials.</param>
/// <param name="Submitted">When it was first submitted (UTC).</param>
[GenerateSerializer]
[Immutable]
[Alias("symmetry.sweep-head")]
public sealed record SweepHead(
    [property: Id(0)] string Id,
    [property: Id(1)] string Name,
    [property: Id(2)] SweepStatus Status,
    [property: Id(3)] long Trials,
    [property: Id(4)] DateTimeOffset Submitted)
{
    /// <summary>The number of its results in the store.</summary>
    [Id(5)]
    public long Stored { get; init; }

    /// <summary>The number of its results that failed or diverged; null if only its coordinator knows, because an earlier version stored them.</summary>
    [Id(6)]
    public long? Failed { get; init; }

    /// <summary>Duplicate results with the same bits.</summary>
    [Id(7)]
    public long Verified { get; init; }

    /// <summary>Duplicate results with different bits: an alarm.</summary>
    [Id(8)]
    public long Mismatched { get; init; }

    /// <summary>Results that disappeared from the store after they were acknowledged.</summary>
    [Id(9)]
    public long Lost { get; init; }

    /// <summary>The progress as the store knows it; null if only the coordinator knows it.</summary>
    /// <remarks>A completed sweep with fewer results than trials has reached its goal early, or results have disappeared from the store.</remarks>
    public SweepProgress? ToProgress()
    {
        if (Failed is not { } failed || (Status == SweepStatus.Completed && Stored < Trials))
        {
            return null;
        }

        return new SweepProgress(Id, Name, Status, Trials, Stored, Stored - failed, 0, failed, 0, Verified, Mismatched)
        {
            Lost = Lost,
        };
    }
}
