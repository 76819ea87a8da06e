namespace Symmetry.Engine.Sweeps;

/// <summary>Draws the cells of a sampled sweep.</summary>
internal static class CellSample
{
    /// <summary>The cells that the specification asks for: all, or as many as its sample, drawn without replacement and numbered anew in grid order.</summary>
    /// <remarks>Depends on the seed, the size of the grid and the size of the sample alone. A smaller sample of a grid is part of a larger one.</remarks>
    /// <param name="spec">The specification.</param>
    /// <param name="grid">The cells that it leaves; at least as many as the sample.</param>
    public static ImmutableArray<Cell> Draw(SweepSpec spec, ImmutableArray<Cell> grid)
    {
        if (spec.Sample is not { } sample)
        {
            return grid;
        }

        int[] order = [.. Enumerable.Range(0, grid.Length)];
        new RandomStream(spec.Seed, Purpose.Cells, 0).Shuffle(order.AsSpan());
        return [.. order[..sample].Order().Select((place, number) => grid[place] with { Number = number })];
    }
}
