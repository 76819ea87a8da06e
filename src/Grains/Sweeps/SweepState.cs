using Symmetry.Analysis.Runs;
using Symmetry.Engine.Experiments;
using Symmetry.Engine.Sweeps;

namespace Symmetry.Grains.Sweeps;

/// <summary>What a coordinator knows of its sweep: read from the store once, then kept up with every commit.</summary>
internal sealed class SweepState(Sweep sweep, SweepHead head, long epoch, LeaseBook leases)
{
    private readonly CellTally?[] tallies = new CellTally?[sweep.Cells.Length];
    private readonly PrefixStopping? stopping = sweep.Spec.Replicates.HasGoal ? new PrefixStopping(sweep) : null;

    public Sweep Sweep { get; } = sweep;

    public SweepHead Head { get; } = head;

    public long Epoch { get; } = epoch;

    public LeaseBook Leases { get; } = leases;

    public Retries Retries { get; } = new(leases);

    public FailureAttribution FailureAttribution { get; } = new();

    public SweepStatus Status { get; set; } = head.Status;

    public long Completed { get; private set; }

    public long Diverged { get; private set; }

    public long Failed { get; private set; }

    public long Verified { get; set; }

    public long Mismatched { get; set; }

    public bool IsDone => Leases.DoneCount == Sweep.Trials;

    /// <summary>Counts a result that is in the store, once.</summary>
    public void Count(TrialRow row)
    {
        if (!Leases.Complete(row.Trial))
        {
            return;
        }

        var cell = Sweep.CellOf(row.Trial).Number;
        if (stopping is null)
        {
            Include(cell, row.Read());
            return;
        }

        foreach (var counted in stopping.Add(cell, Sweep.ReplicateOf(row.Trial), row.Read()))
        {
            Include(cell, counted);
        }

        if (stopping.IsStopped(cell))
        {
            // What lies beyond the stop is nobody's work any more; whoever holds it is told so.
            for (var replicate = stopping.PrefixOf(cell); replicate < Sweep.Replicates; replicate++)
            {
                Leases.Complete(Sweep.TrialOf(cell, replicate));
            }
        }
    }

    /// <summary>Replicates of a cell from this number on do not count: its stop, or the first that is missing where cells have a goal.</summary>
    public long LimitOf(int cell) => stopping?.PrefixOf(cell) ?? Sweep.Replicates;

    /// <summary>Whether the trial lies beyond the stop of its cell.</summary>
    public bool IsBeyondStop(long trial) => stopping is not null && stopping.IsStopped(Sweep.CellOf(trial).Number)
        && Sweep.ReplicateOf(trial) >= stopping.PrefixOf(Sweep.CellOf(trial).Number);

    /// <summary>Gives a silo trials: the lowest free ones, and with a goal only as many of a cell as it will probably need.</summary>
    /// <remarks>Cells that have stopped get nothing, so that the work goes to those that vary most. What is leased decides no result.</remarks>
    /// <param name="silo">Who gets them.</param>
    /// <param name="count">At most so many.</param>
    /// <param name="now">The time.</param>
    public TrialRange[] Lease(string silo, long count, DateTimeOffset now)
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
        (tallies[cell] ??= new CellTally()).Add(result);
        switch (result.Outcome)
        {
            case TrialOutcome.Completed:
                Completed++;
                break;
            case TrialOutcome.Diverged:
                Diverged++;
                break;
            case TrialOutcome.Failed:
                Failed++;
                break;
        }
    }

    public byte[] EncodeTally(int cell) => (tallies[cell] ?? new CellTally()).Encode();

    public SweepProgress Progress()
    {
        var (trials, committed) = (Sweep.Trials, Leases.DoneCount);
        if (stopping is not null)
        {
            // With a goal the whole is a forecast until every cell has stopped; it always leaves something to do before.
            (trials, committed) = (0, 0);
            for (var cell = 0; cell < Sweep.Cells.Length; cell++)
            {
                var ended = stopping.PrefixOf(cell) + stopping.WaitingOf(cell);
                committed += ended;
                trials += stopping.IsStopped(cell) ? ended : Math.Max(stopping.ExpectedOf(cell), ended + 1);
            }
        }

        return new SweepProgress(
            Sweep.Id, Sweep.Spec.Name, Status, trials, committed, Completed, Diverged, Failed, Leases.HeldCount, Verified, Mismatched);
    }
}
