using System.Collections.Immutable;
using Symmetry.Engine.Sweeps;

namespace Symmetry.Analysis.Questions.Multiverse;

/// <summary>One reading of what the paper leaves open, with the paper's ten cells under it.</summary>
/// <param name="Number">0, 1, … in grid order.</param>
/// <param name="Choices">The value on each of <see cref="MultiverseSweep.Open"/>.</param>
/// <param name="Cells">The cells, in the order of the paper's tables.</param>
public sealed record Reading(int Number, ImmutableArray<string> Choices, ImmutableArray<Cell> Cells)
{
    /// <summary>The reading in words.</summary>
    public string Name => string.Join(' ', Choices);

    /// <summary>All readings of the sweep: neighbours in the grid, because the paper's axes vary fastest.</summary>
    public static IReadOnlyList<Reading> All(Sweep sweep)
    {
        var open = MultiverseSweep.Open.Length;
        return [.. sweep.Cells
            .GroupBy(cell => string.Join(' ', cell.Coordinates.Take(open)))
            .Select((cells, number) => new Reading(number, [.. cells.First().Coordinates.Take(open)], [.. cells]))];
    }
}
