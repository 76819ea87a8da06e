namespace Symmetry.Grains.Storage;

/// <summary>Stores sweeps and results. When a method returns, what it wrote is durable.</summary>
/// <remarks>
/// <para>
/// Results are only added: the first result of a trial stays, and the caller compares a later one with it. So every method can be called again
/// after an error, and two coordinators of one sweep cannot change each other's results.
/// </para>
/// <para>
/// A coordinator first takes the next epoch of its sweep. From then on, writes with an earlier epoch fail with a
/// <see cref="StaleCoordinatorException"/>. The store counts the rows of each sweep; if it has fewer than a coordinator knows to be
/// stored, because it was restored to an earlier time, that coordinator's writes fail with a <see cref="MissingRowsException"/>.
/// </para>
/// <para>Thread-safe. Every method throws a <see cref="StoreException"/> if the store does not answer or a write fails.</para>
/// </remarks>
public interface IResultStore
{
    /// <summary>Adds a sweep, unless it exists.</summary>
    /// <returns>The stored sweep.</returns>
    Task<StoredSweep> AddSweepAsync(StoredSweep sweep);

    /// <summary>Finds a sweep by its id; <c>null</c> if it does not exist.</summary>
    Task<StoredSweep?> FindSweepAsync(string id);

    /// <summary>All sweeps, oldest first, without their specifications.</summary>
    Task<IReadOnlyList<SweepHead>> ListSweepsAsync();

    /// <summary>Makes the caller the coordinator of a sweep, and counts the rows of the sweep again.</summary>
    /// <returns>The new epoch, larger than all earlier ones, and the number of rows.</returns>
    Task<Fence> TakeEpochAsync(string id);

    /// <summary>Checks that a fence holds.</summary>
    /// <returns>The status of the sweep.</returns>
    /// <exception cref="StaleCoordinatorException">The epoch is not the current one.</exception>
    /// <exception cref="MissingRowsException">Rows are gone.</exception>
    Task<SweepStatus> CheckAsync(string id, Fence fence);

    /// <summary>Changes the status of a sweep.</summary>
    /// <exception cref="StaleCoordinatorException">The epoch is not the current one.</exception>
    /// <exception cref="MissingRowsException">Rows are gone.</exception>
    Task SetStatusAsync(string id, Fence fence, SweepStatus status);

    /// <summary>Replaces the counts of a sweep.</summary>
    /// <exception cref="StaleCoordinatorException">The epoch is not the current one.</exception>
    /// <exception cref="MissingRowsException">Rows are gone.</exception>
    Task SetCountsAsync(string id, Fence fence, SweepCounts counts);

    /// <summary>The specification that has the claims about a sweep, as it was written; empty if there is none.</summary>
    Task<string> FindClaimsAsync(string id);

    /// <summary>Replaces the specification that has the claims about a sweep. It is no part of the sweep, and no results depend on it.</summary>
    Task SetClaimsAsync(string id, string specification);

    /// <summary>Adds results, all or none.</summary>
    /// <param name="sweep">The sweep, which must be in the store.</param>
    /// <param name="fence">What must hold.</param>
    /// <param name="rows">Ended trials, each at most once.</param>
    /// <returns>What happened to each row, in their order.</returns>
    /// <exception cref="StaleCoordinatorException">The epoch is not the current one; nothing was written.</exception>
    /// <exception cref="MissingRowsException">Rows are gone; nothing was written.</exception>
    Task<Commit[]> CommitAsync(Sweep sweep, Fence fence, IReadOnlyList<TrialRow> rows);

    /// <summary>Results of one cell in replicate order.</summary>
    /// <param name="sweep">The sweep.</param>
    /// <param name="cell">The cell.</param>
    /// <param name="from">The first replicate.</param>
    /// <param name="count">The maximum number of results.</param>
    Task<StoredPage> ReadCellAsync(Sweep sweep, int cell, long from, int count);

    /// <summary>All results of consecutive cells in (cell, replicate) order, in one page.</summary>
    /// <param name="sweep">The sweep.</param>
    /// <param name="from">The first cell.</param>
    /// <param name="cells">The number of cells.</param>
    Task<StoredPage> ReadCellsAsync(Sweep sweep, int from, int cells);

    /// <summary>All results in (cell, replicate) order, page by page.</summary>
    IAsyncEnumerable<StoredPage> ReadAllAsync(Sweep sweep);
}
