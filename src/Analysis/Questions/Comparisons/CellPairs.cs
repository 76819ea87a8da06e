using Symmetry.Engine.Settings;

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

    /// <summary>Every cell that is not a baseline with the baseline that has the same value of every other axis, if there is one.</summary>
    /// <param name="sweep">The sweep.</param>
    /// <param name="baselines">The baselines, at most one for each combination of the other axes.</param>
    /// <param name="settings">The settings in which the two differ, which select the baselines.</param>
    public static IReadOnlyList<(Cell Cell, Cell Baseline)> Matched(Sweep sweep, IReadOnlyList<Cell> baselines, IReadOnlyList<Setting> settings)
    {
        var others = Enumerable.Range(0, sweep.Axes.Length).Where(axis => !settings.Contains(sweep.Axes[axis].Setting)).ToList();
        var known = baselines.ToLookup(OthersOf);
        return [.. sweep.Cells.Except(baselines).SelectMany(cell => known[OthersOf(cell)].Take(1), (cell, baseline) => (cell, baseline))];

        string OthersOf(Cell cell) => string.Join('\n', others.Select(axis => cell.Coordinates[axis]));
    }

    /// <summary>Every cell with every earlier one.</summary>
    public static IReadOnlyList<(Cell Cell, Cell Baseline)> All(Sweep sweep) =>
        [.. sweep.Cells.SelectMany(baseline => sweep.Cells.Skip(baseline.Number + 1).Select(cell => (cell, baseline)))];
}
