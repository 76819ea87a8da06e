using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Symmetry.Engine.Numerics;
using Symmetry.Grains.Configuration;
using Symmetry.Grains.Diagnostics;
using Symmetry.Grains.Trials;

namespace Symmetry.Grains.Work;

/// <summary>Keeps this silo's slots busy: asks coordinators for trials, runs them here, and reports the results.</summary>
/// <remarks>
/// The silo pulls its work, so a slow, suspended or dead silo gets none. One call reports results, names the trials that are still
/// held, and asks for more. Rows are kept until they are acknowledged. The number of concurrent calls to trial grains is bounded.
/// </remarks>
internal sealed partial class SiloWorker(
    IGrainFactory grains,
    ITrainingSlots slots,
    SweepCache sweeps,
    WorkList work,
    WorkerBell bell,
    ILocalSiloDetails silo,
    IOptions<DistributionOptions> options,
    TimeProvider time,
    ILogger<SiloWorker> logger) : BackgroundService
{
    private const int MaxRows = 8192;
    private const int MaxTries = 20;
    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan RoundPause = TimeSpan.FromMilliseconds(20);
    // While it has work, a silo rarely asks for sweeps with work.
    private static readonly TimeSpan BusyPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MaxPause = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan RefusedPause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LeavingTime = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, Contact> contacts = [];
    private readonly Dictionary<string, long> leasedAt = [];
    private readonly WorkRate rate = new(time);
    private string[] withWork = [];
    private long catalogReadAt;
    private bool isCatalogSilent;
    private bool isQuarantined;

    // The last call to a coordinator: whether it had no more work, and how long to wait after a failure.
    private sealed record Contact(long At, bool IsExhausted, TimeSpan Pause);

    private bool IsRunningLow => work.HeldCount <= TrainingSlots.MinHeld(slots.Count);

    /// <summary>Works until the silo stops. All waiting is on the clock and on tasks, so that a simulation can run it.</summary>
    internal async Task RunAsync(CancellationToken stoppingToken)
    {
        if (slots.Count == 0)
        {
            return;
        }

        // More loops than slots: while some trials run, the next ones wait for a slot and ended ones to be handed over.
        var loops = Enumerable.Range(0, slots.Count + TrainingSlots.MaxWaiting(slots.Count))
            .Select(_ => RunTrialsAsync(stoppingToken)).ToArray();
        try
        {
            while (true)
            {
                await RoundAsync(stoppingToken);
                await Task.Delay(RoundPause, time, stoppingToken);
                await bell.WaitAsync(work.HeldCount == 0 ? options.Value.IdleInterval : options.Value.ExchangeInterval, stoppingToken);
            }
        }
        catch (Exception) when (stoppingToken.IsCancellationRequested)
        {
            // The silo is stopping, and a call that was under way may have failed.
        }

        slots.Stop();
        await LeaveAsync(Task.WhenAll(loops));
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => RunAsync(stoppingToken);

    private async Task RoundAsync(CancellationToken stop)
    {
        try
        {
            if ((Wanted() > 0 || isQuarantined)
                && (bell.TakeNewSweep() || time.GetElapsedTime(catalogReadAt) >= (IsRunningLow ? options.Value.IdleInterval : BusyPause)))
            {
                withWork = await grains.GetGrain<ISweepCatalogGrain>(ISweepCatalogGrain.Key).WithWorkAsync();
                catalogReadAt = time.GetTimestamp();
                isCatalogSilent = false;
            }
        }
        catch (Exception e) when (!stop.IsCancellationRequested)
        {
            if (!isCatalogSilent)
            {
                LogNoCatalog(logger, e.Message);
            }

            isCatalogSilent = true;
        }

        // Sweeps share the slots: the one whose last lease is the longest ago asks first, and each for its part of the room.
        var held = work.Sweeps().ToHashSet();
        var active = held.Union(withWork).ToArray();
        var sharing = options.Value.LatestFirst ? 1 : active.Length;
        var start = time.GetTimestamp();
        foreach (var sweep in sharing > 1 ? [.. active.OrderBy(sweep => leasedAt.GetValueOrDefault(sweep))] : active)
        {
            // To ask thousands of sweeps takes longer than leases last: the rest is asked in later rounds, so that results are reported in between.
            if (IsDue(sweep) && (held.Contains(sweep) || time.GetElapsedTime(start) < options.Value.ExchangeInterval))
            {
                await ExchangeAsync(sweep, (Wanted() + sharing - 1) / sharing, stop);
            }
        }
    }

    private bool IsDue(string sweep)
    {
        if (!contacts.TryGetValue(sweep, out var contact))
        {
            return true;
        }

        var since = time.GetElapsedTime(contact.At);
        if (contact.Pause > TimeSpan.Zero || since >= options.Value.ExchangeInterval)
        {
            return since >= contact.Pause;
        }

        var (rows, isLast) = work.Ready(sweep);
        return (rows > 0 && isLast) || (IsRunningLow && !contact.IsExhausted);
    }

    private async Task ExchangeAsync(string sweep, int wanted, CancellationToken stop)
    {
        var (rows, held) = work.Report(sweep, MaxRows);
        try
        {
            if (wanted > 0)
            {
                await sweeps.RequireRunnableAsync(sweep);
            }

            var reply = await ReportAsync(sweep, rows, held, wanted);
            work.Acknowledge(sweep, reply.Acknowledged);
            foreach (var trial in work.Revoke(sweep, reply.Revoked))
            {
                await grains.GetTrial(sweep, trial).StopAsync();
            }

            work.Add(sweep, reply.Lease?.Ranges ?? [], reply.Lease?.Again);
            if (reply.IsQuarantined && !isQuarantined)
            {
                Quarantine();
            }

            if (reply.Lease is not null)
            {
                leasedAt[sweep] = time.GetTimestamp();
            }

            RecordContact(sweep, isExhausted: wanted > 0 && reply.Lease is null, TimeSpan.Zero);
            if (reply.Status != SweepStatus.Running)
            {
                withWork = [.. withWork.Where(id => id != sweep)];
            }
        }
        catch (RefusedException e)
        {
            LogRefused(logger, sweep, e.Message);
            work.Forget(sweep);
            RecordContact(sweep, isExhausted: true, RefusedPause);
        }
        catch (Exception e) when (!stop.IsCancellationRequested)
        {
            // Nothing is lost: the next report has the same rows.
            LogNoAnswer(logger, sweep, e.Message);
            var pause = 2 * (contacts.TryGetValue(sweep, out var contact) ? contact.Pause : TimeSpan.Zero);
            RecordContact(sweep, isExhausted: true, TimeSpan.FromTicks(Math.Clamp(pause.Ticks, options.Value.ExchangeInterval.Ticks, MaxPause.Ticks)));
        }
    }

    // Until the process ends: the silo is restarted after the machine was repaired.
    private void Quarantine()
    {
        isQuarantined = true;
        LogQuarantined(logger);
        foreach (var sweep in work.Sweeps())
        {
            work.Revoke(sweep, [new TrialRange(0, long.MaxValue)]);
        }
    }

    private void RecordContact(string sweep, bool isExhausted, TimeSpan pause) =>
        contacts[sweep] = new Contact(time.GetTimestamp(), isExhausted, pause);

    private async Task<WorkerReply> ReportAsync(string sweep, TrialRow[] rows, TrialRange[] held, int wanted)
    {
        // Orleans' spans of the call are children of this one, and so are in the sweep's trace.
        using var activity = Traces.Start("exchange", sweep);
        return await grains.GetGrain<ISweepGrain>(sweep).ExchangeAsync(
            new WorkerReport(silo.SiloAddress.ToParsableString(), NumericsVersion.Current, rows, held, wanted, isQuarantined) { Slots = slots.Count });
    }

    // Asks for few trials only if the slots may soon be without: a lease should be worth its call.
    private int Wanted()
    {
        if (isQuarantined)
        {
            return 0;
        }

        var target = (int)Math.Clamp(rate.PerSecond * options.Value.WorkHeld.TotalSeconds, 2 * slots.Count, options.Value.MaxLeased);
        var room = target - (int)work.HeldCount;
        return room > target / 4 || IsRunningLow ? Math.Max(0, room) : 0;
    }

    private async Task RunTrialsAsync(CancellationToken stop)
    {
        try
        {
            while (true)
            {
                var (sweep, trial) = await work.TakeAsync(stop);
                if (await RunTrialAsync(sweep, trial, stop) is { } row)
                {
                    work.Finish(sweep, row);
                    rate.Count();
                }
                else
                {
                    work.Drop(sweep, trial);
                }

                if (IsRunningLow)
                {
                    bell.Ring();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The silo is stopping.
        }
    }

    // A trial that cannot be run is dropped: it is missing in the next report, and the coordinator leases it again.
    private async Task<TrialRow?> RunTrialAsync(string sweep, long trial, CancellationToken stop)
    {
        var grain = grains.GetTrial(sweep, trial);
        for (var errors = 0; ;)
        {
            try
            {
                return await grain.RunAsync();
            }
            catch (TimeoutException)
            {
                // A long trial: the next call joins it.
            }
            catch (OperationCanceledException)
            {
                return null;
            }
            catch (RefusedException e)
            {
                LogRefused(logger, sweep, e.Message);
                return null;
            }
            catch (Exception e)
            {
                // The grain may be deactivating, or the silo shutting down.
                if (++errors == MaxTries || stop.IsCancellationRequested)
                {
                    LogDropped(logger, sweep, trial, e.Message);
                    return null;
                }

                await Task.Delay(RetryPause, time, CancellationToken.None);
            }
        }
    }

    // Reports finished trials and hands back the rest, within a second or so. Results that do not arrive are computed again elsewhere.
    private async Task LeaveAsync(Task loops)
    {
        try
        {
            await loops.WaitAsync(LeavingTime / 2, time);
        }
        catch (TimeoutException)
        {
            LogStillRunning(logger);
        }

        foreach (var sweep in work.Sweeps())
        {
            try
            {
                await ReportAsync(sweep, work.Report(sweep, MaxRows).Rows, [], wanted: 0).WaitAsync(LeavingTime, time);
            }
            catch (Exception e)
            {
                LogNoAnswer(logger, sweep, e.Message);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The catalog does not answer; will ask again: {Reason}")]
    private static partial void LogNoCatalog(ILogger logger, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Sweep} does not answer; will report its results again: {Reason}")]
    private static partial void LogNoAnswer(ILogger logger, string sweep, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Sweep}: {Reason}")]
    private static partial void LogRefused(ILogger logger, string sweep, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Sweep}/{Trial}: handed back, because its grain does not answer: {Reason}")]
    private static partial void LogDropped(ILogger logger, string sweep, long trial, string reason);

    [LoggerMessage(Level = LogLevel.Error,
        Message = "This silo takes no more work: trials keep failing here that complete on other silos. Repair the machine, then restart the silo")]
    private static partial void LogQuarantined(ILogger logger);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A trial does not stop; it will be computed again")]
    private static partial void LogStillRunning(ILogger logger);
}
