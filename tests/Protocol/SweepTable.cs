using Symmetry.Grains.Storage;

namespace Symmetry.Protocol;

/// <summary>A sweep in the database and its rows, ordered by cell and replicate. Immutable, so that a backup costs nothing.</summary>
internal sealed record SweepTable(StoredSweep Added)
{
    public SweepStatus Status { get; init; } = Added.Head.Status;

    public long Epoch { get; init; }

    public SweepCounts Counts { get; init; }

    public ImmutableSortedDictionary<(int Cell, long Replicate), StoredRow> Rows { get; init; } =
        ImmutableSortedDictionary<(int Cell, long Replicate), StoredRow>.Empty;

    public Fence Fence => new(Epoch, Rows.Count);

    /// <summary>The sweep as a query returns it.</summary>
    public StoredSweep ToStored() => Added with
    {
        Head = Added.Head with
        {
            Status = Status,
            Stored = Rows.Count,
            Failed = Counts.Failed,
            Verified = Counts.Verified,
            Mismatched = Counts.Mismatched,
            Lost = Counts.Lost,
        },
    };
}
