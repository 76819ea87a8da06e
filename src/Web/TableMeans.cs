using Symmetry.Analysis.Runs;
using Symmetry.Analysis.Statistics;
using Symmetry.Engine.Experiments;
using Symmetry.Engine.Sweeps;
using Symmetry.Grains;

namespace Symmetry.Web;

/// <summary>The means of a sweep's cells with the intervals that tables have where nobody chose others.</summary>
/// <remarks>
/// Skewness-adjusted t intervals for plain replicates, those of the stopping rule where there is a goal, and for crossed designs, once a cell is
/// complete, intervals that count levels: these are read from the rows, once. Not thread-safe.
/// </remarks>
internal sealed class TableMeans(ISweepGrain grain, Sweep sweep)
{
    private const int RowsPerPage = 5000;

    private static readonly Estimate Nothing = new(double.NaN, null, Estimate.DefaultLevel, 0, "no runs");

    private readonly CrossedDesign? design = CrossedDesign.Of(sweep.Spec.Replicates);
    private readonly Dictionary<int, (Estimate Original, Estimate Inverted)> crossed = [];

    /// <summary>The means of a cell that has this tally.</summary>
    public async Task<(Estimate Original, Estimate Inverted)> OfAsync(Cell cell, CellTally tally)
    {
        if (design is null || tally.Completed < sweep.Replicates)
        {
            return (Of(tally.Original), Of(tally.Inverted));
        }

        if (!crossed.TryGetValue(cell.Number, out var known))
        {
            var results = await ReadAsync(cell.Number);
            known = (MeanOf(Measure.Original), MeanOf(Measure.Inverted));
            crossed.Add(cell.Number, known);

            Estimate MeanOf(Measure measure) => design.MeanOf([.. results.Select(measure.Of)]);
        }

        return known;
    }

    private Estimate Of(Tally? tally) => tally switch
    {
        null => Nothing,
        _ when sweep.Spec.Replicates.HasGoal => PrefixStopping.RuleOf(sweep.Spec.Replicates).Of(tally),
        _ => SkewnessAdjustedT.Mean(tally),
    };

    private async Task<List<TrialResult>> ReadAsync(int cell)
    {
        var results = new List<TrialResult>();
        while (results.Count < sweep.Replicates)
        {
            var page = await grain.GetRowsAsync(cell, results.Count, RowsPerPage);
            if (page.Length == 0)
            {
                throw new StoreException($"Cell {cell} of {sweep.Id} has {results.Count} of {sweep.Replicates} rows.");
            }

            results.AddRange(page.Select(row => row.Read()));
        }

        return results;
    }
}
