namespace Symmetry.Grains;

/// <summary>The coordinator of one sweep, key = the sweep's id: leases trials, commits results, counts. It never computes.</summary>
/// <remarks>All calls are short and idempotent: whoever gets no answer asks again.</remarks>
[Alias("symmetry.sweep")]
public interface ISweepGrain : IGrainWithStringKey
{
    /// <summary>The canonical JSON of the specification.</summary>
    /// <exception cref="RefusedException">There is no sweep of this id.</exception>
    [Alias("spec")]
    Task<string> GetSpecAsync();

    /// <summary>How far the sweep is.</summary>
    /// <exception cref="RefusedException">There is no sweep of this id.</exception>
    [Alias("progress")]
    Task<SweepProgress> GetProgressAsync();

    /// <summary>The tallies of some cells, over committed results.</summary>
    /// <param name="from">The first cell.</param>
    /// <param name="count">At most so many; fewer at the end of the grid.</param>
    [Alias("tallies")]
    Task<CellTallyPage> GetTalliesAsync(int from, int count);

    /// <summary>Committed results of one cell in replicate order.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="from">The first replicate that is wanted.</param>
    /// <param name="count">At most so many, and at most 10,000.</param>
    [Alias("rows")]
    Task<TrialRow[]> GetRowsAsync(int cell, long from, int count);

    /// <summary>The fingerprint over all committed results in (cell, replicate) order; the sweep's own once it is complete.</summary>
    [Alias("fingerprint")]
    Task<string> GetFingerprintAsync();

    /// <summary>Trials without a durable result, lowest first.</summary>
    /// <param name="from">The first trial that is asked about.</param>
    /// <returns>At most 10,000 ranges; none once everything from there on is done.</returns>
    [Alias("missing")]
    Task<TrialRange[]> GetMissingAsync(long from);

    /// <summary>The silos that were heard of lately, and what they hold.</summary>
    [Alias("silos")]
    Task<SiloShare[]> GetSilosAsync();

    /// <summary>Hands no more trials out. What is committed stays.</summary>
    [Alias("cancel")]
    Task CancelAsync();

    /// <summary>Hands trials out again after a cancel.</summary>
    [Alias("resume")]
    Task ResumeAsync();

    /// <summary>A silo's worker brings results and asks for work, in one call.</summary>
    /// <returns>What is acknowledged, because it is durable, and the next lease, if there is one.</returns>
    /// <exception cref="StoreException">The results were not stored; bring them again.</exception>
    [Alias("exchange")]
    Task<WorkerReply> ExchangeAsync(WorkerReport report);
}
