using Symmetry.Client.Results;
using Symmetry.Engine.Sweeps;

namespace Symmetry.Client.Tables;

/// <summary>Says in a sentence how many of the paper's numbers could be a run of ours, and which could not.</summary>
internal static class PaperComparison
{
    private const int MaxShown = 8;

    /// <summary>The sentence; null where there is nothing to compare with or no spread to compare by.</summary>
    /// <remarks>Numbers for X and −X that are the same bits are one number, as in the paper.</remarks>
    public static string? Of(SweepResults results)
    {
        var numbers = results.Sweep.Cells.SelectMany(cell => NumbersOf(results, cell))
            .Where(one => one.Rate is { Paper: not null, N: >= 2 })
            .ToList();
        if (numbers.Count == 0)
        {
            return null;
        }

        var outside = numbers.Where(one => one.Rate.IsPaperOutside).Select(one => Describe(one.Name, one.Rate)).ToList();
        return $"{numbers.Count - outside.Count} of the {Numbers.Count(numbers.Count, "number")} of the paper for these cells "
            + "could be a run of ours: they lie inside its 95 % prediction interval."
            + (outside.Count > 0 ? $" Outside: {string.Join("; ", outside.Take(MaxShown))}{(outside.Count > MaxShown ? "; and more" : "")}." : "");
    }

    private static IEnumerable<(string Name, Rate Rate)> NumbersOf(SweepResults results, Cell cell)
    {
        var (original, inverted) = RateColumns.RatesOf(cell, results);
        var name = CellLabel.Of(results.Sweep, cell);
        yield return ($"{name}, on X_test{(cell.Settings.IsInvariant ? " and -X_test alike" : "")}", original);
        if (!cell.Settings.IsInvariant)
        {
            yield return ($"{name}, on -X_test", inverted);
        }
    }

    private static string Describe(string name, Rate rate)
    {
        var interval = rate.IntervalOfOneRun!.Value;
        return $"{name} ({Numbers.Exact(rate.Paper!.Value)}, interval {Numbers.Fixed(interval.Lower, 4)} to {Numbers.Fixed(interval.Upper, 4)})";
    }
}
