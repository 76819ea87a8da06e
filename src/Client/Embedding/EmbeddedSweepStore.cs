using Symmetry.Client.Sweeps;
using Symmetry.Engine.Data;
using Symmetry.Hosting;
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
            if (options.Images is { } images)
            {
                Put(options.DataSets, images);
            }

            var silo = await EmbeddedSilo.StartAsync(new EmbeddedSiloOptions { Data = options.Data, Slots = options.Slots }, stop);
            return options.Web is { } port
                ? await ServeAsync(silo, port, stop)
                : new GrainSweepStore(silo.Grains, silo.DisposeAsync, TimeProvider.System, RetryBudget.ForThisProcess(TimeProvider.System));
        }
        catch (DataFolderException e)
        {
            throw new UnreachableException(e.Message, e);
        }
    }

    private static void Put(DataSetFolder folder, ImageSet images)
    {
        try
        {
            folder.Put(images);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UnreachableException($"The images cannot be kept in {folder.Path}: {e.Message}", e);
        }
    }

    // The page goes first, so that nobody looks at a silo that ends.
    private static async Task<ISweepStore> ServeAsync(EmbeddedSilo silo, int port, CancellationToken stop)
    {
        try
        {
            var page = await EmbeddedPage.ServeAsync(silo, port, stop);
            return new GrainSweepStore(silo.Grains, CloseAsync, TimeProvider.System, RetryBudget.ForThisProcess(TimeProvider.System)) { Page = page.Address };

            async ValueTask CloseAsync()
            {
                await page.DisposeAsync();
                await silo.DisposeAsync();
            }
        }
        catch (Exception e)
        {
            await silo.DisposeAsync();
            if (e is IOException)
            {
                throw new UsageException($"--web is {port}: {e.Message}");
            }

            throw;
        }
    }
}
