namespace Symmetry.Analysis.Questions.Comparisons;

/// <summary>Which cells are compared with which.</summary>
public static class CellPairs
{
    /// <summary>Every other cell with each baseline. Two baselines are compared once, the later one less the earlier one of the list.</summary>
    /// <param name="sweep">The sweep.</param>
    /// <param name="baselines">The baselines, each once, at least one.</param>
    public static IReadOnlyList<(Cell Cell, Cell Baseline)> With(Sweep sweep, IReadOnlyList<Cell> baselines) =>
    [
        .. baselines.SelectMany((baseline, place) => sweep.Cells.Where(cell => cell != baseline && !baselines.Take(place).Contains(cell))
            .Select(cell => (cell, baseline))),
    ];

    /// <summary>Every cell with every earlier one.</summary>
    public static IReadOnlyList<(Cell Cell, Cell Baseline)> All(Sweep sweep) =>
        [.. sweep.Cells.SelectMany(baseline => sweep.Cells.Skip(baseline.Number + 1).Select(cell => (cell, baseline)))];
}
