using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;
using Symmetry.Engine.Sweeps;
using Symmetry.Grains.Storage;
using Symmetry.Grains.Trials;
using Symmetry.Hosting;

namespace Symmetry.Grains.Sweeps;

/// <summary>Knows every sweep, because the store does: what it remembers is a short-lived copy.</summary>
[Reentrant]
internal sealed partial class SweepCatalogGrain(
    IResultStore store, DataSetFolder dataSets, IOptions<DistributionOptions> options, TimeProvider time, ILogger<SweepCatalogGrain> logger)
    : Grain, ISweepCatalogGrain
{
    // Workers without work ask a few times a second, all silos together; the store need not.
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private readonly List<string> asked = [];
    private Task<IReadOnlyList<SweepHead>>? known;
    private long knownSince;

    public async Task<string> SubmitAsync(string canonical)
    {
        Sweep sweep;
        try
        {
            sweep = Sweep.Parse(canonical);
        }
        catch (SpecException e)
        {
            throw new RefusedException(e.Message);
        }

        if (options.Value.ReadOnly)
        {
            throw new RefusedException("The store is open for reading only; no sweep can be submitted.");
        }

        SweepCache.RequireImages(sweep, dataSets);
        var now = time.GetUtcNow();
        var head = new SweepHead(sweep.Id, sweep.Spec.Name, SweepStatus.Running, sweep.Trials, now);
        var stored = await AskAsync(store.AddSweepAsync(new StoredSweep(head, sweep.Canonical)));
        known = null;
        asked.Remove(sweep.Id);
        asked.Add(sweep.Id);
        if (stored.Canonical != sweep.Canonical)
        {
            throw new RefusedException($"Another sweep has the id {sweep.Id}; give this one another name.");
        }

        if (stored.Head.Submitted == now)
        {
            Submitted(logger, sweep.Id, sweep.Cells.Length, sweep.Trials);
        }

        return sweep.Id;
    }

    public async Task<SweepHead[]> ListAsync() => [.. await AskAsync(store.ListSweepsAsync())];

    public async Task<string[]> WithWorkAsync()
    {
        if (known is null || known.IsFaulted || time.GetElapsedTime(knownSince) > Fresh)
        {
            known = store.ListSweepsAsync();
            knownSince = time.GetTimestamp();
        }

        // What someone waits for comes before what was left unfinished, where that is wished; oldest first otherwise.
        var running = (await AskAsync(known)).Where(head => head.Status == SweepStatus.Running).Select(head => head.Id);
        return [.. options.Value.LatestFirst ? running.OrderByDescending(asked.IndexOf) : running];
    }

    // Another silo may reach the store.
    private async Task<T> AskAsync<T>(Task<T> question)
    {
        try
        {
            return await question;
        }
        catch (StoreException)
        {
            DeactivateOnIdle();
            throw;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Sweep} is submitted: {Cells} cells, {Trials} trials")]
    private static partial void Submitted(ILogger logger, string sweep, int cells, long trials);
}
