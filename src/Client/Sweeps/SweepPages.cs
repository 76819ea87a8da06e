using System.Runtime.CompilerServices;
using Symmetry.Grains;

namespace Symmetry.Client.Sweeps;

/// <summary>Reads what comes in pages to its end.</summary>
internal static class SweepPages
{
    private const int RowsPerPage = 2000;

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
    public static async IAsyncEnumerable<TrialRow> ReadRowsAsync(this ISweepSource source, int cell, [EnumeratorCancellation] CancellationToken stop)
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

        Task<IReadOnlyList<TrialRow>> PageAsync(long from) => from < source.Sweep.Replicates
            ? source.GetRowsAsync(cell, from, RowsPerPage, stop)
            : Task.FromResult<IReadOnlyList<TrialRow>>([]);
    }
}
