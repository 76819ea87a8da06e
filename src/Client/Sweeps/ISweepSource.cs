using Symmetry.Grains;

namespace Symmetry.Client.Sweeps;

/// <summary>One sweep: how far it is, and what was found.</summary>
internal interface ISweepSource
{
    Sweep Sweep { get; }

    Task<SweepProgress> GetProgressAsync(CancellationToken stop);

    /// <summary>The progress of some cells, over committed results.</summary>
    Task<IReadOnlyList<CellProgress>> GetCellsAsync(int from, int count, CancellationToken stop);

    /// <summary>Committed rows of one cell in replicate order, without outcomes per test image.</summary>
    Task<IReadOnlyList<TrialRow>> GetRowsAsync(int cell, long from, int count, CancellationToken stop);

    /// <summary>The same rows with their outcomes per test image; fewer at a time.</summary>
    Task<IReadOnlyList<TrialRow>> GetOutcomesAsync(int cell, long from, int count, CancellationToken stop);

    /// <summary>All committed rows of consecutive cells in (cell, replicate) order, without outcomes per test image. For small cells.</summary>
    async Task<IReadOnlyList<TrialRow>> GetRowsOfCellsAsync(int from, int cells, CancellationToken stop)
    {
        var rows = new List<TrialRow>();
        for (var cell = from; cell < from + cells; cell++)
        {
            rows.AddRange(await GetRowsAsync(cell, 0, checked((int)Sweep.Replicates), stop));
        }

        return rows;
    }

    /// <summary>Trials without a result, lowest first; a page that begins at or after a trial, empty at the end.</summary>
    Task<IReadOnlyList<TrialRange>> GetMissingAsync(long from, CancellationToken stop);

    /// <summary>Silos that work at it.</summary>
    Task<IReadOnlyList<SiloShare>> GetSilosAsync(CancellationToken stop);

    /// <summary>Hands no more trials out.</summary>
    Task CancelAsync(CancellationToken stop);

    Task ResumeAsync(CancellationToken stop);

    /// <summary>The specification that has the claims about it; empty for none.</summary>
    Task<string> GetClaimsAsync(CancellationToken stop);

    /// <summary>Stores the specification that has the claims about it, which its page answers.</summary>
    Task SetClaimsAsync(string specification, CancellationToken stop);

    /// <summary>Stores results that were read from a file. Only for sweeps of imported results; results that are stored already stay.</summary>
    Task ImportAsync(IReadOnlyList<TrialRow> rows, CancellationToken stop);

    /// <summary>Trains a trial once more, on a silo that did not run it first where there is one, and stores nothing.</summary>
    Task<TrialRow> RunAgainAsync(long trial, string firstRunBy, CancellationToken stop);
}
