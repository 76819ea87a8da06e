using Symmetry.Grains;
using Symmetry.Grains.Trials;

namespace Symmetry.Silo;

/// <summary>Reads the sweeps of a data folder without a silo, also while another process runs sweeps there.</summary>
public sealed class FolderReader : IDisposable
{
    private readonly DataFolder folder;

    private FolderReader(DataFolder folder) => this.folder = folder;

    /// <summary>Opens a folder. It is neither written nor locked.</summary>
    /// <param name="path">The folder.</param>
    /// <exception cref="DataFolderException">The folder or its store does not exist or cannot be used; the message says why.</exception>
    public static FolderReader Open(string path) => new(DataFolder.OpenToRead(path));

    /// <summary>All sweeps in the folder, oldest first.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public Task<IReadOnlyList<SweepHead>> ListAsync() => folder.Store.ListSweepsAsync();

    /// <summary>The sweep of an id.</summary>
    /// <exception cref="RefusedException">The sweep does not exist, or this build cannot read it.</exception>
    /// <exception cref="StoreException">The store does not answer, or the specification is damaged.</exception>
    public async Task<SweepReader> OpenAsync(string id)
    {
        var stored = await folder.Store.FindSweepAsync(id) ?? throw new RefusedException($"Unknown sweep '{id}'.");
        return new SweepReader(folder.Store, SweepCache.ParseStored(id, stored));
    }

    /// <summary>Closes the store.</summary>
    public void Dispose() => folder.Dispose();
}
