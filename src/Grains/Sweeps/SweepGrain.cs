using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;
using Symmetry.Engine.Numerics;
using Symmetry.Engine.Trials;
using Symmetry.Grains.Storage;

namespace Symmetry.Grains.Sweeps;

/// <summary>The coordinator of one sweep: leases trials, commits results, counts. It never computes.</summary>
/// <remarks>
/// <para>
/// Reentrant, so that progress is answered while a commit is under way. Every change of memory stands in a stretch without
/// <c>await</c>, after the write that makes it true: so memory never says more than the store, two calls that interleave see
/// each other's changes whole, and no lock is needed.
/// </para>
/// <para>
/// Orleans may for a while run two activations of one sweep. The later one has taken a higher epoch, so that the earlier one's
/// next write fails and it forgets everything (<see cref="StaleCoordinatorException"/>); before it answers those who only ask, it
/// makes sure of its epoch, unless it has done so within a second.
/// </para>
/// </remarks>
[Reentrant]
internal sealed partial class SweepGrain(
    IResultStore store,
    IClusterMembershipService membership,
    IOptions<DistributionOptions> options,
    TimeProvider time,
    ILogger<SweepGrain> logger) : Grain, ISweepGrain
{
    private const int MaxTallies = 10_000;
    private const int MaxRanges = 10_000;

    private long lastLease;
    private readonly Dictionary<string, int> slotsOf = [];
    private long? failingSince;
    private bool isSuperseded;

    private string Id => this.GetPrimaryKeyString();

    public async Task<SweepProgress> GetProgressAsync()
    {
        var state = await CurrentAsync();
        Expire(state);
        return state.Progress();
    }

    public async Task<CellTallyPage> GetTalliesAsync(int from, int count)
    {
        var state = await CurrentAsync();
        var first = Math.Clamp(from, 0, state.Sweep.Cells.Length);
        var cells = Enumerable.Range(first, Math.Clamp(count, 0, Math.Min(MaxTallies, state.Sweep.Cells.Length - first)));
        return new CellTallyPage(first, [.. cells.Select(state.EncodeTally)]);
    }

    public async Task<TrialRange[]> GetMissingAsync(long from) => (await CurrentAsync()).Leases.Missing(from, MaxRanges);

    public async Task<SiloShare[]> GetSilosAsync()
    {
        var state = await CurrentAsync();
        Expire(state);
        var now = time.GetUtcNow();
        return [.. state.Leases.Silos.Select(one =>
            new SiloShare(one.Silo, one.Held, (now - one.Heard).TotalSeconds, state.FailureAttribution.IsQuarantined(one.Silo))
            {
                Slots = slotsOf.GetValueOrDefault(one.Silo),
                LeasedFor = one.Held > 0 ? (now - one.Leased).TotalSeconds : -1,
            })];
    }

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
                $"{report.Silo} computes numerics version {report.Numerics}; {Id} is of version {NumericsVersion.Current}.");
        }

        if (!SiloAddress.TryParse(report.Silo, provider: null, out _))
        {
            throw new RefusedException($"\"{report.Silo}\" is not a silo's address.");
        }

        var state = await LoadAsync();
        var acknowledged = await CommitAsync(state, report);

        var now = time.GetUtcNow();
        Expire(state);
        if (report.IsQuarantined)
        {
            state.FailureAttribution.Retract(report.Silo);
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

    private async Task<long[]> CommitAsync(SweepState state, WorkerReport report)
    {
        var now = time.GetUtcNow();
        var outcomes = Array.ConvertAll(report.Rows, row => OutcomeOf(state, report.Silo, row));
        state.FailureAttribution.RecordResult(report.Silo, report.Rows.Length);

        // What lies beyond a stop is acknowledged and forgotten.
        TrialRow[] final =
        [
            .. report.Rows.Where((row, i) => !state.Retries.Take(row, outcomes[i], report.Silo, now) && !state.IsBeyondStop(row.Trial)),
        ];
        if (final.Length > 0)
        {
            using var activity = Traces.Start("commit", Id);
            activity?.SetTag("rows", final.Length).SetTag("silo", report.Silo);
            var start = time.GetTimestamp();
            var commits = await GuardAsync(store.CommitAsync(state.Sweep, state.Epoch, final));
            Instruments.Committed(time.GetElapsedTime(start).TotalSeconds);
            foreach (var commit in commits)
            {
                Take(state, commit, report.Silo);
            }
        }

        if (state.IsDone && state.Status != SweepStatus.Completed && await SetStatusAsync(state, SweepStatus.Completed))
        {
            Ended(logger, Id, state.Completed, state.Diverged, state.Failed);
            Traces.Ended(Id, state.Head.Submitted, state.Sweep.Trials);
        }

        return [.. report.Rows.Select(row => row.Trial)];
    }

    private TrialOutcome OutcomeOf(SweepState state, string from, TrialRow row)
    {
        if (row.Trial < 0 || row.Trial >= state.Sweep.Trials)
        {
            throw new RefusedException($"{Id} has {state.Sweep.Trials} trials; {from} brought trial {row.Trial}.");
        }

        try
        {
            return row.Read().Outcome;
        }
        catch (FormatException e)
        {
            throw new RefusedException($"{from} brought no result for {Id}/{row.Trial}: {e.Message}");
        }
    }

    private void Take(SweepState state, Commit commit, string silo)
    {
        state.Count(commit.Kept);
        if (state.Retries.Count > 0 && state.Retries.End(commit.Kept.Trial) is { } first)
        {
            Compare(state, first, commit.Kept);
        }

        fingerprint = null;
        Instruments.Took(commit.Kind, commit.Kept.Result);
        switch (commit.Kind)
        {
            case CommitKind.Verified:
                state.Verified++;
                break;
            case CommitKind.Mismatched:
                state.Mismatched++;
                Differs(logger, Id, commit.Kept.Trial, silo, commit.Kept.Silo);
                break;
            case CommitKind.Repaired:
                Repaired(logger, Id, commit.Kept.Trial);
                break;
        }
    }

    // A training is a pure function: what throws here and not there speaks against the machine, and so do other bits.
    private void Compare(SweepState state, FirstAttempt first, TrialRow second)
    {
        var outcome = second.Read().Outcome;
        if (first.Outcome is TrialOutcome.Diverged && !first.Result.AsSpan().SequenceEqual(second.Result))
        {
            state.Mismatched++;
            Differs(logger, Id, second.Trial, first.Silo, second.Silo);
        }
        else if (first.Outcome is TrialOutcome.Failed && outcome is TrialOutcome.Completed && first.Silo != second.Silo && state.FailureAttribution.Put(first.Silo))
        {
            FellSick(logger, Id, first.Silo);
        }
    }

    private Lease? LeaseTo(SweepState state, WorkerReport report, DateTimeOffset now)
    {
        slotsOf[report.Silo] = report.Slots;
        if (report.Rows.Length > 0 && state.Leases.Silos.FirstOrDefault(one => one.Silo == report.Silo) is { Held: > 0 } holder)
        {
            Instruments.LeaseAged((now - holder.Leased).TotalSeconds);
        }

        var wanted = Math.Min(report.Wanted, options.Value.MaxLeased);
        if (state.Status != SweepStatus.Running || wanted <= 0 || state.FailureAttribution.IsQuarantined(report.Silo))
        {
            return null;
        }

        state.Retries.SetAside();
        var healthy = state.Leases.Silos.Count(one => !state.FailureAttribution.IsQuarantined(one.Silo));
        var again = state.Retries.Lease(report.Silo, others: healthy > 1, strangers: HasStrangers(state), wanted, now);
        var room = wanted - again.Sum(range => range.Count);

        // Towards the end nobody takes more than a part of what is left, so that all silos end together.
        using var activity = Traces.Start("lease", Id);
        activity?.SetTag("silo", report.Silo).SetTag("wanted", report.Wanted);
        var fair = healthy > 1 ? Math.Max(1, state.Leases.FreeCount / (2 * healthy)) : long.MaxValue;
        var ranges = room > 0 && state.Leases.FreeCount > 0 ? state.Lease(report.Silo, Math.Min(room, fair), now) : [];
        return again.Length + ranges.Length == 0
            ? null
            : new Lease(++lastLease, [.. again, .. ranges], [.. again.SelectMany(range => range.Trials())]);
    }

    private void Expire(SweepState state)
    {
        foreach (var (silo, trials) in state.Leases.Expire(time.GetUtcNow(), IsDead))
        {
            Instruments.LeaseExpired(trials);
            Expired(logger, Id, silo, trials);
        }
    }

    private bool HasStrangers(SweepState state) =>
        state.Retries.Count > 0 && ActiveSilos() > state.Leases.Silos.Count();

    private int ActiveSilos() => membership.CurrentSnapshot.Members.Values.Count(member => member.Status == SiloStatus.Active);

    // GetSiloStatus also calls silos dead that this silo does not know yet, so it is not used here.
    private bool IsDead(string silo) =>
        membership.CurrentSnapshot.Members.TryGetValue(SiloAddress.FromParsableString(silo), out var member) && member.Status == SiloStatus.Dead;

    // Returns whether this call changed the status: two reports that arrive together may both see the end of the sweep.
    private async Task<bool> SetStatusAsync(SweepState state, SweepStatus status)
    {
        await GuardAsync(store.SetStatusAsync(Id, state.Epoch, status));
        if (state.Status == status)
        {
            return false;
        }

        state.Status = status;
        Became(logger, Id, status);
        return true;
    }

    private void ThrowIfSuperseded()
    {
        if (isSuperseded)
        {
            throw Moved();
        }
    }

    private StoreException Forget(StaleCoordinatorException e)
    {
        Superseded(logger, Id, e.Message);
        isSuperseded = true;
        DeactivateOnIdle();
        return Moved();
    }

    private StoreException Moved() => new($"{Id} has moved to another silo; ask again.");

    private async Task<T> GuardAsync<T>(Task<T> write)
    {
        await GuardAsync((Task)write);
        return await write;
    }

    private async Task GuardAsync(Task write)
    {
        var start = time.GetTimestamp();
        try
        {
            await write;
            failingSince = null;
            provenAt = time.GetTimestamp();
        }
        catch (StoreException e)
        {
            failingSince ??= start;
            GiveUpIfOthersCould(time.GetElapsedTime(failingSince.Value), e.Message);
            throw;
        }
        catch (StaleCoordinatorException e)
        {
            throw Forget(e);
        }
    }

    // Whoever is asked next starts a coordinator, and one on a silo that does not reach the store either ends at once.
    private void GiveUpIfOthersCould(TimeSpan silence, string reason)
    {
        if (silence >= options.Value.MaxStoreSilence && ActiveSilos() > 1)
        {
            GaveUp(logger, Id, silence.TotalSeconds, reason);
            DeactivateOnIdle();
        }
    }
}
