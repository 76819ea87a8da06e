using Symmetry.Client.Sweeps;
using Symmetry.Silo;

namespace Symmetry.Client.Embedding;

/// <summary>Opens a folder by a silo in this process.</summary>
/// <remarks>The only place where the client knows that a silo can be embedded.</remarks>
internal static class EmbeddedSweepStore
{
    /// <summary>Opens the store in a folder.</summary>
    /// <exception cref="UnreachableException">The folder cannot be used; the message says why.</exception>
    public static async Task<ISweepStore> OpenAsync(StoreOptions options, CancellationToken stop)
    {
        if (options.Slots == 0 && !Directory.Exists(options.Data))
        {
            throw new UnreachableException($"{options.Data} is no folder with sweeps: there is no such folder.");
        }

        try
        {
            var silo = await EmbeddedSilo.StartAsync(new EmbeddedSiloOptions { Data = options.Data, Slots = options.Slots }, stop);
            return new GrainSweepStore(silo.Grains, silo.DisposeAsync, TimeProvider.System, Patience.ForThisProcess(TimeProvider.System));
        }
        catch (DataFolderException e)
        {
            throw new UnreachableException(e.Message, e);
        }
    }
}
