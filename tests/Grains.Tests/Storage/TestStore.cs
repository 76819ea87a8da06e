using Symmetry.Grains.Storage;

namespace Symmetry.Grains.Tests.Storage;

/// <summary>A result store for one test, and the file or the database behind it.</summary>
public abstract class TestStore : IAsyncDisposable
{
    /// <summary>Creates an empty store.</summary>
    public abstract Task<IResultStore> OpenAsync();

    /// <summary>Closes the store and opens it again.</summary>
    public abstract Task<IResultStore> ReopenAsync();

    /// <summary>Runs statements in one transaction, without the store.</summary>
    public abstract Task ExecuteAsync(string statements);

    public abstract ValueTask DisposeAsync();
}
