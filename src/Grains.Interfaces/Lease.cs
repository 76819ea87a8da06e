namespace Symmetry.Grains;

/// <summary>Trials that a silo may work on until the lease expires or is handed back.</summary>
/// <param name="Number">The number of the lease; unique within one activation of the coordinator.</param>
/// <param name="Ranges">The trials, in the order in which to run them.</param>
/// <param name="Again">Those for which this is the second attempt: its result is final.</param>
[GenerateSerializer]
[Immutable]
[Alias("symmetry.lease")]
public sealed record Lease([property: Id(0)] long Number, [property: Id(1)] TrialRange[] Ranges, [property: Id(2)] long[] Again);
