namespace Symmetry.Grains;

/// <summary>What a silo has to do with a sweep at the moment.</summary>
/// <param name="Silo">Its address.</param>
/// <param name="Held">Trials that it holds.</param>
/// <param name="SilentFor">How long it was not heard of, in seconds.</param>
/// <param name="IsSick">Whether it takes no more work, because its trials kept failing.</param>
[GenerateSerializer]
[Immutable]
[Alias("symmetry.silo-share")]
public sealed record SiloShare(
    [property: Id(0)] string Silo, [property: Id(1)] long Held, [property: Id(2)] double SilentFor, [property: Id(3)] bool IsSick);
