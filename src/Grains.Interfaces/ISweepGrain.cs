namespace Symmetry.Grains;

/// <summary>The coordinator of one sweep, key = the sweep's id: leases trials, commits results, counts. It trains nothing itself.</summary>
/// <remarks>All calls are short and idempotent: repeat a call that gets no answer.</remarks>
[Alias("symmetry.sweep")]
public interface ISweepGrain : IGrainWithStringKey
{
    /// <summary>The canonical JSON of the specification.</summary>
    /// <exception cref="RefusedException">The sweep does not exist.</exception>
    [Alias("spec")]
    Task<string> GetSpecAsync();

    /// <summary>The YAML specification that has the claims about the sweep, as it was written; empty if there is none.</summary>
    [Alias("claims")]
    Task<string> GetClaimsAsync();

    /// <summary>Stores the YAML specification that has the claims about the sweep, in place of another one.</summary>
    /// <exception cref="RefusedException">The sweep does not exist, or the store is read-only.</exception>
    /// <exception cref="StoreException">The specification was not stored; call again.</exception>
    [Alias("set-claims")]
    Task SetClaimsAsync(string specification);

    /// <summary>The progress of the sweep.</summary>
    /// <exception cref="RefusedException">The sweep does not exist.</exception>
    [Alias("progress")]
    Task<SweepProgress> GetProgressAsync();

    /// <summary>The tallies of consecutive cells, over committed results.</summary>
    /// <param name="from">The first cell.</param>
    /// <param name="count">The maximum number of cells.</param>
    [Alias("tallies")]
    Task<CellTallyPage> GetTalliesAsync(int from, int count);

    /// <summary>Committed results of one cell in replicate order, without outcomes per test image.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="from">The first replicate.</param>
    /// <param name="count">The maximum number of results; at most 10,000, or 500 if the sweep keeps outcomes.</param>
    [Alias("rows")]
    Task<TrialRow[]> GetRowsAsync(int cell, long from, int count);

    /// <summary>Committed results of one cell in replicate order, with their outcomes per test image.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="from">The first replicate.</param>
    /// <param name="count">The maximum number of results; at most 500, or 10,000 if the sweep keeps no outcomes.</param>
    [Alias("outcomes")]
    Task<TrialRow[]> GetOutcomesAsync(int cell, long from, int count);

    /// <summary>All results of consecutive cells in (cell, replicate) order, without outcomes per test image.</summary>
    /// <param name="from">The first cell.</param>
    /// <param name="cells">The number of cells, with at most 10,000 trials together; 500 if the sweep keeps outcomes.</param>
    /// <exception cref="RefusedException">There are no such cells, or they have more trials.</exception>
    [Alias("rows-of-cells")]
    Task<TrialRow[]> GetRowsOfCellsAsync(int from, int cells);

    /// <summary>The fingerprint over all committed results in (cell, replicate) order. Final once the sweep is completed.</summary>
    [Alias("fingerprint")]
    Task<string> GetFingerprintAsync();

    /// <summary>Trials without a durable result, lowest first.</summary>
    /// <param name="from">The lowest trial to return.</param>
    /// <returns>At most 10,000 ranges.</returns>
    [Alias("missing")]
    Task<TrialRange[]> GetMissingAsync(long from);

    /// <summary>The silos that reported recently, and what they hold.</summary>
    [Alias("silos")]
    Task<SiloShare[]> GetSilosAsync();

    /// <summary>Stops leasing trials. Committed results stay.</summary>
    [Alias("cancel")]
    Task CancelAsync();

    /// <summary>Leases trials again after a cancel.</summary>
    [Alias("resume")]
    Task ResumeAsync();

    /// <summary>Stores results that were read from a file; the first result of a trial stays. No trial of such a sweep is leased.</summary>
    /// <param name="rows">At most 10,000 results.</param>
    /// <exception cref="RefusedException">The sweep is run instead, or a row is not valid.</exception>
    /// <exception cref="StoreException">The results were not stored; import them again.</exception>
    [Alias("import")]
    Task ImportAsync(TrialRow[] rows);

    /// <summary>A silo's worker reports results and asks for work.</summary>
    /// <returns>The trials that are acknowledged, because their results are durable, and the next lease, if any.</returns>
    /// <exception cref="StoreException">The results were not stored; report them again.</exception>
    [Alias("exchange")]
    [SiloOnly]
    Task<WorkerReply> ExchangeAsync(WorkerReport report);
}
