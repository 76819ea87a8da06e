using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Symmetry.Engine.Data;
using Symmetry.Engine.Experiments.Programs;
using Symmetry.Grains.Configuration;
using Symmetry.Grains.Diagnostics;

namespace Symmetry.Grains.Trials;

/// <summary>Runs a trial on this silo. A trial that throws or hangs gives a row with the reason. Thread-safe.</summary>
/// <remarks>The coordinator decides whether and where a trial that did not complete is tried again.</remarks>
internal sealed partial class TrialRunner(
    TrainingSlots slots,
    SweepCache sweeps,
    RunTrial run,
    ILocalSiloDetails silo,
    IOptions<DistributionOptions> options,
    TimeProvider time,
    ILogger<TrialRunner> logger,
    RunTrialsTogether? together = null) : IJointWork<TrialSpec, TrialResult>
{
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(1);

    /// <summary>Waits for a slot and runs the trial.</summary>
    /// <param name="key">The key of the trial: see <see cref="TrialKey"/>.</param>
    /// <param name="stop">Cancels.</param>
    /// <exception cref="RefusedException">The sweep or trial does not exist, or this silo has no slots.</exception>
    /// <exception cref="OperationCanceledException">The trial was cancelled.</exception>
    public async Task<TrialRow> RunAsync(string key, CancellationToken stop)
    {
        var (id, trial, spec) = await sweeps.GetTrialAsync(key);
        using var activity = Traces.Trial(id, trial);
        try
        {
            var trained = await slots.RunAsync(this, spec, stop, waits: spec.Experiment is ProgramExperiment);
            activity?.SetTag("outcome", trained.Value.Outcome.ToString()).SetTag("seconds", trained.Seconds);
            return Row(trained.Value, trained.Seconds);
        }
        catch (DataSetException e)
        {
            // Not a failure of the trial: another silo may have the images.
            throw new RefusedException(e.Message);
        }
        catch (Exception e) when (e is not RefusedException && !stop.IsCancellationRequested && !slots.IsStopping)
        {
            var reason = $"{e.GetType().Name}: {e.Message}".ReplaceLineEndings(" ");
            LogFailed(logger, key, reason);
            return Row(TrialResult.Failure(reason), seconds: 0);
        }

        TrialRow Row(TrialResult result, double seconds) => TrialRow.Encode(trial, result, silo.SiloAddress.ToParsableString(), seconds);
    }

    object? IJointWork<TrialSpec, TrialResult>.KeyOf(TrialSpec item) => together is null ? null : item.JointKey;

    TrialResult IJointWork<TrialSpec, TrialResult>.Run(TrialSpec item, CancellationToken stop)
    {
        var longest = Longest(item);
        using var limit = new CancellationTokenSource(longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, limit.Token);
        try
        {
            return run(item, either.Token);
        }
        catch (OperationCanceledException e) when (limit.IsCancellationRequested && !stop.IsCancellationRequested)
        {
            throw new TimeoutException($"Training took longer than {longest}.", e);
        }
    }

    // Trials that take longer together than one may run alone, each within its own limit.
    IReadOnlyList<TrialResult?> IJointWork<TrialSpec, TrialResult>.RunTogether(IReadOnlyList<(TrialSpec Item, CancellationToken Stop)> items)
    {
        using var limit = new CancellationTokenSource(Longest(items[0].Item), time);
        var stops = items.Select(item => CancellationTokenSource.CreateLinkedTokenSource(item.Stop, limit.Token)).ToArray();
        try
        {
            return together!([.. items.Zip(stops, (item, stop) => new TrialCall(item.Item, stop.Token))]);
        }
        finally
        {
            Array.ForEach(stops, stop => stop.Dispose());
        }
    }

    // A trial with a timeout of its own keeps it; this limit is for one that does not.
    private TimeSpan Longest(TrialSpec spec) => spec.Experiment.Timeout is { } timeout ? timeout + Grace : options.Value.MaxTraining;

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Trial} failed: {Reason}")]
    private static partial void LogFailed(ILogger logger, string trial, string reason);
}
