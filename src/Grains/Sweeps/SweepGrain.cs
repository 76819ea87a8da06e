using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;
using Symmetry.Grains.Configuration;
using Symmetry.Grains.Storage;

namespace Symmetry.Grains.Sweeps;

/// <summary>The grain of a coordinator. Reentrant: see <see cref="SweepCoordinator"/>, which is the protocol.</summary>
[Reentrant]
internal sealed class SweepGrain : Grain, ISweepGrain
{
    private readonly SweepCoordinator coordinator;

    public SweepGrain(
        IResultStore store,
        IClusterMembershipService membership,
        IOptions<DistributionOptions> options,
        TimeProvider time,
        ILogger<SweepGrain> logger)
    {
        coordinator = new SweepCoordinator(this.GetPrimaryKeyString(), store, new GrainPlacement(this, membership), options, time, logger);
    }

    public Task<string> GetSpecAsync() => coordinator.GetSpecAsync();

    public Task<string> GetClaimsAsync() => coordinator.GetClaimsAsync();

    public Task SetClaimsAsync(string specification) => coordinator.SetClaimsAsync(specification);

    public Task<SweepProgress> GetProgressAsync() => coordinator.GetProgressAsync();

    public Task<CellTallyPage> GetTalliesAsync(int from, int count) => coordinator.GetTalliesAsync(from, count);

    public Task<TrialRow[]> GetRowsAsync(int cell, long from, int count) => coordinator.GetRowsAsync(cell, from, count);

    public Task<TrialRow[]> GetOutcomesAsync(int cell, long from, int count) => coordinator.GetOutcomesAsync(cell, from, count);

    public Task<TrialRow[]> GetRowsOfCellsAsync(int from, int cells) => coordinator.GetRowsOfCellsAsync(from, cells);

    public Task<string> GetFingerprintAsync() => coordinator.GetFingerprintAsync();

    public Task<TrialRange[]> GetMissingAsync(long from) => coordinator.GetMissingAsync(from);

    public Task<SiloShare[]> GetSilosAsync() => coordinator.GetSilosAsync();

    public Task CancelAsync() => coordinator.CancelAsync();

    public Task ResumeAsync() => coordinator.ResumeAsync();

    public Task ImportAsync(TrialRow[] rows) => coordinator.ImportAsync(rows);

    public Task<WorkerReply> ExchangeAsync(WorkerReport report) => coordinator.ExchangeAsync(report);
}
