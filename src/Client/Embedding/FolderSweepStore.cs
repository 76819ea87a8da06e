using Symmetry.Grains;
using Symmetry.Silo;

namespace Symmetry.Client.Embedding;

/// <summary>The sweeps of a data folder, read from its store without a silo.</summary>
internal sealed class FolderSweepStore : ISweepStore
{
    private readonly RetryingCall question = new(TimeProvider.System, RetryBudget.ForThisProcess(TimeProvider.System, () => null));
    private readonly FolderReader folder;

    private FolderSweepStore(FolderReader folder) => this.folder = folder;

    /// <summary>Opens the folder.</summary>
    /// <exception cref="UnreachableException">The folder cannot be used; the message says why.</exception>
    public static FolderSweepStore Open(string data)
    {
        try
        {
            return Directory.Exists(data) ? new FolderSweepStore(FolderReader.Open(data)) : throw new UnreachableException($"{data}: no such folder.");
        }
        catch (DataFolderException e)
        {
            throw new UnreachableException(e.Message, e);
        }
    }

    public Task<ISweepSource> SubmitAsync(Sweep sweep, CancellationToken stop) => throw FolderSweepSource.OnlyRead();

    public Task<IReadOnlyList<SweepHead>> ListAsync(CancellationToken stop) => question.AskAsync(folder.ListAsync, stop);

    public async Task<ISweepSource> OpenAsync(string id, CancellationToken stop) =>
        new FolderSweepSource(await question.AskAsync(() => folder.OpenAsync(id), stop), question);

    public ValueTask DisposeAsync()
    {
        folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
