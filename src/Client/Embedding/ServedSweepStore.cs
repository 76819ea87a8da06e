using Symmetry.Silo;

namespace Symmetry.Client.Embedding;

/// <summary>Sweeps behind grains, with the live page over the same grains where it is asked for.</summary>
internal static class ServedSweepStore
{
    /// <summary>Opens the store, and serves the page until the store is closed.</summary>
    /// <param name="grains">Gives access to the grains.</param>
    /// <param name="close">Closes what is behind them; also called if the page cannot be served.</param>
    /// <param name="budget">How long to wait for answers.</param>
    /// <param name="port">The port of the page, 0 for a free one; null for no page.</param>
    /// <param name="stop">Cancels the start.</param>
    /// <exception cref="UsageException">The port cannot be used.</exception>
    public static async Task<ISweepStore> OpenAsync(
        IGrainFactory grains, Func<ValueTask> close, RetryBudget budget, int? port, CancellationToken stop)
    {
        if (port is null)
        {
            return new GrainSweepStore(grains, close, TimeProvider.System, budget);
        }

        try
        {
            var page = await EmbeddedPage.ServeAsync(grains, port.Value, stop);
            return new GrainSweepStore(grains, CloseAsync, TimeProvider.System, budget) { Page = page.Address };

            // The page closes first, so it never serves requests while the grains shut down.
            async ValueTask CloseAsync()
            {
                await page.DisposeAsync();
                await close();
            }
        }
        catch (Exception e)
        {
            await close();
            if (e is IOException)
            {
                throw new UsageException($"--web: cannot use port {port}: {e.Message}");
            }

            throw;
        }
    }
}
