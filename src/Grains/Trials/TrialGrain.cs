using Orleans.Concurrency;
using Orleans.GrainDirectory;
using Orleans.Placement;

namespace Symmetry.Grains.Trials;

/// <summary>Owns one trial: runs it at most once at a time, and gives all callers the same row.</summary>
/// <remarks>
/// Placed on the calling silo, which is the one that leased the trial. Reentrant, so that further calls can join or stop a running trial.
/// Turns run one at a time, so this needs no lock. The grain stores nothing: if its silo dies, the next silo that leases the trial
/// computes the same bits.
/// </remarks>
[GrainType(TrialKey.GrainTypeName)]
[KeepAlive]
[PreferLocalPlacement]
[GrainDirectory(TrialDirectory.Name)]
[Reentrant]
internal sealed class TrialGrain(TrialRunner runner) : Grain, ITrialGrain, IDisposable
{
    private readonly CancellationTokenSource stopping = new();
    private Task<TrialRow>? running;

    public Task<TrialRow> RunAsync() => running ??= RunOnceAsync();

    public Task StopAsync()
    {
        stopping.Cancel();
        if (running is null)
        {
            DeactivateOnIdle();
        }

        return Task.CompletedTask;
    }

    public void Dispose()
    {
        // Cancelled first, so that what the trial throws from now on does not count as its failure.
        stopping.Cancel();
        stopping.Dispose();
    }

    private async Task<TrialRow> RunOnceAsync()
    {
        try
        {
            return await runner.RunAsync(this.GetPrimaryKeyString(), stopping.Token);
        }
        finally
        {
            DeactivateOnIdle();
        }
    }
}
