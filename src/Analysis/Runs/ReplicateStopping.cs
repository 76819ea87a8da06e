namespace Symmetry.Analysis.Runs;

/// <summary>Decides for each cell of a sweep with a goal after how many replicates it stops, from the results in replicate order.</summary>
/// <remarks>
/// Results may come in any order. A stop is a function of the results alone, so that it is the same on any cluster and after any fault, and what
/// was trained beyond it is as if it had not been. Not thread-safe.
/// </remarks>
public abstract class ReplicateStopping
{
    private const long MinAhead = 8;

    private readonly long max;

    private protected ReplicateStopping(Sweep sweep) => max = sweep.Replicates;

    /// <summary>Whether a result can stop other cells than its own, so that results are best added in the order of their trials.</summary>
    public virtual bool IsByRound => false;

    /// <summary>How far the goal is, as a sentence; null where there is nothing to say beyond the counts.</summary>
    public virtual string? Standing => null;

    /// <summary>The rule of a sweep; null if its cells have a fixed number of replicates.</summary>
    public static ReplicateStopping? Find(Sweep sweep)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        return sweep.Spec.Replicates.Goal switch
        {
            WidthGoal goal => new PrefixStopping(sweep, goal),
            BestGoal goal => new RaceStopping(sweep, goal),
            DecisionGoal goal => new DecisionStopping(sweep, goal),
            _ => null,
        };
    }

    /// <summary>Adds a replicate's result, once each.</summary>
    public abstract StoppingStep Add(int cell, long replicate, TrialResult result);

    /// <summary>Whether the cell has stopped.</summary>
    public abstract bool IsStopped(int cell);

    /// <summary>How many replicates of the cell count: those below this number. Final once it has stopped.</summary>
    public abstract long PrefixOf(int cell);

    /// <summary>Results that wait for an earlier one.</summary>
    public abstract long WaitingOf(int cell);

    /// <summary>Where the cell will stop if everything goes on as before; the stop itself once it has stopped.</summary>
    public abstract long ExpectedOf(int cell);

    /// <summary>When and why a cell left a race; null otherwise.</summary>
    public virtual RaceExit? ExitOf(int cell) => null;

    /// <summary>Replicates from this number on need not be trained yet: the forecast, and always a few more than there are.</summary>
    public long LimitOf(int cell) => IsStopped(cell)
        ? PrefixOf(cell)
        : Math.Min(max, Math.Max(ExpectedOf(cell), PrefixOf(cell) + MinAhead));
}
