using Symmetry.Analysis.Runs;
using Symmetry.Client.Sweeps;
using Symmetry.Engine.Experiments;
using Symmetry.Engine.Sweeps;
using Symmetry.Grains;

namespace Symmetry.Client.Tests.Fakes;

/// <summary>A store in memory that has the results of a function, and finishes some trials at every look.</summary>
internal sealed class FakeStore : ISweepStore
{
    private readonly Dictionary<string, FakeSweep> sweeps = [];

    public Func<Sweep, long, TrialResult> Result { get; init; } = FakeResults.Plain;

    public Func<Sweep, long, TrialResult> Again { get; init; } = FakeResults.Plain;

    public int TrialsPerLook { get; init; } = int.MaxValue;

    public Action<FakeSweep> OnLook { get; init; } = _ => { };

    public int Opened { get; private set; }

    public int Closed { get; private set; }

    public StoreOptions? Options { get; private set; }

    public Task<ISweepStore> OpenAsync(StoreOptions options, CancellationToken stop)
    {
        Opened++;
        Options = options;
        return Task.FromResult<ISweepStore>(this);
    }

    public Task<ISweepSource> SubmitAsync(Sweep sweep, CancellationToken stop) => Task.FromResult<ISweepSource>(Put(sweep, 0).Run());

    public FakeSweep Put(Sweep sweep, long committed)
    {
        if (!sweeps.TryGetValue(sweep.Id, out var fake))
        {
            sweeps[sweep.Id] = fake = new FakeSweep(this, sweep) { Committed = committed };
        }

        return fake;
    }

    public Task<IReadOnlyList<SweepHead>> ListAsync(CancellationToken stop) => Task.FromResult<IReadOnlyList<SweepHead>>(
        [.. sweeps.Values.Select(one => new SweepHead(
            one.Sweep.Id, one.Sweep.Spec.Name, one.Status, one.Sweep.Trials, DateTimeOffset.UnixEpoch))]);

    public Task<ISweepSource> OpenAsync(string id, CancellationToken stop) => Task.FromResult<ISweepSource>(sweeps[id]);

    public ValueTask DisposeAsync()
    {
        Closed++;
        return ValueTask.CompletedTask;
    }
}

/// <summary>A sweep of a <see cref="FakeStore"/>: trials 0 … <see cref="Committed"/> − 1 are done.</summary>
internal sealed class FakeSweep(FakeStore store, Sweep sweep) : ISweepSource
{
    public Sweep Sweep => sweep;

    public long Committed { get; set; }

    public int Looks { get; private set; }

    public bool IsWorkedAt { get; private set; }

    public FakeSweep Run()
    {
        IsWorkedAt = true;
        return this;
    }

    public bool IsCancelled { get; private set; }

    public SweepStatus Status => (Committed == sweep.Trials, IsCancelled) switch
    {
        (true, _) => SweepStatus.Completed,
        (_, true) => SweepStatus.Cancelled,
        _ => SweepStatus.Running,
    };

    public Task<SweepProgress> GetProgressAsync(CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();

        // The first look is the one that asks what was already done.
        if (Looks++ > 0 && IsWorkedAt)
        {
            Committed = Math.Min(sweep.Trials, Committed + store.TrialsPerLook);
        }

        store.OnLook(this);
        var tally = Tallies();
        return Task.FromResult(new SweepProgress(
            sweep.Id, sweep.Spec.Name, Status, sweep.Trials, Committed,
            tally.Sum(cell => cell.Completed), tally.Sum(cell => cell.Diverged), tally.Sum(cell => cell.Failed), 0, 0, 0));
    }

    public Task<IReadOnlyList<CellTally>> GetTalliesAsync(int from, int count, CancellationToken stop) =>
        Task.FromResult<IReadOnlyList<CellTally>>([.. Tallies().Skip(from).Take(count)]);

    public Task<IReadOnlyList<TrialRow>> GetRowsAsync(int cell, long from, int count, CancellationToken stop)
    {
        var rows = new List<TrialRow>();
        for (var replicate = from; replicate < sweep.Replicates && rows.Count < count; replicate++)
        {
            var trial = sweep.TrialOf(cell, replicate);
            if (trial < Committed)
            {
                rows.Add(new TrialRow(trial, store.Result(sweep, trial).Encode(), 1, "S127.0.0.1:11111:1", 0.25));
            }
        }

        return Task.FromResult<IReadOnlyList<TrialRow>>(rows);
    }

    public Task<string> GetFingerprintAsync(CancellationToken stop)
    {
        using var fingerprint = new Fingerprint(sweep);
        for (var trial = 0L; trial < Committed; trial++)
        {
            fingerprint.Add(sweep.CellOf(trial).Number, sweep.ReplicateOf(trial), store.Result(sweep, trial));
        }

        return Task.FromResult(fingerprint.Finish());
    }

    public Task<IReadOnlyList<TrialRange>> GetMissingAsync(long from, CancellationToken stop) => Task.FromResult<IReadOnlyList<TrialRange>>(
        Math.Max(from, Committed) < sweep.Trials ? [new TrialRange(Math.Max(from, Committed), sweep.Trials)] : []);

    public Task<IReadOnlyList<SiloShare>> GetSilosAsync(CancellationToken stop) => Task.FromResult<IReadOnlyList<SiloShare>>(
        [new SiloShare("127.0.0.1:11111@1", 5, 0.1, false), new SiloShare("127.0.0.1:11112@1", 0, 2, true)]);

    public Task CancelAsync(CancellationToken stop)
    {
        IsCancelled = true;
        return Task.CompletedTask;
    }

    public Task ResumeAsync(CancellationToken stop)
    {
        IsCancelled = false;
        return Task.CompletedTask;
    }

    public Task<TrialRow> RunAgainAsync(long trial, string firstRunBy, CancellationToken stop) =>
        Task.FromResult(new TrialRow(trial, store.Again(sweep, trial).Encode(), 1, "127.0.0.1:11112@1", 0.25));

    private CellTally[] Tallies()
    {
        var tallies = sweep.Cells.Select(_ => new CellTally()).ToArray();
        for (var trial = 0L; trial < Committed; trial++)
        {
            tallies[sweep.CellOf(trial).Number].Add(store.Result(sweep, trial));
        }

        return tallies;
    }
}

/// <summary>Made-up results, the same for the same trial.</summary>
internal static class FakeResults
{
    public static TrialResult Plain(Sweep sweep, long trial)
    {
        var settings = sweep.CellOf(trial).Settings;
        var spread = (int)(((sweep.ReplicateOf(trial) * 37) + (sweep.CellOf(trial).Number * 11)) % 60);
        var correct = settings.IsOdd && settings.Training is Engine.Settings.TrainingSet.Both ? 180 + (spread / 4) : 1450 + spread;
        return new TrialResult
        {
            Outcome = TrialOutcome.Completed,
            CorrectOriginal = correct,
            TotalOriginal = 1800,
            CorrectInverted = settings.IsInvariant ? correct : settings.Training is Engine.Settings.TrainingSet.Both ? correct - 3 : spread / 20,
            TotalInverted = 1800,
            TrainLoss = 2.302586 + (spread / 1000.0),
        };
    }

    /// <summary>Plain results, but trial 1 diverged and trial 2 violates a fact.</summary>
    public static TrialResult Troubled(Sweep sweep, long trial) => trial switch
    {
        1 => new TrialResult { Outcome = TrialOutcome.Diverged, Reason = "A weight or the loss became infinite or not a number." },
        2 => TrialResult.Failure("Training threw: no such thing."),
        _ => Plain(sweep, trial),
    };

    /// <summary>Plain results, but trial 0 violates R + Rbar ≤ 1.</summary>
    public static TrialResult Impossible(Sweep sweep, long trial) => trial == 0
        ? TrialResult.Failure($"{ExactFacts.ViolationPrefix} \"{ExactFact.OddBound.Statement()}\" is violated: 1000 + 900 of 1800.")
        : Plain(sweep, trial);
}
