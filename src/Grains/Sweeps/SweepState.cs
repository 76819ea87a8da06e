using Symmetry.Analysis.Runs;
using Symmetry.Grains.Storage;

namespace Symmetry.Grains.Sweeps;

/// <summary>What a coordinator knows about its sweep: read from the store once, then updated with every commit.</summary>
internal sealed class SweepState(Sweep sweep, SweepHead head, long epoch, LeaseBook leases)
{
    private const int MaxTallies = 10_000;
    private const int MaxRanges = 10_000;

    private readonly CellTally?[] tallies = new CellTally?[sweep.Cells.Length];
    private readonly Metric? lead = CellTally.LeadOf(sweep);
    private readonly ReplicateStopping? stopping = ReplicateStopping.Find(sweep);

    public Sweep Sweep { get; } = sweep;

    public SweepHead Head { get; } = head;

    public LeaseBook Leases { get; } = leases;

    public Retries Retries { get; } = new(leases);

    public FailureAttribution FailureAttribution { get; } = new();

    public SweepStatus Status { get; set; } = head.Status;

    public long Completed { get; private set; }

    public long Diverged { get; private set; }

    public long Failed { get; private set; }

    public long Verified { get; set; } = head.Verified;

    public long Mismatched { get; set; } = head.Mismatched;

    /// <summary>Rows that disappeared from the store.</summary>
    public long Lost { get; set; } = head.Lost;

    /// <summary>Rows that the store is known to have, including damaged ones.</summary>
    public long Stored { get; set; }

    /// <summary>The counts that the store has.</summary>
    public SweepCounts? StoredCounts { get; set; } =
        head.Failed is { } failed ? new SweepCounts(failed, head.Verified, head.Mismatched, head.Lost) : null;

    /// <summary>The counts that the store should have.</summary>
    public SweepCounts Counts => new(Failed + Diverged, Verified, Mismatched, Lost);

    /// <summary>What must hold in the store.</summary>
    public Fence Fence => new(epoch, Stored);

    /// <summary>The number of results that count once the sweep is done.</summary>
    public long Final => Sweep.Cells.Sum(cell => LimitOf(cell.Number));

    /// <summary>Whether stored results are best counted in the order of their trials, because one can stop other cells than its own.</summary>
    public bool IsCountedByRound => stopping is { IsByRound: true };

    public bool IsDone => Leases.DoneCount == Sweep.Trials;

    /// <summary>The status that fits the results: a crash between the last commit and the change of status, or damage after both, leaves a wrong one.</summary>
    public SweepStatus CorrectStatus => (IsDone, Status) switch
    {
        (true, _) => SweepStatus.Completed,
        (false, SweepStatus.Completed) => SweepStatus.Running,
        _ => Status,
    };

    /// <summary>Counts a stored result, unless it was counted before.</summary>
    public void Count(EndedTrial trial)
    {
        var number = trial.Row.Trial;
        if (!Leases.Complete(number))
        {
            return;
        }

        var cell = Sweep.CellOf(number).Number;
        if (stopping is null)
        {
            Include(cell, trial.Result);
            return;
        }

        var step = stopping.Add(cell, Sweep.ReplicateOf(number), trial.Result);
        foreach (var counted in step.Counted)
        {
            Include(counted.Cell, counted.Result);
        }

        foreach (var stopped in step.Stopped)
        {
            // Trials beyond the stop count as done; silos that hold them are told to drop them.
            for (var replicate = stopping.PrefixOf(stopped); replicate < Sweep.Replicates; replicate++)
            {
                Leases.Complete(Sweep.TrialOf(stopped, replicate));
            }
        }
    }

    /// <summary>The number of replicates of a cell that count. With a goal: up to its stop, or up to the first missing one.</summary>
    public long LimitOf(int cell) => stopping?.PrefixOf(cell) ?? Sweep.Replicates;

    /// <summary>Whether a trial is beyond the stop of its cell.</summary>
    public bool IsBeyondStop(long trial) => stopping is not null && stopping.IsStopped(Sweep.CellOf(trial).Number)
        && Sweep.ReplicateOf(trial) >= stopping.PrefixOf(Sweep.CellOf(trial).Number);

    /// <summary>Leases a silo the lowest free trials. With a goal, a cell's trials are leased only up to its forecast.</summary>
    /// <remarks>Cells that have stopped get no trials, so that the work goes to those that vary most. Leases have no influence on results.</remarks>
    public TrialRange[] Lease(string silo, long count, TimeSpan now)
    {
        if (stopping is null)
        {
            return Leases.Lease(silo, count, now);
        }

        var limits = Sweep.Cells.Select(cell => stopping.LimitOf(cell.Number)).ToArray();
        return Leases.Lease(
            silo, count, now, limits.Max() * Sweep.Cells.Length,
            trial => Sweep.ReplicateOf(trial) < limits[Sweep.CellOf(trial).Number]);
    }

    private void Include(int cell, TrialResult result)
    {
        (tallies[cell] ??= new CellTally(lead)).Add(result);
        switch (result.Outcome)
        {
            case TrialOutcome.Completed:
                Completed++;
                break;
            case TrialOutcome.Diverged:
                Diverged++;
                break;
            case TrialOutcome.Failed or TrialOutcome.Violated:
                Failed++;
                break;
        }
    }

    /// <summary>Trials without a durable result, lowest first.</summary>
    public TrialRange[] Missing(long from) => Leases.Missing(from, MaxRanges);

    /// <summary>The tallies of consecutive cells, and which of them left a race.</summary>
    public CellTallyPage Tallies(int from, int count)
    {
        var first = Math.Clamp(from, 0, Sweep.Cells.Length);
        var cells = Enumerable.Range(first, Math.Clamp(count, 0, Math.Min(MaxTallies, Sweep.Cells.Length - first))).ToList();
        return new CellTallyPage(first, [.. cells.Select(cell => (tallies[cell] ?? new CellTally(lead)).Encode())])
        {
            Exits = stopping is null ? [] : [.. cells.Select(stopping.ExitOf).OfType<RaceExit>()
                .Select(exit => new CellExit(exit.Cell, exit.After, exit.By, exit.Evidence))],
        };
    }

    public SweepProgress Progress()
    {
        var (trials, committed) = (Sweep.Trials, Leases.DoneCount);
        if (stopping is not null)
        {
            // With a goal the total is a forecast until every cell has stopped; until then it is more than what has ended.
            (trials, committed) = (0, 0);
            for (var cell = 0; cell < Sweep.Cells.Length; cell++)
            {
                var ended = stopping.PrefixOf(cell) + stopping.WaitingOf(cell);
                committed += ended;
                trials += stopping.IsStopped(cell) ? ended : Math.Max(stopping.ExpectedOf(cell), ended + 1);
            }
        }

        return new SweepProgress(Sweep.Id, Sweep.Spec.Name, Status, trials, committed, Completed, Diverged, Failed, Leases.HeldCount, Verified, Mismatched)
        {
            Standing = stopping?.Standing,
            Lost = Lost,
        };
    }
}
