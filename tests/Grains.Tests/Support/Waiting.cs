namespace Symmetry.Grains.Tests.Support;

internal static class Waiting
{
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(120);

    /// <summary>Asks again until the answer is yes. The pause only spares the machine: no outcome hangs on it.</summary>
    public static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var limit = new CancellationTokenSource(Most);
        while (!await holds())
        {
            await Task.Delay(20, limit.Token);
        }
    }

    /// <summary>Waits until a sweep has ended.</summary>
    public static async Task<SweepProgress> UntilEndedAsync(this IGrainFactory grains, string id)
    {
        var progress = await grains.GetGrain<ISweepGrain>(id).GetProgressAsync();
        await UntilAsync(async () =>
            (progress = await grains.GetGrain<ISweepGrain>(id).GetProgressAsync()).Status == SweepStatus.Completed);
        return progress;
    }

    public static Task<string> SubmitAsync(this IGrainFactory grains, Engine.Sweeps.Sweep sweep) =>
        grains.GetGrain<ISweepCatalogGrain>(ISweepCatalogGrain.Key).SubmitAsync(sweep.Canonical);
}
