namespace Symmetry.Grains;

/// <summary>A cell that left a race for the best cell.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="After">After how many replicates.</param>
/// <param name="By">The cell that is better than it.</param>
/// <param name="Evidence">The evidence for that, an e-value.</param>
[GenerateSerializer]
[Immutable]
[Alias("symmetry.cell-exit")]
public sealed record CellExit(
    [property: Id(0)] int Cell, [property: Id(1)] long After, [property: Id(2)] int By, [property: Id(3)] double Evidence);
