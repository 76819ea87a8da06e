namespace Symmetry.Grains;

/// <summary>The tallies of consecutive cells, each encoded by <c>CellTally.Encode</c>.</summary>
/// <param name="From">The first cell.</param>
/// <param name="Tallies">One per cell.</param>
[GenerateSerializer]
[Immutable]
[Alias("symmetry.tally-page")]
public sealed record CellTallyPage([property: Id(0)] int From, [property: Id(1)] byte[][] Tallies)
{
    /// <summary>Those of the cells that have left a race for the best cell, in cell order; null from older silos.</summary>
    [Id(2)]
    public CellExit[]? Exits { get; init; } = [];
}
