namespace Symmetry.Grains;

/// <summary>What a silo has to do with a sweep at the moment.</summary>
/// <param name="Silo">Its address.</param>
/// <param name="Held">Trials that it holds.</param>
/// <param name="SilentFor">How long it was not heard of, in seconds.</param>
/// <param name="IsQuarantined">Whether it takes no more work, because its trials kept failing.</param>
[GenerateSerializer]
[Immutable]
[Alias("symmetry.silo-share")]
public sealed record SiloShare(
    [property: Id(0)] string Silo, [property: Id(1)] long Held, [property: Id(2)] double SilentFor, [property: Id(3)] bool IsQuarantined)
{
    /// <summary>How many trainings it runs at once; 0 if it has not said.</summary>
    [Id(4)]
    public int Slots { get; init; }

    /// <summary>Seconds since it was given trials last, among which are all that it holds; negative if it holds none.</summary>
    [Id(5)]
    public double LeasedFor { get; init; } = -1;
}
