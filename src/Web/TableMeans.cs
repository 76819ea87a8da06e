using Symmetry.Analysis.Runs;
using Symmetry.Analysis.Statistics;
using Symmetry.Engine.Sweeps;
using Symmetry.Engine.Trials;
using Symmetry.Grains;

namespace Symmetry.Web;

/// <summary>The means of a sweep's cells with the default intervals of tables.</summary>
/// <remarks>
/// Plain replicates get skewness-adjusted t intervals. Sweeps with a precision goal get the intervals of the stopping rule. Complete cells of
/// crossed designs get intervals that count levels; these are computed from the stored rows, once. Not thread-safe.
/// </remarks>
internal sealed class TableMeans(ISweepGrain grain, Sweep sweep)
{
    private const int RowsPerPage = 5000;

    private static readonly Estimate NoRuns = new(double.NaN, null, Estimate.DefaultLevel, 0, "no runs");

    private readonly CrossedDesign? design = CrossedDesign.Of(sweep.Spec.Replicates);
    private readonly Dictionary<int, (Estimate Original, Estimate Inverted)> crossed = [];

    /// <summary>Gets the means of a cell with this tally.</summary>
    public async Task<(Estimate Original, Estimate Inverted)> GetAsync(Cell cell, CellTally tally)
    {
        if (design is null || tally.Completed < sweep.Replicates)
        {
            return (MeanOf(tally.Original), MeanOf(tally.Inverted));
        }

        if (!crossed.TryGetValue(cell.Number, out var known))
        {
            var results = await ReadAsync(cell.Number);
            known = (CrossedMeanOf(Measure.Original), CrossedMeanOf(Measure.Inverted));
            crossed.Add(cell.Number, known);

            Estimate CrossedMeanOf(Measure measure) => design.MeanOf([.. results.Select(measure.Of)]);
        }

        return known;
    }

    private Estimate MeanOf(Tally? tally) => tally switch
    {
        null => NoRuns,
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
