using Symmetry.Grains;

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

    Task<IReadOnlyList<SweepHead>> ListAsync(CancellationToken stop);

    /// <summary>The sweep of this exact id.</summary>
    /// <exception cref="UsageException">It asks for something that this build cannot compute.</exception>
    Task<ISweepSource> OpenAsync(string id, CancellationToken stop);
}
