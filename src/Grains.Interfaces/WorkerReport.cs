namespace Symmetry.Grains;

/// <summary>The report of a silo's worker to a coordinator.</summary>
/// <param name="Silo">The silo's address.</param>
/// <param name="Numerics">The numerics version of the silo.</param>
/// <param name="Rows">Results to commit; reported again until they are acknowledged.</param>
/// <param name="Held">The trials that the silo still works on. Its leases of all others end.</param>
/// <param name="Wanted">The number of trials that the silo asks for; 0 for none.</param>
/// <param name="IsQuarantined">Whether the silo takes no more work, because its trials kept failing.</param>
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
    /// <summary>The number of trials that the silo runs at once; 0 if unknown.</summary>
    [Id(6)]
    public int Slots { get; init; }
}
