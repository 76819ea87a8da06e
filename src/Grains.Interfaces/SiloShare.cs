namespace Symmetry.Grains;

/// <summary>A silo's part in a sweep.</summary>
/// <param name="Silo">Its address.</param>
/// <param name="Held">The number of trials that it holds.</param>
/// <param name="SilentFor">Seconds since its last report.</param>
/// <param name="IsQuarantined">Whether it takes no more work, because its trials kept failing.</param>
[GenerateSerializer]
[Immutable]
[Alias("symmetry.silo-share")]
public sealed record SiloShare(
    [property: Id(0)] string Silo, [property: Id(1)] long Held, [property: Id(2)] double SilentFor, [property: Id(3)] bool IsQuarantined)
{
    /// <summary>The number of trials that it runs at once; 0 if unknown.</summary>
    [Id(4)]
    public int Slots { get; init; }

    /// <summary>Seconds since its last lease; negative if it holds no trials.</summary>
    [Id(5)]
    public double LeasedFor { get; init; } = -1;
}
