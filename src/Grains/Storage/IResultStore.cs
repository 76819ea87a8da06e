namespace Symmetry.Grains.Storage;

/// <summary>Stores sweeps and results. When a method returns, what it wrote is durable.</summary>
/// <remarks>
/// <para>
/// Results are only added: the first result of a trial stays, and the caller compares a later one with it. So every method can be called again
/// after an error, and two coordinators of one sweep cannot change each other's results.
/// </para>
/// <para>
/// A coordinator first takes the next epoch of its sweep. From then on, writes with an earlier epoch fail with a
/// <see cref="StaleCoordinatorException"/>.
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

    /// <summary>Makes the caller the coordinator of a sweep.</summary>
    /// <returns>The new epoch, larger than all earlier ones.</returns>
    Task<long> TakeEpochAsync(string id);

    /// <summary>Checks that an epoch is the sweep's current one.</summary>
    /// <exception cref="StaleCoordinatorException">It is not.</exception>
    Task CheckEpochAsync(string id, long epoch);

    /// <summary>Changes the status of a sweep.</summary>
    /// <exception cref="StaleCoordinatorException">The epoch is not the current one.</exception>
    Task SetStatusAsync(string id, long epoch, SweepStatus status);

    /// <summary>Adds results, all or none.</summary>
    /// <param name="sweep">The sweep, which must be in the store.</param>
    /// <param name="epoch">The coordinator's epoch.</param>
    /// <param name="rows">Ended trials, each at most once.</param>
    /// <returns>What happened to each row, in their order.</returns>
    /// <exception cref="StaleCoordinatorException">The epoch is not the current one; nothing was written.</exception>
    Task<Commit[]> CommitAsync(Sweep sweep, long epoch, IReadOnlyList<TrialRow> rows);

    /// <summary>Results of one cell in replicate order.</summary>
    /// <param name="sweep">The sweep.</param>
    /// <param name="cell">The cell.</param>
    /// <param name="from">The first replicate.</param>
    /// <param name="count">The maximum number of results.</param>
    Task<StoredPage> ReadCellAsync(Sweep sweep, int cell, long from, int count);

    /// <summary>All results in (cell, replicate) order, page by page.</summary>
    IAsyncEnumerable<StoredPage> ReadAllAsync(Sweep sweep);
}
