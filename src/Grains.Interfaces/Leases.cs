namespace Symmetry.Grains;

/// <summary>Trials from <see cref="From"/> up to but not including <see cref="To"/>.</summary>
[GenerateSerializer]
[Immutable]
[Alias("symmetry.trial-range")]
public readonly record struct TrialRange([property: Id(0)] long From, [property: Id(1)] long To)
{
    /// <summary>How many trials there are.</summary>
    public long Count => To - From;
}

/// <summary>Trials that one silo may work at until the lease expires or is handed back.</summary>
/// <param name="Number">Tells leases of one activation of the coordinator apart.</param>
/// <param name="Ranges">The trials, in the order in which they should be done.</param>
/// <param name="Again">Those among them that did not complete once before: what comes of them now is final.</param>
[GenerateSerializer]
[Immutable]
[Alias("symmetry.lease")]
public sealed record Lease(
    [property: Id(0)] long Number, [property: Id(1)] TrialRange[] Ranges, [property: Id(2)] long[] Again);

/// <summary>What a silo's worker says to a coordinator.</summary>
/// <param name="Silo">Who speaks: the silo's address.</param>
/// <param name="Numerics">The numerics version that this silo computes.</param>
/// <param name="Rows">Results to commit; brought again until they are acknowledged.</param>
/// <param name="Held">Trials that this silo still works at: the coordinator forgets leases that are not among them.</param>
/// <param name="Wanted">How many trials this silo would take now; 0 for none.</param>
/// <param name="IsQuarantined">Whether this silo takes no more work, because its trials kept failing.</param>
[GenerateSerializer]
[Immutable]
[Alias("symmetry.worker-report")]
public sealed record WorkerReport(
    [property: Id(0)] string Silo,
    [property: Id(1)] int Numerics,
    [property: Id(2)] TrialRow[] Rows,
    [property: Id(3)] TrialRange[] Held,
    [property: Id(4)] int Wanted,
    [property: Id(5)] bool IsQuarantined)
{
    /// <summary>How many trainings this silo runs at once; 0 if it does not say.</summary>
    [Id(6)]
    public int Slots { get; init; }
}

/// <summary>What the coordinator answers.</summary>
/// <param name="Acknowledged">Trials among the rows that are now durable, or were before.</param>
/// <param name="Lease">More work, or <c>null</c>.</param>
/// <param name="Revoked">Trials among the held ones that need not be done any more.</param>
/// <param name="Status">Whether there may be more work later.</param>
/// <param name="IsQuarantined">Whether the silo should take no more work: trials kept failing there that completed elsewhere.</param>
[GenerateSerializer]
[Immutable]
[Alias("symmetry.worker-reply")]
public sealed record WorkerReply(
    [property: Id(0)] long[] Acknowledged,
    [property: Id(1)] Lease? Lease,
    [property: Id(2)] TrialRange[] Revoked,
    [property: Id(3)] SweepStatus Status,
    [property: Id(4)] bool IsQuarantined);
