using Symmetry.Engine.Data;
using Symmetry.Hosting;
using Symmetry.Silo;

namespace Symmetry.Client.Embedding;

/// <summary>Opens a data folder: with a silo in this process where something runs, is stored or is served, and otherwise only its store.</summary>
/// <remarks>Nothing else in the client depends on the embedded silo.</remarks>
internal static class EmbeddedSweepStore
{
    /// <summary>Opens the folder.</summary>
    /// <exception cref="UnreachableException">The folder cannot be used; the message says why.</exception>
    public static Task<ISweepStore> OpenAsync(StoreOptions options, CancellationToken stop) => options is { Slots: 0, WritesOnly: false, Web: null }
        ? Task.FromResult<ISweepStore>(FolderSweepStore.Open(options.Data))
        : StartAsync(options, stop);

    private static async Task<ISweepStore> StartAsync(StoreOptions options, CancellationToken stop)
    {
        if (options is { Slots: 0, WritesOnly: false } && !Directory.Exists(options.Data))
        {
            throw new UnreachableException($"{options.Data}: no such folder.");
        }

        try
        {
            var dataSets = options.DataSets;
            if (options.Images is { } images)
            {
                SaveImages(dataSets, images);
            }

            var embedded = new EmbeddedSiloOptions
            {
                Data = options.Data,
                Slots = options.Slots,
                WritesOnly = options.WritesOnly,
                DataSets = dataSets,
            };
            var silo = await EmbeddedSilo.StartAsync(embedded, stop);
            return await ServedSweepStore.OpenAsync(silo.Grains, silo.DisposeAsync, BudgetOf(silo), options.Web, stop);
        }
        catch (DataFolderException e)
        {
            throw new UnreachableException(e.Message, e);
        }
    }

    private static RetryBudget BudgetOf(EmbeddedSilo silo) => RetryBudget.ForThisProcess(TimeProvider.System, () => silo.StoreFailure);

    private static void SaveImages(DataSetFolder folder, ImageSet images)
    {
        try
        {
            folder.Add(images);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UnreachableException($"Cannot save the images in {folder.Path}: {e.Message}", e);
        }
    }
}
