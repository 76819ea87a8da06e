using Orleans.Runtime.Placement;
using Symmetry.Grains;

namespace Symmetry.Client.Sweeps;

/// <summary>One sweep behind its grain.</summary>
internal sealed class GrainSweepSource(IGrainFactory grains, ISweepGrain grain, Sweep sweep, RetryingCall question) : ISweepSource
{
    private const int MaxCalls = 100;
    public Sweep Sweep => sweep;
    public Task<SweepProgress> GetProgressAsync(CancellationToken stop) => question.AskAsync(grain.GetProgressAsync, stop);

    public async Task<IReadOnlyList<CellProgress>> GetCellsAsync(int from, int count, CancellationToken stop) =>
        CellProgress.ReadAll(await question.AskAsync(() => grain.GetTalliesAsync(from, count), stop));

    public async Task<IReadOnlyList<TrialRow>> GetRowsAsync(int cell, long from, int count, CancellationToken stop) =>
        await question.AskAsync(() => grain.GetRowsAsync(cell, from, count), stop);

    public async Task<IReadOnlyList<TrialRow>> GetOutcomesAsync(int cell, long from, int count, CancellationToken stop) =>
        await question.AskAsync(() => grain.GetOutcomesAsync(cell, from, count), stop);

    public async Task<IReadOnlyList<TrialRow>> GetRowsOfCellsAsync(int from, int cells, CancellationToken stop) =>
        await question.AskAsync(() => grain.GetRowsOfCellsAsync(from, cells), stop);

    public async Task<IReadOnlyList<TrialRange>> GetMissingAsync(long from, CancellationToken stop) =>
        await question.AskAsync(() => grain.GetMissingAsync(from), stop);

    public async Task<IReadOnlyList<SiloShare>> GetSilosAsync(CancellationToken stop) => await question.AskAsync(grain.GetSilosAsync, stop);
    public Task CancelAsync(CancellationToken stop) => question.AskAsync(grain.CancelAsync, stop);
    public Task ResumeAsync(CancellationToken stop) => question.AskAsync(grain.ResumeAsync, stop);

    public Task<string> GetClaimsAsync(CancellationToken stop) => question.AskAsync(grain.GetClaimsAsync, stop);
    public Task SetClaimsAsync(string specification, CancellationToken stop) => question.AskAsync(() => grain.SetClaimsAsync(specification), stop);

    public Task ImportAsync(IReadOnlyList<TrialRow> rows, CancellationToken stop) => question.AskAsync(() => grain.ImportAsync([.. rows]), stop);

    public async Task<TrialRow> RunAgainAsync(long trial, string firstRunBy, CancellationToken stop)
    {
        var management = grains.GetGrain<IManagementGrain>(0);
        var again = grains.GetGrain<IRerunGrain>(string.Create(CultureInfo.InvariantCulture, $"{sweep.Id}/{trial}"));
        return await question.AskAsync(
            async () =>
            {
                var silos = (await management.GetHosts(onlyActive: true)).Keys.Order().ToList();
                var others = silos.Where(silo => silo.ToParsableString() != firstRunBy).ToList();
                var choice = others.Count > 0 ? others : silos;
                RequestContext.Set(IPlacementDirector.PlacementHintKey, choice[(int)(trial % choice.Count)]);
                return await WaitForAsync(again, stop);
            },
            stop);
    }

    // A long training outlasts a call: asking again joins it.
    private static async Task<TrialRow> WaitForAsync(IRerunGrain again, CancellationToken stop)
    {
        for (var call = 1; ; call++)
        {
            try
            {
                return await again.RunAsync().WaitAsync(stop);
            }
            catch (TimeoutException) when (call < MaxCalls)
            {
            }
        }
    }
}
