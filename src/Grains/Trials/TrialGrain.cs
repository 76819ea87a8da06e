using Orleans.Concurrency;
using Orleans.GrainDirectory;
using Orleans.Placement;

namespace Symmetry.Grains.Trials;

/// <summary>Owns one trial: trains it once at a time and answers everyone who asks for it.</summary>
/// <remarks>
/// <para>
/// Placed on the silo that asks, which is the one that leased it. Reentrant, so that it can be inspected and stopped while it
/// trains; turns still run one at a time, so that "at most one training" needs no lock.
/// </para>
/// <para>
/// A silo that dies mid-run loses the run and nothing else: a trial is a pure function of its spec, and whoever leases it next
/// finds the same bits. Nothing is stored here; the sweep commits results.
/// </para>
/// </remarks>
[PreferLocalPlacement]
[GrainDirectory(TrialDirectory.Name)]
[Reentrant]
internal sealed class TrialGrain(TrialRunner runner) : Grain, ITrialGrain, IDisposable
{
    private readonly CancellationTokenSource stopping = new();
    private Task<TrialRow>? running;
    private volatile TrialState state;

    public Task<TrialRow> RunAsync(CancellationToken stop = default)
    {
        running ??= TrainAsync();
        return stop.CanBeCanceled ? running.WaitAsync(stop) : running;
    }

    public Task<TrialState> InspectAsync()
    {
        if (running is null)
        {
            DeactivateOnIdle();
        }

        return Task.FromResult(state);
    }

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
        // Whatever is thrown from now on says nothing about the trial.
        stopping.Cancel();
        stopping.Dispose();
    }

    private async Task<TrialRow> TrainAsync()
    {
        try
        {
            state = TrialState.Waiting;
            return await runner.RunAsync(this.GetPrimaryKeyString(), () => state = TrialState.Training, stopping.Token);
        }
        finally
        {
            state = TrialState.Idle;
            DeactivateOnIdle();
        }
    }
}
