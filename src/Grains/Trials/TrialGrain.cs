using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;
using Orleans.Placement;
using Symmetry.Engine.Trials;

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
[Reentrant]
internal sealed partial class TrialGrain(
    TrainingSlots slots,
    SweepCache sweeps,
    RunTrial run,
    ILocalSiloDetails silo,
    IOptions<DistributionOptions> options,
    TimeProvider time,
    ILogger<TrialGrain> logger) : Grain, ITrialGrain, IDisposable
{
    private const int MostAttempts = 2;

    private readonly CancellationTokenSource stopping = new();
    private Task<TrialRow>? running;
    private volatile TrialState state;
    private volatile bool isDisposed;

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
        isDisposed = true;
        stopping.Dispose();
    }

    private async Task<TrialRow> TrainAsync()
    {
        try
        {
            var (id, trial) = TrialKey.Parse(this.GetPrimaryKeyString());
            var sweep = await sweeps.GetAsync(id);
            if (trial >= sweep.Trials)
            {
                throw new RefusedException($"{id} has {sweep.Trials} trials; there is no trial {trial}.");
            }

            return await TrainAsync(trial, sweep.SpecOf(trial), stopping.Token);
        }
        finally
        {
            state = TrialState.Idle;
            DeactivateOnIdle();
        }
    }

    private async Task<TrialRow> TrainAsync(long trial, TrialSpec spec, CancellationToken stop)
    {
        for (var attempt = 1; ; attempt++)
        {
            state = TrialState.Waiting;
            try
            {
                var trained = await slots.RunAsync(Train, stop);
                return Row(trained.Value, attempt, trained.Seconds);
            }
            catch (Exception e) when (e is not RefusedException && !IsGivenUp())
            {
                var reason = $"{e.GetType().Name}: {e.Message}".ReplaceLineEndings(" ");
                Threw(logger, this.GetPrimaryKeyString(), attempt, reason);
                if (attempt == MostAttempts)
                {
                    return Row(TrialResult.Failure(reason), attempt, seconds: 0);
                }
            }
        }

        // Whatever is thrown while the grain or the silo goes away says nothing about the trial: it is trained again elsewhere.
        bool IsGivenUp() => isDisposed || stop.IsCancellationRequested || slots.IsStopping;

        TrialResult Train(CancellationToken token)
        {
            state = TrialState.Training;
            using var limit = new CancellationTokenSource(options.Value.MostTraining, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(token, limit.Token);
            try
            {
                return run(spec, either.Token);
            }
            catch (OperationCanceledException e) when (limit.IsCancellationRequested && !token.IsCancellationRequested)
            {
                throw new TimeoutException($"Training took longer than {options.Value.MostTraining}.", e);
            }
        }

        TrialRow Row(TrialResult result, int attempts, double seconds) =>
            new(trial, result.Encode(), attempts, silo.SiloAddress.ToParsableString(), seconds);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Trial}: attempt {Attempt} threw {Reason}")]
    private static partial void Threw(ILogger logger, string trial, int attempt, string reason);
}
