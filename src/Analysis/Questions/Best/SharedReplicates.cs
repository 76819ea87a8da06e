namespace Symmetry.Analysis.Questions.Best;

/// <summary>The replicates in which all compared cells have a value of a metric.</summary>
/// <remarks>
/// Joint sign flips need complete replicates. Where too few are complete, the cells with the fewest runs are left out one after another (of
/// several the one with the highest number), until at least half of the replicates are complete, and as many as a conclusion needs.
/// </remarks>
/// <param name="Cells">The numbers of the compared cells, in cell order.</param>
/// <param name="Replicates">The replicates, in their order.</param>
/// <param name="Available">How many runs the cell with the most runs has.</param>
/// <param name="LeftOut">The numbers of the cells that are left out, in cell order.</param>
internal sealed record SharedReplicates(int[] Cells, int[] Replicates, int Available, int[] LeftOut)
{
    /// <summary>Finds them.</summary>
    /// <param name="runs">What the sweep found.</param>
    /// <param name="metric">The metric.</param>
    /// <param name="needed">How many replicates a conclusion needs; without effect where no cell has as many.</param>
    public static SharedReplicates Find(SweepRuns runs, Metric metric, int needed)
    {
        var values = runs.Cells.Select(cell => cell.Values(metric)).ToArray();
        var available = values.Max(cell => cell.N);
        var target = Math.Max((available + 1) / 2, available >= needed ? needed : 1);
        var missing = new int[values.Max(cell => cell.Length)];
        for (var cell = 0; cell < values.Length; cell++)
        {
            Count(cell, 1);
        }

        var complete = missing.Count(count => count == 0);
        var leftOut = new HashSet<int>();
        foreach (var cell in Enumerable.Range(0, values.Length).OrderBy(cell => values[cell].N).ThenByDescending(cell => cell))
        {
            if (complete >= target || leftOut.Count == values.Length - 2)
            {
                break;
            }

            leftOut.Add(cell);
            Count(cell, -1);
            complete = missing.Count(count => count == 0);
        }

        return new SharedReplicates(
            [.. Enumerable.Range(0, values.Length).Where(cell => !leftOut.Contains(cell))],
            [.. Enumerable.Range(0, missing.Length).Where(replicate => missing[replicate] == 0)], available, [.. leftOut.Order()]);

        void Count(int cell, int step)
        {
            for (var replicate = 0; replicate < missing.Length; replicate++)
            {
                missing[replicate] += double.IsFinite(values[cell].At(replicate)) ? 0 : step;
            }
        }
    }
}
