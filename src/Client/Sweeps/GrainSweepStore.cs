using Symmetry.Grains;

namespace Symmetry.Client.Sweeps;

/// <summary>Sweeps behind grains.</summary>
internal sealed class GrainSweepStore(IGrainFactory grains, Func<ValueTask> close, TimeProvider clock, RetryBudget patience) : ISweepStore
{
    private readonly RetryingCall question = new(clock, patience);

    private ISweepCatalogGrain Catalog => grains.GetGrain<ISweepCatalogGrain>(ISweepCatalogGrain.Key);
    public Uri? Page { get; init; }

    public async Task<ISweepSource> SubmitAsync(Sweep sweep, CancellationToken stop)
    {
        var id = await question.AskAsync(() => Catalog.SubmitAsync(sweep.Canonical), stop);
        var grain = grains.GetGrain<ISweepGrain>(id);
        var progress = await question.AskAsync(grain.GetProgressAsync, stop);
        if (progress.Status is SweepStatus.Cancelled)
        {
            await question.AskAsync(grain.ResumeAsync, stop);
        }

        return new GrainSweepSource(grains, grain, sweep, question);
    }

    public async Task<IReadOnlyList<SweepHead>> ListAsync(CancellationToken stop) =>
        await question.AskAsync(Catalog.ListAsync, stop);

    public async Task<ISweepSource> OpenAsync(string id, CancellationToken stop)
    {
        var grain = grains.GetGrain<ISweepGrain>(id);
        var canonical = await question.AskAsync(grain.GetSpecAsync, stop);
        try
        {
            return new GrainSweepSource(grains, grain, Sweep.Parse(canonical), question);
        }
        catch (SpecException e)
        {
            throw new UsageException($"{id}: {e.Message}");
        }
    }

    public ValueTask DisposeAsync() => close();
}
