using System.Runtime.CompilerServices;
using Symmetry.Grains;

namespace Symmetry.Client.Sweeps;

/// <summary>Reads what comes in pages to its end.</summary>
internal static class SweepPages
{
    /// <summary>How many rows are asked for at once.</summary>
    public const int RowsPerPage = 2000;

    /// <summary>All trials without a result, lowest first.</summary>
    public static async Task<IReadOnlyList<TrialRange>> GetAllMissingAsync(this ISweepSource source, CancellationToken stop)
    {
        var all = new List<TrialRange>();
        while (true)
        {
            var page = await source.GetMissingAsync(all.Count == 0 ? 0 : all[^1].To, stop);
            if (page.Count == 0)
            {
                return all;
            }

            all.AddRange(page);
        }
    }

    /// <summary>The committed rows of one cell in replicate order; the next page is asked for while the caller has this one.</summary>
    /// <param name="source">The sweep.</param>
    /// <param name="cell">The cell.</param>
    /// <param name="withOutcomes">Whether the rows have their outcomes per test image.</param>
    /// <param name="stop">Cancels.</param>
    public static async IAsyncEnumerable<TrialRow> ReadRowsAsync(
        this ISweepSource source, int cell, bool withOutcomes, [EnumeratorCancellation] CancellationToken stop)
    {
        var coming = PageAsync(0);
        while (await coming is { Count: > 0 } page)
        {
            coming = PageAsync(source.Sweep.ReplicateOf(page[^1].Trial) + 1);
            foreach (var row in page)
            {
                yield return row;
            }
        }

        Task<IReadOnlyList<TrialRow>> PageAsync(long from) =>
            from >= source.Sweep.Replicates ? Task.FromResult<IReadOnlyList<TrialRow>>([])
            : withOutcomes ? source.GetOutcomesAsync(cell, from, RowsPerPage, stop)
            : source.GetRowsAsync(cell, from, RowsPerPage, stop);
    }
}
