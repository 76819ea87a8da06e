using Symmetry.Grains.Sweeps;

namespace Symmetry.Protocol;

/// <summary>A coordinator, called over the network.</summary>
internal sealed class SimulatedSweep(Cluster cluster, Process caller, string id) : ISweepGrain
{
    public Task<string> GetSpecAsync() => CallAsync(sweep => sweep.GetSpecAsync());

    public Task<string> GetClaimsAsync() => CallAsync(sweep => sweep.GetClaimsAsync());

    public Task SetClaimsAsync(string specification) => CallAsync(sweep => sweep.SetClaimsAsync(specification));

    public Task<SweepProgress> GetProgressAsync() => CallAsync(sweep => sweep.GetProgressAsync());

    public Task<CellTallyPage> GetTalliesAsync(int from, int count) => CallAsync(sweep => sweep.GetTalliesAsync(from, count));

    public Task<TrialRow[]> GetRowsAsync(int cell, long from, int count) => CallAsync(sweep => sweep.GetRowsAsync(cell, from, count));

    public Task<TrialRow[]> GetOutcomesAsync(int cell, long from, int count) => CallAsync(sweep => sweep.GetOutcomesAsync(cell, from, count));

    public Task<TrialRow[]> GetRowsOfCellsAsync(int from, int cells) => CallAsync(sweep => sweep.GetRowsOfCellsAsync(from, cells));

    public Task<string> GetFingerprintAsync() => CallAsync(sweep => sweep.GetFingerprintAsync());

    public Task<TrialRange[]> GetMissingAsync(long from) => CallAsync(sweep => sweep.GetMissingAsync(from));

    public Task<SiloShare[]> GetSilosAsync() => CallAsync(sweep => sweep.GetSilosAsync());

    public Task CancelAsync() => CallAsync(sweep => sweep.CancelAsync());

    public Task ResumeAsync() => CallAsync(sweep => sweep.ResumeAsync());

    public Task ImportAsync(TrialRow[] rows) => CallAsync(sweep => sweep.ImportAsync(rows));

    public Task<WorkerReply> ExchangeAsync(WorkerReport report) => cluster.Network.CallAsync(caller, id, async activation =>
    {
        var reply = await activation.Coordinator!.ExchangeAsync(report);
        cluster.Checks.Acknowledged(activation, report, reply);
        return reply;
    });

    private Task<T> CallAsync<T>(Func<SweepCoordinator, Task<T>> call) => cluster.Network.CallAsync(caller, id, activation => call(activation.Coordinator!));

    private Task<bool> CallAsync(Func<SweepCoordinator, Task> call) => cluster.Network.CallAsync(caller, id, async activation =>
    {
        await call(activation.Coordinator!);
        return true;
    });
}
