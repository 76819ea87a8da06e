using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Symmetry.Engine.Experiments.Declared;
using Symmetry.Engine.Numerics;
using Symmetry.Grains.Configuration;
using Symmetry.Grains.Diagnostics;
using Symmetry.Grains.Storage;

namespace Symmetry.Grains.Sweeps;

/// <summary>The coordinator of one sweep: leases trials, commits results, counts. It trains nothing itself.</summary>
/// <remarks>
/// <para>
/// It runs in the turns of a reentrant grain, <see cref="SweepGrain"/>, so that it reports progress while a commit is under way. Memory changes
/// only between two <c>await</c>s, after the write that makes the change durable. So interleaved calls see complete changes, and no lock is needed.
/// </para>
/// <para>
/// Orleans may briefly run two activations of one sweep. The later one takes a higher epoch. The next write of the earlier one then
/// fails, and it discards its state (<see cref="StaleCoordinatorException"/>). Before it answers queries, a coordinator checks its
/// epoch, at most once per second.
/// </para>
/// <para>
/// A store that was restored to an earlier time has fewer rows than the coordinator has counted. Each write and each of these checks compare the
/// number (<see cref="MissingRowsException"/>); the coordinator then reads the store as a new one would, and leases what is missing.
/// </para>
/// </remarks>
/// <param name="id">The sweep's id.</param>
/// <param name="store">Where results are stored.</param>
/// <param name="placement">Where this coordinator runs.</param>
/// <param name="options">Options of the distribution.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">The log.</param>
internal sealed partial class SweepCoordinator(
    string id, IResultStore store, IPlacement placement, IOptions<DistributionOptions> options, TimeProvider time, ILogger logger)
{
    // Stands for the silo, where rows come from a client.
    private const string Importer = "an import";

    private static readonly TimeSpan MinWrite = TimeSpan.FromSeconds(5);

    private long? failingSince;
    private bool isSuperseded;

    // For leases and retries. It does not jump when the clock of the machine is set.
    private TimeSpan Now => time.GetElapsedTime(0);

    public async Task CancelAsync()
    {
        var state = await LoadAsync();
        if (state.Status == SweepStatus.Running)
        {
            await SetStatusAsync(state, SweepStatus.Cancelled);
        }
    }

    public async Task ResumeAsync()
    {
        var state = await LoadAsync();
        if (state.Status == SweepStatus.Cancelled)
        {
            await SetStatusAsync(state, state.IsDone ? SweepStatus.Completed : SweepStatus.Running);
        }
    }

    public async Task<WorkerReply> ExchangeAsync(WorkerReport report)
    {
        if (report.Numerics != NumericsVersion.Current)
        {
            throw new RefusedException(
                $"{report.Silo} computes numerics version {report.Numerics}; {id} needs version {NumericsVersion.Current}.");
        }

        if (!SiloAddress.TryParse(report.Silo, provider: null, out _))
        {
            throw new RefusedException($"Expected the address of a silo, got '{report.Silo}'.");
        }

        var state = await CurrentAsync();
        var acknowledged = await CommitAsync(state, report);

        var now = Now;
        Expire(state);
        if (report.IsQuarantined)
        {
            state.FailureAttribution.Quarantine(report.Silo);
        }

        var held = state.Status == SweepStatus.Cancelled ? [] : report.Held;
        var revoked = state.Leases.Reconcile(report.Silo, held, now);
        return new WorkerReply(
            acknowledged,
            LeaseTo(state, report, now),
            state.Status == SweepStatus.Cancelled ? report.Held : revoked,
            state.Status,
            state.FailureAttribution.IsQuarantined(report.Silo));
    }

    public async Task ImportAsync(TrialRow[] rows)
    {
        var state = await LoadAsync();
        if (state.Sweep.Experiment is not ImportedExperiment)
        {
            throw new RefusedException($"The results of {id} are computed and cannot be imported.");
        }

        await StoreAsync(state, Array.ConvertAll(rows, row => Decode(state, Importer, row)), Importer);
    }

    private async Task<long[]> CommitAsync(SweepState state, WorkerReport report)
    {
        var now = Now;
        var received = Array.ConvertAll(report.Rows, row => Decode(state, report.Silo, row));
        state.FailureAttribution.RecordResults(report.Silo, received.Length);

        // Results beyond a stop are acknowledged and dropped.
        EndedTrial[] final =
            [.. received.Where(trial => !state.Retries.TryAdd(trial, report.Silo, now) && !state.IsBeyondStop(trial.Row.Trial))];
        await StoreAsync(state, final, report.Silo);
        return [.. report.Rows.Select(row => row.Trial)];
    }

    private async Task StoreAsync(SweepState state, EndedTrial[] final, string from)
    {
        if (final.Length > 0)
        {
            using var activity = Traces.Start("commit", id);
            activity?.SetTag("rows", final.Length).SetTag("silo", from);
            var start = time.GetTimestamp();
            var commits = await GuardAsync(state, store.CommitAsync(state.Sweep, state.Fence, Array.ConvertAll(final, trial => trial.Row)));
            Instruments.Committed(time.GetElapsedTime(start).TotalSeconds);
            for (var i = 0; i < commits.Length; i++)
            {
                Record(state, final[i], commits[i], from);
            }
        }

        // Also without rows of its own: those of another report may be counted, and its counts not be stored yet.
        await SetCountsAsync(state);
        if (state.IsDone && state.Status != SweepStatus.Completed && await SetStatusAsync(state, SweepStatus.Completed))
        {
            LogEnded(logger, id, state.Completed, state.Diverged, state.Failed);
            Traces.Ended(id, state.Head.Submitted, state.Sweep.Trials);
        }
    }

    private EndedTrial Decode(SweepState state, string silo, TrialRow row)
    {
        if (row.Trial < 0 || row.Trial >= state.Sweep.Trials)
        {
            throw new RefusedException($"{id} has {state.Sweep.Trials} trials; {silo} sent trial {row.Trial}.");
        }

        try
        {
            var trial = EndedTrial.Decode(row);
            return HasOutcomes(row) == (state.Sweep.Spec.KeepsOutcomes && trial.Result.Outcome is TrialOutcome.Completed)
                ? trial
                : throw new RefusedException($"{silo} sent trial {row.Trial} of {id} {(HasOutcomes(row) ? "with" : "without")} outcomes per test image. "
                    + "Run the same version on all silos.");
        }
        catch (FormatException e)
        {
            throw new RefusedException($"{silo} sent an invalid result for {id}/{row.Trial}: {e.Message}");
        }

        static bool HasOutcomes(TrialRow row) => row.Outcomes is not null;
    }

    private void Record(SweepState state, EndedTrial received, Commit commit, string silo)
    {
        Duplicate? duplicate = commit.Kind is CommitKind.AlreadyStored ? DuplicateCheck.Compare(commit.Kept, received.Row) : null;
        var kept = duplicate is Duplicate.Mismatched ? EndedTrial.Decode(commit.Kept) : received with { Row = commit.Kept };

        // Two reports of a row may be committed at once, and their answers come in any order.
        if (commit.Kind is not CommitKind.Repaired && !state.Leases.IsDone(kept.Row.Trial))
        {
            state.Stored++;
        }

        state.Count(kept);
        if (state.Retries.Count > 0 && state.Retries.Remove(kept.Row.Trial) is { } first)
        {
            CompareAttempts(state, first, kept);
        }

        fingerprint = null;
        switch (commit.Kind, duplicate)
        {
            case (CommitKind.Added, _):
                Instruments.Stored(kept.Result.Outcome);
                break;
            case (CommitKind.Repaired, _):
                LogRepaired(logger, id, kept.Row.Trial);
                break;
            case (_, Duplicate.Verified):
                Instruments.DuplicateVerified();
                state.Verified++;
                break;
            case (_, Duplicate.Mismatched) when !state.Sweep.Experiment.IsReproducible:
                break;
            case (_, Duplicate.Mismatched):
                Instruments.DuplicateMismatched();
                state.Mismatched++;
                LogMismatch(logger, id, kept.Row.Trial, silo, kept.Row.Silo);
                break;
        }
    }

    private void CompareAttempts(SweepState state, FirstAttempt first, EndedTrial second)
    {
        if (state.Sweep.Experiment.IsReproducible && DuplicateCheck.IsContradicted(first, second.Row))
        {
            state.Mismatched++;
            LogMismatch(logger, id, second.Row.Trial, first.Silo, second.Row.Silo);
        }
        else if (DuplicateCheck.FailedOnFirstSiloOnly(first, second) && state.FailureAttribution.Assign(first.Silo))
        {
            LogQuarantined(logger, id, first.Silo);
        }
    }

    // Before the rows are acknowledged, so that a silo whose alarm was not stored reports the rows again.
    private async Task SetCountsAsync(SweepState state)
    {
        while (state.Counts is var counts && counts != state.StoredCounts)
        {
            await GuardAsync(state, store.SetCountsAsync(id, state.Fence, counts));
            state.StoredCounts = counts;
        }
    }

    // Returns whether this call changed the status: two concurrent reports may both see the end of the sweep.
    private async Task<bool> SetStatusAsync(SweepState state, SweepStatus status)
    {
        await GuardAsync(state, store.SetStatusAsync(id, state.Fence, status));
        if (state.Status == status)
        {
            return false;
        }

        state.Status = status;
        LogStatus(logger, id, status);
        return true;
    }

    private void ThrowIfSuperseded()
    {
        if (isSuperseded)
        {
            throw Moved();
        }
    }

    private StoreException Discard(SweepState state, StaleCoordinatorException e)
    {
        // A state that was dropped already has an earlier epoch of this coordinator.
        if (Drop(state))
        {
            LogSuperseded(logger, id, e.Message);
            isSuperseded = true;
            placement.Deactivate();
        }

        return Moved();
    }

    // The next call reads the store as a new coordinator does, under a new epoch.
    private StoreException Reread(SweepState state, string reason)
    {
        if (Drop(state))
        {
            LogReread(logger, id, reason);
            (lost, known) = (Math.Max(lost, state.Lost), Math.Max(known, state.Stored));
        }

        return new StoreException($"The store lost results of {id}, which are computed again: {reason} Try again.");
    }

    private bool Drop(SweepState state)
    {
        if (loading is not { IsCompletedSuccessfully: true } || loading.Result != state)
        {
            return false;
        }

        loading = null;
        fingerprint = null;
        return true;
    }

    private StoreException Moved() => new($"{id} has moved to another silo; try again.");

    private async Task<T> GuardAsync<T>(SweepState state, Task<T> write)
    {
        await GuardAsync(state, (Task)write);
        return await write;
    }

    private async Task GuardAsync(SweepState state, Task write)
    {
        var start = time.GetTimestamp();
        try
        {
            await write.WaitAsync(MaxWrite(), time);
            failingSince = null;
            confirmedAt = time.GetTimestamp();
        }
        catch (Exception e) when (e is StoreException or TimeoutException)
        {
            failingSince ??= start;
            var failure = e as StoreException ?? new StoreException("The store does not answer.");
            MoveIfOthersAreActive(time.GetElapsedTime(failingSince.Value), failure.Message);
            throw failure;
        }
        catch (StaleCoordinatorException e)
        {
            throw Discard(state, e);
        }
        catch (MissingRowsException e)
        {
            throw Reread(state, e.Message);
        }
    }

    // A write that is not answered must not delay the move. If it reaches the store after all, its rows are repeated ones later.
    private TimeSpan MaxWrite() => placement.ActiveSilos == 1 ? Timeout.InfiniteTimeSpan
        : failingSince is not { } since ? options.Value.MaxStoreSilence
        : TimeSpan.FromTicks(Math.Max(MinWrite.Ticks, (options.Value.MaxStoreSilence - time.GetElapsedTime(since)).Ticks));

    // If the next silo does not reach the store either, the coordinator moves on as soon as loading fails.
    private void MoveIfOthersAreActive(TimeSpan failing, string reason)
    {
        if (failing >= options.Value.MaxStoreSilence && placement.ActiveSilos > 1)
        {
            LogMoving(logger, id, failing.TotalSeconds, reason);
            placement.MoveAway();
        }
    }
}
