using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Symmetry.Grains.Configuration;
using Symmetry.Grains.Storage;
using Symmetry.Grains.Trials;
using Symmetry.Grains.Work;
using Symmetry.Hosting;

namespace Symmetry.Grains.Sweeps;

/// <summary>Lists the sweeps of the store; keeps a copy of the list for one second.</summary>
internal sealed partial class SweepCatalog(
    IResultStore store,
    IPlacement placement,
    DataSetFolder dataSets,
    WorkerBell bell,
    IOptions<DistributionOptions> options,
    TimeProvider time,
    ILogger logger)
{
    // Idle workers ask several times per second; the store is read once per second.
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(1);

    // Workers report no results while they wait for the catalog, and lose their leases after 10 s.
    private static readonly TimeSpan MaxAnswer = TimeSpan.FromSeconds(5);

    private readonly List<string> submitted = [];
    private Task<IReadOnlyList<SweepHead>>? list;
    private long listedAt;

    public async Task<string> SubmitAsync(string canonical)
    {
        var sweep = SweepCache.Parse(canonical);
        if (options.Value.ReadOnly)
        {
            throw new RefusedException("The store is read-only; sweeps cannot be submitted.");
        }

        SweepCache.RequirePrograms(sweep, options.Value);
        SweepCache.RequireImages(sweep, dataSets);
        var now = time.GetUtcNow();
        var head = new SweepHead(sweep.Id, sweep.Spec.Name, SweepStatus.Running, sweep.Trials, now);
        var stored = await GuardAsync(store.AddSweepAsync(new StoredSweep(head, sweep.Canonical)));
        list = null;
        submitted.Remove(sweep.Id);
        submitted.Add(sweep.Id);
        if (stored.Canonical != sweep.Canonical)
        {
            SweepCache.ParseStored(sweep.Id, stored);
            throw new RefusedException($"Another sweep has the id {sweep.Id}. Choose another name for this one.");
        }

        // The worker of this silo need not wait for its next round.
        bell.RingForSweep();
        if (stored.Head.Submitted == now)
        {
            LogSubmitted(logger, sweep.Id, sweep.Cells.Length, sweep.Trials);
        }

        return sweep.Id;
    }

    public async Task<SweepHead[]> ListAsync() => [.. await GuardAsync(store.ListSweepsAsync())];

    public async Task<string[]> WithWorkAsync()
    {
        if (list is null || list.IsFaulted || time.GetElapsedTime(listedAt) > MaxAge)
        {
            list = store.ListSweepsAsync();
            listedAt = time.GetTimestamp();
        }

        var running = (await GuardAsync(list)).Where(head => head.Status == SweepStatus.Running).Select(head => head.Id);
        return [.. options.Value.LatestFirst ? running.OrderByDescending(submitted.IndexOf) : running];
    }

    // If the store does not answer, the catalog moves: another silo may reach it.
    private async Task<T> GuardAsync<T>(Task<T> call)
    {
        try
        {
            return await call.WaitAsync(MaxAnswer, time);
        }
        catch (Exception e) when (e is StoreException or TimeoutException)
        {
            placement.MoveAway();
            throw e as StoreException ?? new StoreException("The store does not answer.");
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Sweep} submitted: {Cells} cells, {Trials} trials")]
    private static partial void LogSubmitted(ILogger logger, string sweep, int cells, long trials);
}
