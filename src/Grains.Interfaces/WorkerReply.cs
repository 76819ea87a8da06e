namespace Symmetry.Grains;

/// <summary>The coordinator's reply to a report.</summary>
/// <param name="Acknowledged">The reported trials; their results are durable.</param>
/// <param name="Lease">More work, or <c>null</c>.</param>
/// <param name="Revoked">Held trials to drop.</param>
/// <param name="Status">The status of the sweep.</param>
/// <param name="IsQuarantined">Whether the silo must take no more work, because trials kept failing there that completed elsewhere.</param>
[GenerateSerializer]
[Immutable]
[Alias("symmetry.worker-reply")]
public sealed record WorkerReply(
    [property: Id(0)] long[] Acknowledged,
    [property: Id(1)] Lease? Lease,
    [property: Id(2)] TrialRange[] Revoked,
    [property: Id(3)] SweepStatus Status,
    [property: Id(4)] bool IsQuarantined);
