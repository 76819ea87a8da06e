using Symmetry.Analysis.Statistics;
using Symmetry.Client.Results;
using Symmetry.Client.Tables;
using Symmetry.Engine.Sweeps;

namespace Symmetry.Client.Plots;

/// <summary>Which images a rate was measured on; a strip of an invariant cell is of both, because they have the same bits.</summary>
internal enum TestSide
{
    /// <summary>X_test.</summary>
    Original,

    /// <summary>−X_test.</summary>
    Inverted,

    /// <summary>X_test and −X_test alike.</summary>
    Both,
}

/// <summary>One line of a strip plot: every run of one cell on one test set, and what is said about them.</summary>
/// <param name="Cell">The cell's number.</param>
/// <param name="Name">The cell's name.</param>
/// <param name="Side">The test set.</param>
/// <param name="Runs">The rates in increasing order, at most <see cref="MaxRuns"/> of them, evenly spaced by rank.</param>
/// <param name="Rate">The mean with its interval, and the paper's number.</param>
internal sealed record Strip(int Cell, string Name, TestSide Side, IReadOnlyList<double> Runs, Rate Rate)
{
    /// <summary>More points than this are a blot.</summary>
    public const int MaxRuns = 200;

    /// <summary>The 95 % prediction interval of one run; null for fewer than two.</summary>
    public Interval? OneRun => Rate.IntervalOfOneRun;

    /// <summary>The strips of one cell: one if it is invariant, two otherwise.</summary>
    public static IEnumerable<Strip> Of(SweepResults results, Cell cell)
    {
        var (original, inverted) = RateColumns.RatesOf(cell, results);
        var name = CellLabel.Of(results.Sweep, cell);
        if (cell.Settings.IsInvariant)
        {
            yield return new Strip(cell.Number, name, TestSide.Both, Thin(original), original);
            yield break;
        }

        yield return new Strip(cell.Number, name, TestSide.Original, Thin(original), original);
        yield return new Strip(cell.Number, name, TestSide.Inverted, Thin(inverted), inverted);
    }

    private static double[] Thin(Rate rate)
    {
        var all = rate.Tally?.ToProportions() ?? [];
        return all.Length <= MaxRuns
            ? all
            : [.. Enumerable.Range(0, MaxRuns).Select(i => all[(int)((i + 0.5) * all.Length / MaxRuns)])];
    }
}
