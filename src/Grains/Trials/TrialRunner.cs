using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Symmetry.Engine.Data;
using Symmetry.Engine.Experiments;

namespace Symmetry.Grains.Trials;

/// <summary>Trains a trial once on this silo; a training that throws or hangs becomes a row that says so. Thread-safe.</summary>
/// <remarks>Whether a trial that did not complete is tried once more, and where, is for its coordinator to say.</remarks>
internal sealed partial class TrialRunner(
    TrainingSlots slots,
    SweepCache sweeps,
    RunTrial run,
    ILocalSiloDetails silo,
    IOptions<DistributionOptions> options,
    TimeProvider time,
    ILogger<TrialRunner> logger)
{
    /// <summary>Waits for a slot and trains.</summary>
    /// <param name="key">The trial, as <see cref="TrialKey"/> writes it.</param>
    /// <param name="started">Called when it has its slot.</param>
    /// <param name="stop">Gives up.</param>
    /// <exception cref="RefusedException">There is no such sweep or trial, or this silo has no slots.</exception>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    public async Task<TrialRow> RunAsync(string key, Action started, CancellationToken stop)
    {
        var (id, trial) = TrialKey.Parse(key);
        var sweep = await sweeps.GetAsync(id);
        if (trial >= sweep.Trials)
        {
            throw new RefusedException($"{id} has {sweep.Trials} trials; there is no trial {trial}.");
        }

        var spec = sweep.SpecOf(trial);
        using var activity = Traces.Trial(id, trial);
        try
        {
            var trained = await slots.RunAsync(token => Train(spec, started, token), stop);
            activity?.SetTag("outcome", trained.Value.Outcome.ToString()).SetTag("seconds", trained.Seconds);
            return Row(trained.Value, trained.Seconds);
        }
        catch (DataSetException e)
        {
            // Not the trial's fault: another silo may have the images.
            throw new RefusedException(e.Message);
        }
        catch (Exception e) when (e is not RefusedException && !stop.IsCancellationRequested && !slots.IsStopping)
        {
            var reason = $"{e.GetType().Name}: {e.Message}".ReplaceLineEndings(" ");
            Threw(logger, key, reason);
            return Row(TrialResult.Failure(reason), seconds: 0);
        }

        TrialRow Row(TrialResult result, double seconds) => new(trial, result.Encode(), 1, silo.SiloAddress.ToParsableString(), seconds);
    }

    private TrialResult Train(TrialSpec spec, Action started, CancellationToken stop)
    {
        started();
        using var limit = new CancellationTokenSource(options.Value.MaxTraining, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, limit.Token);
        try
        {
            return run(spec, either.Token);
        }
        catch (OperationCanceledException e) when (limit.IsCancellationRequested && !stop.IsCancellationRequested)
        {
            throw new TimeoutException($"Training took longer than {options.Value.MaxTraining}.", e);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Trial} threw {Reason}")]
    private static partial void Threw(ILogger logger, string trial, string reason);
}
