namespace Symmetry.Analysis.Questions.Best;

/// <summary>Which cells of a sweep may be best in a metric.</summary>
/// <remarks>Cells are compared by <see cref="MultipleComparisonsWithBest"/> in the replicates that all of them have, in the direction
/// of the metric.</remarks>
/// <param name="Runs">What the sweep found.</param>
/// <param name="Metric">The metric.</param>
/// <param name="Cells">The compared cells, best first: by the mean over the compared replicates, then by number.</param>
/// <param name="Unbiased">The mean of the chosen cell without the winner's curse (<see cref="CrossFittedWinner"/>).</param>
/// <param name="LeftOut">Cells with too few runs to be compared, in cell order.</param>
/// <param name="Replicates">How many replicates were compared.</param>
/// <param name="Available">How many runs the cell with the most runs has.</param>
/// <param name="Method">How the cells were compared.</param>
/// <param name="Flips">How many sign flips were used; 0 for none.</param>
/// <param name="Level">The level of the set, of the rank intervals and of the intervals, in (0, 1).</param>
public sealed record BestCells(
    SweepRuns Runs, Metric Metric, IReadOnlyList<BestCell> Cells, Estimate Unbiased, IReadOnlyList<Cell> LeftOut,
    int Replicates, int Available, BestMethod Method, int Flips, double Level)
{
    /// <summary>The cell that looks best: the one that somebody would choose.</summary>
    public BestCell Chosen => Cells[0];

    /// <summary>How many cells may be best, at least 1.</summary>
    public int Count => Cells.Count(cell => cell.Standing.MayBeBest);

    /// <summary>The method in words.</summary>
    public string MethodText => "multiple comparisons with the best, " + Method switch
    {
        BestMethod.AllFlips => $"all {Numbers.Count(Flips)} joint sign flips of {Numbers.Count(Replicates, "replicate")}",
        BestMethod.DrawnFlips => $"{Numbers.Count(Flips)} joint sign flips of {Numbers.Count(Replicates, "replicate")}, drawn by the seed",
        BestMethod.Screen => "a screen: Student's t with Bonferroni's correction takes the place of sign flips above "
            + $"{Numbers.Count(MultipleComparisonsWithBest.MaxCellsOfFlips)} cells",
        _ => "not done with so few replicates",
    };

    /// <summary>Why no cell can be excluded; null where cells can be.</summary>
    public string? NoExclusionReason => Method is not BestMethod.TooFewReplicates ? null : string.Create(
        CultureInfo.InvariantCulture,
        $"With {Numbers.Count(Replicates, "replicate")} the least p value is 2^-{Replicates} = {Math.Pow(2, -Replicates):0.####}, so no cell can be excluded "
        + $"at {1 - Level:0.####}. It takes {MultipleComparisonsWithBest.MinReplicates(Level)} replicates.");

    /// <summary>Why a sweep has no answer in a metric, in one sentence; null where it has one.</summary>
    public static string? Refusal(SweepRuns runs, Metric metric)
    {
        if (metric.Better is MetricDirection.None)
        {
            return MetricSelector.NoDirection(runs.Metrics, metric);
        }

        return runs.Design is not null ? "The design is crossed: its replicates share levels, so their signs cannot be flipped independently."
            : runs.Sweep.Cells.Length < 2 ? $"{runs.Sweep.Id} has only one cell. A best cell needs at least two."
            : SharedReplicates.Find(runs, metric, 1).Replicates.Length == 0 ? $"No two cells have {metric} in the same replicate."
            : null;
    }

    /// <summary>Finds the cells that may be best.</summary>
    /// <param name="runs">What the sweep found.</param>
    /// <param name="metric">The metric; it must have a direction.</param>
    /// <param name="level">With which probability the best cell is among those that may be best, in (0, 1). Default 0.95.</param>
    /// <exception cref="SelectionException">The metric has no direction, the design is crossed, or no two cells have a replicate in
    /// common (<see cref="Refusal"/>).</exception>
    public static BestCells Find(SweepRuns runs, Metric metric, double level = Estimate.DefaultLevel)
    {
        if (Refusal(runs, metric) is { } refusal)
        {
            throw new SelectionException(refusal);
        }

        var shared = SharedReplicates.Find(runs, metric, MultipleComparisonsWithBest.MinReplicates(level));
        var sign = metric.Better is MetricDirection.Smaller ? -1 : 1;
        var values = shared.Cells.Select(cell => shared.Replicates.Select(replicate => sign * runs.Values(cell, metric).At(replicate)).ToArray()).ToArray();
        var set = MultipleComparisonsWithBest.Find(values, runs.Sweep.Spec.Seed, level);
        var cells = shared.Cells
            .Select((cell, i) => (Compared: new BestCell(runs.Sweep.Cells[cell], runs.Mean(cell, metric, level), set.Standings[i]), Sum: values[i].Sum()))
            .OrderByDescending(cell => cell.Sum).ThenBy(cell => cell.Compared.Cell.Number)
            .Select(cell => cell.Compared);
        return new BestCells(
            runs, metric, [.. cells], InDirectionOf(metric, CrossFittedWinner.Mean(values, level)), [.. shared.LeftOut.Select(cell => runs.Sweep.Cells[cell])],
            shared.Replicates.Length, shared.Available, set.Method, set.Flips, level);
    }

    // Back in the direction of the metric; a proportion lies in [0, 1].
    private static Estimate InDirectionOf(Metric metric, Estimate winner)
    {
        var mirrored = winner.Interval is { } ends ? new Interval(-ends.Upper, -ends.Lower) : (Interval?)null;
        var mean = metric.Better is MetricDirection.Larger ? winner : winner with { Value = -winner.Value, Interval = mirrored };
        return metric.Kind is MetricKind.Proportion ? mean with { Interval = mean.Interval?.ClippedTo(0, 1) } : mean;
    }
}
