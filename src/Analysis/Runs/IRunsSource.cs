namespace Symmetry.Analysis.Runs;

/// <summary>Where the runs of a sweep are read from: a store, a cluster or a file.</summary>
public interface IRunsSource
{
    /// <summary>The sweep.</summary>
    Sweep Sweep { get; }

    /// <summary>The trials of one cell that ended, in replicate order.</summary>
    IAsyncEnumerable<RunRow> ReadRunsAsync(int cell, CancellationToken stop);

    /// <summary>What is known beside the rows. The fingerprint is left out: it is that of the rows that were read.</summary>
    Task<RunsState> GetStateAsync(CancellationToken stop);
}
