using Symmetry.Client.Results;
using Symmetry.Client.Sweeps;
using Symmetry.Engine.Sweeps;

namespace Symmetry.Client.Plots;

/// <summary>Everything that plots and the report are made of.</summary>
/// <param name="Results">What the tables say.</param>
/// <param name="Runs">The runs of the cells that are shown, by the cell's number.</param>
/// <param name="Baseline">The cell that the others are compared with.</param>
/// <param name="Differences">The others minus the baseline.</param>
internal sealed record PlotData(
    SweepResults Results, IReadOnlyDictionary<int, CellRuns> Runs, Cell Baseline, IReadOnlyList<Difference> Differences)
{
    /// <summary>More cells than this are not plotted: a picture of them says less than the table.</summary>
    public const int MaxCells = 60;

    /// <summary>The cells that are shown: the first ones, and the baseline.</summary>
    public IEnumerable<Cell> Shown => Results.Sweep.Cells.Where(cell => Runs.ContainsKey(cell.Number));

    /// <summary>Reads everything.</summary>
    /// <param name="source">The sweep.</param>
    /// <param name="baseline">The baseline's number; null for the usual one.</param>
    /// <param name="stop">Gives up.</param>
    /// <exception cref="UsageException">There is no such cell.</exception>
    public static async Task<PlotData> ReadAsync(ISweepSource source, long? baseline, CancellationToken stop)
    {
        var sweep = source.Sweep;
        if (baseline >= sweep.Cells.Length)
        {
            throw new UsageException($"--baseline is {baseline}; allowed is a cell's number from 0 to {sweep.Cells.Length - 1}.");
        }

        var chosen = baseline is { } number ? sweep.Cells[(int)number] : Difference.DefaultBaseline(sweep);
        var results = await SweepResults.ReadAsync(source, stop);
        var runs = new Dictionary<int, CellRuns>();
        foreach (var cell in sweep.Cells.Take(MaxCells).Append(chosen).Distinct())
        {
            runs[cell.Number] = await CellRuns.ReadAsync(source, cell.Number, stop);
        }

        return new PlotData(results, runs, chosen, Difference.Of(sweep, runs, chosen.Number));
    }
}
