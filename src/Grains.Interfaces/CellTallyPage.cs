namespace Symmetry.Grains;

/// <summary>The tallies of consecutive cells, each encoded by <c>CellTally.Encode</c>.</summary>
/// <param name="From">The first cell.</param>
/// <param name="Tallies">One per cell.</param>
[GenerateSerializer]
[Immutable]
[Alias("symmetry.tally-page")]
public sealed record CellTallyPage([property: Id(0)] int From, [property: Id(1)] byte[][] Tallies);
