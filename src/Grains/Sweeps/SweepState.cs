using Symmetry.Engine.Sweeps;
using Symmetry.Engine.Trials;

namespace Symmetry.Grains.Sweeps;

/// <summary>What a coordinator knows of its sweep: read from the store once, then kept up with every commit.</summary>
internal sealed class SweepState(Sweep sweep, SweepHead head, long epoch, LeaseBook leases)
{
    private readonly CellTally?[] tallies = new CellTally?[sweep.Cells.Length];

    public Sweep Sweep { get; } = sweep;

    public SweepHead Head { get; } = head;

    public long Epoch { get; } = epoch;

    public LeaseBook Leases { get; } = leases;

    public Retries Retries { get; } = new(leases);

    public Blame Blame { get; } = new();

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

        var result = row.Read();
        (tallies[Sweep.CellOf(row.Trial).Number] ??= new CellTally()).Add(result);
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

    public SweepProgress Progress() => new(
        Sweep.Id, Sweep.Spec.Name, Status, Sweep.Trials, Leases.DoneCount, Completed, Diverged, Failed, Leases.HeldCount, Verified, Mismatched);
}
