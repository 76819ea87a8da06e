namespace Symmetry.Analysis.Questions.Multiverse;

/// <summary>One reading of the paper: a value for each setting that it leaves open, with the ten cells under that reading.</summary>
/// <param name="Number">The number of the reading, 0, 1, … in grid order.</param>
/// <param name="Choices">The value on each of <see cref="MultiverseSweep.OpenAxes"/>.</param>
/// <param name="Cells">The cells, in the order of the paper's tables.</param>
public sealed record Reading(int Number, ImmutableArray<string> Choices, ImmutableArray<Cell> Cells)
{
    /// <summary>The reading as text.</summary>
    public string Name => string.Join(' ', Choices);

    /// <summary>All readings of the sweep: neighbours in the grid, because the paper's axes vary fastest.</summary>
    public static IReadOnlyList<Reading> All(Sweep sweep)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        var openAxes = MultiverseSweep.OpenAxes.Length;
        return [.. sweep.Cells
            .GroupBy(cell => string.Join(' ', cell.Coordinates.Take(openAxes)))
            .Select((cells, number) => new Reading(number, [.. cells.First().Coordinates.Take(openAxes)], [.. cells]))];
    }
}
