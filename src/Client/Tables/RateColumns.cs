using System.Globalization;
using Symmetry.Analysis.Paper;
using Symmetry.Analysis.Runs;
using Symmetry.Analysis.Statistics;
using Symmetry.Client.Results;
using Symmetry.Engine.Sweeps;

namespace Symmetry.Client.Tables;

/// <summary>The columns that every table of a sweep ends with: n, then mean, sd, interval and the paper's number a test set.</summary>
internal sealed class RateColumns(bool withPaper, SweepResults results)
{
    /// <summary>Marks a number of the paper outside the prediction interval.</summary>
    public const string Mark = "*";

    private static readonly string[] Groups = ["on X_test", "on -X_test"];

    /// <summary>The columns.</summary>
    public IEnumerable<TableColumn> Columns =>
        Groups.SelectMany(OfGroup).Prepend(new TableColumn("n"));

    /// <summary>A cell's rates on X_test and on −X_test, with the middle and the interval that the results ask for.</summary>
    public static (Rate Original, Rate Inverted) RatesOf(Cell cell, SweepResults results)
    {
        var tally = results.Cells[cell.Number];
        var paper = PaperTables.Find(cell.Settings);
        return (
            new Rate(tally.Original, paper?.Original) { Middle = MiddleOf(results, cell, 0) },
            new Rate(tally.Inverted, paper?.Inverted) { Middle = MiddleOf(results, cell, 1) });
    }

    // Runs of a crossed design are not independent: there the mean's interval counts levels.
    private static Func<Tally, Estimate> MiddleOf(SweepResults results, Cell cell, int test)
    {
        var choice = results.Intervals;
        if (choice == IntervalChoice.Default && results.CrossedMeans.ElementAtOrDefault(cell.Number) is { } crossed)
        {
            return _ => test == 0 ? crossed.Original : crossed.Inverted;
        }

        var sweep = results.Sweep;
        if (choice == IntervalChoice.Default && sweep.Spec.Replicates.HasGoal)
        {
            return PrefixStopping.RuleOf(sweep.Spec.Replicates).Of;
        }

        return tally => choice.Of(tally, sweep.Spec.Seed, (uint)((2 * cell.Number) + test), () => TestedOriginals.Of(sweep, cell));
    }

    /// <summary>The texts of one cell.</summary>
    public IEnumerable<string> Values(Cell cell)
    {
        var (original, inverted) = RatesOf(cell, results);
        return [CountOf(results.Cells[cell.Number]), .. ValuesOf(original), .. ValuesOf(inverted)];
    }

    // 40, or 38/40 where two of forty have no measurement.
    private static string CountOf(CellTally tally) => tally.Completed == tally.Ended
        ? tally.Completed.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{tally.Completed}/{tally.Ended}");

    private IEnumerable<TableColumn> OfGroup(string group)
    {
        yield return new TableColumn(results.Intervals.Name, Group: group);
        yield return new TableColumn("sd", Group: group);
        yield return new TableColumn("95 % interval", Group: group);
        if (withPaper)
        {
            yield return new TableColumn("paper", Group: group);
        }
    }

    private IEnumerable<string> ValuesOf(Rate rate)
    {
        var mean = rate.Mean;
        yield return Numbers.Fixed(mean.Value, 4);
        yield return Numbers.Fixed(rate.StandardDeviation, 4);
        yield return mean.Interval is { } interval
            ? $"[{Numbers.Fixed(interval.Lower, 4)}, {Numbers.Fixed(interval.Upper, 4)}]"
            : Numbers.Undefined;
        if (withPaper)
        {
            yield return rate.Paper is { } paper
                ? Numbers.Exact(paper) + (rate.IsPaperOutside ? Mark : " ")
                : Numbers.Undefined + " ";
        }
    }
}
