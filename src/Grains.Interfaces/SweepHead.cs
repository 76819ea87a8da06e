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
    [property: Id(4)] DateTimeOffset Submitted);
