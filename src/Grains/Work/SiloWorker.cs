using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Symmetry.Engine.Numerics;
using Symmetry.Grains.Trials;

namespace Symmetry.Grains.Work;

/// <summary>Keeps this silo's slots fed: asks coordinators for trials, has them trained here, and brings the results.</summary>
/// <remarks>
/// It pulls, so that a silo that is slow, stopped or gone gets no work and nobody has to find that out. One call brings
/// results, says what is still held and asks for more; rows are kept until they are acknowledged. A bounded number of trial
/// grains is asked at a time.
/// </remarks>
internal sealed partial class SiloWorker(
    IGrainFactory grains,
    TrainingSlots slots,
    SweepCache sweeps,
    WorkList work,
    ILocalSiloDetails silo,
    IOptions<DistributionOptions> options,
    TimeProvider time,
    ILogger<SiloWorker> logger) : BackgroundService
{
    private const int MaxRows = 8192;
    private const int MaxTries = 20;
    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan RoundPause = TimeSpan.FromMilliseconds(20);
    // A silo that has work asks rarely for other sweeps that have some.
    private static readonly TimeSpan BusyPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MaxPause = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan RefusedPause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan GoodbyeTime = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim wake = new(0);
    private readonly Dictionary<string, Contact> contacts = [];
    private readonly WorkRate rate = new(time);
    private string[] withWork = [];
    private long askedCatalog;
    private bool isSick;

    // When a coordinator was last spoken to, whether it had nothing to give, and for how long it is left alone after a failure.
    private sealed record Contact(long At, bool IsExhausted, TimeSpan Pause);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (slots.Count == 0)
        {
            return;
        }

        // While some trials train, the next already wait for their slots, and results to be handed over.
        var pumps = Enumerable.Range(0, slots.Count + TrainingSlots.MaxWaiting(slots.Count)).Select(_ => Task.Run(() => PumpAsync(stoppingToken), CancellationToken.None)).ToArray();
        try
        {
            while (true)
            {
                await RoundAsync(stoppingToken);
                await Task.Delay(RoundPause, time, stoppingToken);
                await wake.WaitAsync(work.HeldCount == 0 ? options.Value.IdleInterval : options.Value.ExchangeInterval, stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The silo stops.
        }

        slots.Stop();
        await GoodbyeAsync(Task.WhenAll(pumps));
    }

    private async Task RoundAsync(CancellationToken stop)
    {
        try
        {
            if ((Wanted() > 0 || isSick) && time.GetElapsedTime(askedCatalog) >= (work.WaitingCount == 0 ? options.Value.IdleInterval : BusyPause))
            {
                withWork = await grains.GetGrain<ISweepCatalogGrain>(ISweepCatalogGrain.Key).WithWorkAsync();
                askedCatalog = time.GetTimestamp();
            }
        }
        catch (Exception e) when (!stop.IsCancellationRequested)
        {
            NoCatalog(logger, e.Message);
        }

        foreach (var sweep in work.Sweeps().Union(withWork).ToArray())
        {
            if (IsDue(sweep))
            {
                await ExchangeAsync(sweep, Wanted(), stop);
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
        return (rows > 0 && isLast) || (work.WaitingCount == 0 && !contact.IsExhausted);
    }

    private async Task ExchangeAsync(string sweep, int wanted, CancellationToken stop)
    {
        var (rows, held) = work.Report(sweep, MaxRows);
        try
        {
            if (wanted > 0)
            {
                await sweeps.RequireImagesAsync(sweep);
            }

            var reply = await TellAsync(sweep, rows, held, wanted);
            work.Acknowledge(sweep, reply.Acknowledged);
            foreach (var trial in work.Revoke(sweep, reply.Revoked))
            {
                await grains.GetGrain<ITrialGrain>(TrialKey.Of(sweep, trial)).StopAsync();
            }

            work.Add(sweep, reply.Lease?.Ranges ?? [], reply.Lease?.Again);
            if (reply.IsQuarantined && !isSick)
            {
                Quarantine();
            }

            Spoken(sweep, isDry: wanted > 0 && reply.Lease is null, TimeSpan.Zero);
            if (reply.Status != SweepStatus.Running)
            {
                withWork = [.. withWork.Where(id => id != sweep)];
            }
        }
        catch (RefusedException e)
        {
            Refused(logger, sweep, e.Message);
            work.Forget(sweep);
            Spoken(sweep, isDry: true, RefusedPause);
        }
        catch (Exception e) when (!stop.IsCancellationRequested)
        {
            // Nothing is lost: the rows are brought again with the next report.
            NoAnswer(logger, sweep, e.Message);
            var pause = 2 * (contacts.TryGetValue(sweep, out var contact) ? contact.Pause : TimeSpan.Zero);
            Spoken(sweep, isDry: true, TimeSpan.FromTicks(Math.Clamp(pause.Ticks, options.Value.ExchangeInterval.Ticks, MaxPause.Ticks)));
        }
    }

    // For as long as the process lives: whoever has repaired the machine starts the silo again.
    private void Quarantine()
    {
        isSick = true;
        Sick(logger);
        foreach (var sweep in work.Sweeps())
        {
            work.Revoke(sweep, [new TrialRange(0, long.MaxValue)]);
        }
    }

    private void Spoken(string sweep, bool isDry, TimeSpan pause) => contacts[sweep] = new Contact(time.GetTimestamp(), isDry, pause);

    private async Task<WorkerReply> TellAsync(string sweep, TrialRow[] rows, TrialRange[] held, int wanted)
    {
        // Orleans' spans of the call lie below this one, and so in the sweep's trace.
        using var activity = Traces.Start("exchange", sweep);
        return await grains.GetGrain<ISweepGrain>(sweep).ExchangeAsync(
            new WorkerReport(silo.SiloAddress.ToParsableString(), NumericsVersion.Current, rows, held, wanted, isSick) { Slots = slots.Count });
    }

    // Small amounts are asked for only when nothing waits: a lease should be worth its call.
    private int Wanted()
    {
        if (isSick)
        {
            return 0;
        }

        var target = (int)Math.Clamp(rate.PerSecond * options.Value.WorkHeld.TotalSeconds, 2 * slots.Count, options.Value.MaxLeased);
        var room = target - (int)work.HeldCount;
        return room > target / 4 || work.WaitingCount == 0 ? Math.Max(0, room) : 0;
    }

    private async Task PumpAsync(CancellationToken stop)
    {
        try
        {
            while (true)
            {
                var (sweep, trial) = await work.TakeAsync(stop);
                if (await RunAsync(sweep, trial, stop) is { } row)
                {
                    work.Finish(sweep, row);
                    rate.Count();
                }
                else
                {
                    work.Drop(sweep, trial);
                }

                if (work.WaitingCount == 0 && wake.CurrentCount == 0)
                {
                    wake.Release();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The silo stops.
        }
    }

    // A trial that cannot be had is given back: the coordinator misses it in the next report and leases it again.
    private async Task<TrialRow?> RunAsync(string sweep, long trial, CancellationToken stop)
    {
        var grain = grains.GetGrain<ITrialGrain>(TrialKey.Of(sweep, trial));
        for (var errors = 0; ;)
        {
            try
            {
                return await grain.RunAsync(CancellationToken.None);
            }
            catch (TimeoutException)
            {
                // A long training: asking again joins the one that is under way.
            }
            catch (OperationCanceledException)
            {
                return null;
            }
            catch (RefusedException e)
            {
                Refused(logger, sweep, e.Message);
                return null;
            }
            catch (Exception e)
            {
                // A dead silo may own the grain's entry in the directory for a while.
                if (++errors == MaxTries || stop.IsCancellationRequested)
                {
                    NoTrial(logger, sweep, trial, e.Message);
                    return null;
                }

                await Task.Delay(RetryPause, time, CancellationToken.None);
            }
        }
    }

    // Brings what is finished and hands the rest back, in at most a second: what does not arrive is computed again elsewhere.
    private async Task GoodbyeAsync(Task pumps)
    {
        try
        {
            await pumps.WaitAsync(GoodbyeTime / 2, time);
        }
        catch (TimeoutException)
        {
            StillTraining(logger);
        }

        foreach (var sweep in work.Sweeps())
        {
            try
            {
                await TellAsync(sweep, work.Report(sweep, MaxRows).Rows, [], wanted: 0).WaitAsync(GoodbyeTime, time);
            }
            catch (Exception e)
            {
                NoAnswer(logger, sweep, e.Message);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The catalog does not answer: {Reason}")]
    private static partial void NoCatalog(ILogger logger, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Sweep} does not answer, results are kept: {Reason}")]
    private static partial void NoAnswer(ILogger logger, string sweep, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Sweep} refuses: {Reason}")]
    private static partial void Refused(ILogger logger, string sweep, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Sweep}/{Trial} is given back, its grain does not answer: {Reason}")]
    private static partial void NoTrial(ILogger logger, string sweep, long trial, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "This silo takes no more work: trials keep failing here that complete on other silos. Repair the machine and start the silo again")]
    private static partial void Sick(ILogger logger);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A training does not stop; its trial will be computed again")]
    private static partial void StillTraining(ILogger logger);
}
