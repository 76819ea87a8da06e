using System.Globalization;
using Symmetry.Engine.Sweeps;

namespace Symmetry.Grains.Storage;

/// <summary>Where sweeps and results are kept. What a method has answered is durable.</summary>
/// <remarks>
/// <para>
/// Results are only ever added: the first result of a trial stays, a later one is compared with it. So every method may be
/// called again after an error, and two coordinators of one sweep cannot disturb each other's results.
/// </para>
/// <para>
/// A coordinator first takes the sweep's epoch; a later coordinator's epoch makes the writes of an earlier one fail
/// (<see cref="StaleCoordinatorException"/>).
/// </para>
/// <para>Thread-safe. Every method throws <see cref="StoreException"/> when the store does not answer or does not take it.</para>
/// </remarks>
public interface IResultStore
{
    /// <summary>Adds a sweep, unless it is there.</summary>
    /// <returns>The sweep as it is stored.</returns>
    Task<StoredSweep> AddSweepAsync(StoredSweep sweep);

    /// <summary>The sweep, or <c>null</c> if there is none of this id.</summary>
    Task<StoredSweep?> FindSweepAsync(string id);

    /// <summary>All sweeps, oldest first, without their specifications.</summary>
    Task<IReadOnlyList<SweepHead>> ListSweepsAsync();

    /// <summary>Makes the caller the sweep's coordinator.</summary>
    /// <returns>The new epoch, larger than every one before.</returns>
    Task<long> TakeEpochAsync(string id);

    /// <summary>Whether a coordinator is still the sweep's.</summary>
    /// <exception cref="StaleCoordinatorException">The epoch is no longer the sweep's.</exception>
    Task CheckEpochAsync(string id, long epoch);

    /// <summary>Changes a sweep's status.</summary>
    /// <exception cref="StaleCoordinatorException">The epoch is no longer the sweep's.</exception>
    Task SetStatusAsync(string id, long epoch, SweepStatus status);

    /// <summary>Adds results, all or none; durable when it returns.</summary>
    /// <param name="sweep">The sweep, which must be in the store.</param>
    /// <param name="epoch">The coordinator's epoch.</param>
    /// <param name="rows">Ended trials, each at most once.</param>
    /// <returns>For each row what became of it.</returns>
    /// <exception cref="StaleCoordinatorException">The epoch is no longer the sweep's; nothing was written.</exception>
    Task<Commit[]> CommitAsync(Sweep sweep, long epoch, IReadOnlyList<TrialRow> rows);

    /// <summary>One cell's results in replicate order.</summary>
    /// <param name="sweep">The sweep.</param>
    /// <param name="cell">The cell.</param>
    /// <param name="from">The first replicate that is wanted.</param>
    /// <param name="count">At most so many.</param>
    Task<StoredPage> ReadCellAsync(Sweep sweep, int cell, long from, int count);

    /// <summary>All results in (cell, replicate) order, a page at a time.</summary>
    IAsyncEnumerable<StoredPage> ReadAllAsync(Sweep sweep);
}

/// <summary>A sweep as it is stored.</summary>
/// <param name="Head">What lists show.</param>
/// <param name="Canonical">The canonical JSON of its specification.</param>
public sealed record StoredSweep(SweepHead Head, string Canonical);

/// <summary>Results that were read.</summary>
/// <param name="Rows">In (cell, replicate) order.</param>
/// <param name="Damaged">Trials with a row whose checksum is wrong: torn or altered. They count as not done.</param>
public sealed record StoredPage(IReadOnlyList<TrialRow> Rows, IReadOnlyList<long> Damaged);

/// <summary>What became of a row that was to be committed.</summary>
/// <param name="Kind">The case.</param>
/// <param name="Kept">The row that is in the store now.</param>
public readonly record struct Commit(CommitKind Kind, TrialRow Kept)
{
    /// <summary>The case of a row that came later than the one that is kept, for the same trial.</summary>
    internal static Commit Compared(TrialRow kept, TrialRow later)
    {
        if (!kept.Result.AsSpan().SequenceEqual(later.Result))
        {
            return new Commit(CommitKind.Mismatched, kept);
        }

        var isSameRun = kept.Silo == later.Silo && kept.Seconds.Equals(later.Seconds);
        return new Commit(isSameRun ? CommitKind.Repeated : CommitKind.Verified, kept);
    }
}

/// <summary>The cases of a commit.</summary>
public enum CommitKind
{
    /// <summary>The trial had no result before.</summary>
    Added,

    /// <summary>The very same row was there: it was brought twice because an answer was lost.</summary>
    Repeated,

    /// <summary>The trial was computed once more, and the result has the same bytes.</summary>
    Verified,

    /// <summary>The trial was computed once more, and the result has other bytes. The first one stays.</summary>
    Mismatched,

    /// <summary>The row that was there was damaged, and is replaced.</summary>
    Repaired,
}

/// <summary>Another activation has taken over the sweep. Whoever gets this must forget what it knows.</summary>
public sealed class StaleCoordinatorException(string message) : Exception(message)
{
    /// <summary>The exception of a sweep that has come to another epoch.</summary>
    internal static StaleCoordinatorException Of(string id, long current, long epoch) => new(string.Create(
        CultureInfo.InvariantCulture, $"{id} has epoch {current}; this coordinator is of epoch {epoch}."));
}

/// <summary>A store cannot be used at all: written by a newer version, or not a store.</summary>
/// <param name="message">One sentence for the user.</param>
public sealed class StoreFormatException(string message) : Exception(message);
