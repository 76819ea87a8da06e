namespace Symmetry.Grains;

/// <summary>How long a sweep would take.</summary>
/// <param name="SlotSeconds">All trials one after the other in a slot of the silo that measured, in seconds.</param>
/// <param name="Slots">The slots of that silo.</param>
[GenerateSerializer]
[Immutable]
[Alias("symmetry.sweep-estimate")]
public sealed record SweepEstimate([property: Id(0)] double SlotSeconds, [property: Id(1)] int Slots);
