namespace Symmetry.Grains.Trials;

/// <summary>Work that waits for a slot, runs in it, and keeps its result until it is handed over.</summary>
internal abstract class SlotJob
{
    /// <summary>Runs the work.</summary>
    public abstract void Run(TimeProvider time);

    /// <summary>Completes the caller's task.</summary>
    public abstract void HandOver();

    /// <summary>Whether this and another job can run together.</summary>
    public virtual bool CanJoin(SlotJob other) => false;

    /// <summary>Runs several jobs together.</summary>
    /// <param name="jobs">This job first, and then those that it can join.</param>
    /// <param name="time">The clock.</param>
    public virtual void RunTogether(IReadOnlyList<SlotJob> jobs, TimeProvider time)
    {
        foreach (var job in jobs)
        {
            job.Run(time);
        }
    }
}
