using Symmetry.Analysis.Runs;
using Symmetry.Engine.Data;
using Symmetry.Engine.Sweeps;
using Symmetry.Grains;
using Symmetry.Hosting;

namespace Symmetry.Client.Sweeps;

/// <summary>Where sweeps are kept and worked at: a folder with a silo in this process, or a cluster.</summary>
/// <remarks>Every call may be repeated. What does not answer is asked again, and then is an <see cref="UnreachableException"/>.</remarks>
internal interface ISweepStore : IAsyncDisposable
{
    /// <summary>Where the live page is; null if it is not served.</summary>
    Uri? Page => null;

    /// <summary>Stores the sweep, if it is new, and sets it going, unless it is complete.</summary>
    /// <returns>The sweep, which may be partly or wholly done already.</returns>
    Task<ISweepSource> SubmitAsync(Sweep sweep, CancellationToken stop);

    /// <summary>Every sweep, oldest first.</summary>
    Task<IReadOnlyList<SweepHead>> ListAsync(CancellationToken stop);

    /// <summary>The sweep of this exact id.</summary>
    /// <exception cref="UsageException">It asks for something that this build cannot compute.</exception>
    Task<ISweepSource> OpenAsync(string id, CancellationToken stop);
}

/// <summary>One sweep: how far it is, and what was found.</summary>
internal interface ISweepSource
{
    /// <summary>What was asked for.</summary>
    Sweep Sweep { get; }

    /// <summary>How far it is.</summary>
    Task<SweepProgress> GetProgressAsync(CancellationToken stop);

    /// <summary>The tallies of some cells, over committed results.</summary>
    Task<IReadOnlyList<CellTally>> GetTalliesAsync(int from, int count, CancellationToken stop);

    /// <summary>Committed rows of one cell in replicate order.</summary>
    Task<IReadOnlyList<TrialRow>> GetRowsAsync(int cell, long from, int count, CancellationToken stop);

    /// <summary>The fingerprint over what is committed.</summary>
    Task<string> GetFingerprintAsync(CancellationToken stop);

    /// <summary>Trials without a result, lowest first; a page that begins at or after a trial, empty at the end.</summary>
    Task<IReadOnlyList<TrialRange>> GetMissingAsync(long from, CancellationToken stop);

    /// <summary>Silos that work at it.</summary>
    Task<IReadOnlyList<SiloShare>> GetSilosAsync(CancellationToken stop);

    /// <summary>Hands no more trials out.</summary>
    Task CancelAsync(CancellationToken stop);

    /// <summary>Hands trials out again.</summary>
    Task ResumeAsync(CancellationToken stop);

    /// <summary>Trains a trial once more, on a silo that did not run it first where there is one, and stores nothing.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="firstRunBy">The silo that its row names.</param>
    /// <param name="stop">Gives up.</param>
    Task<TrialRow> RunAgainAsync(long trial, string firstRunBy, CancellationToken stop);
}

/// <summary>Which store is meant.</summary>
/// <param name="Data">The folder.</param>
/// <param name="Slots">Trainings at once; 0 only reads.</param>
internal sealed record StoreOptions(string Data, int Slots)
{
    /// <summary>The cluster that is meant instead of the folder; null for the folder.</summary>
    public ClusterAddress? Cluster { get; init; }

    /// <summary>Tells the user what is waited for.</summary>
    public Action<string> Note { get; init; } = _ => { };

    /// <summary>Images of one's own that are put into the folder before it is opened; null for none.</summary>
    public ImageSet? Images { get; init; }

    /// <summary>The folder of the data sets in the folder of the store.</summary>
    public DataSetFolder DataSets => new(Path.Combine(Data, "data-sets"));

    /// <summary>The port of loopback where the live page is served while the store is open, 0 for a free one; null for no page.</summary>
    public int? Web { get; init; }
}

/// <summary>Opens a store.</summary>
/// <exception cref="UnreachableException">It cannot be used; the message says why.</exception>
internal delegate Task<ISweepStore> OpenStore(StoreOptions options, CancellationToken stop);
