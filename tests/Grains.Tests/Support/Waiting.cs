namespace Symmetry.Grains.Tests.Support;

internal static class Waiting
{
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(120);

    /// <summary>Polls until the condition holds. No result depends on the pause.</summary>
    public static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var limit = new CancellationTokenSource(MaxWait);
        while (!await holds())
        {
            await Task.Delay(20, limit.Token);
        }
    }

    /// <summary>Waits until a sweep is completed.</summary>
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
