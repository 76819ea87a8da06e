namespace Symmetry.Engine.Sweeps;

/// <summary>What the replicates of a sweep are for: cells stop once it is reached, at the latest at their budget.</summary>
public abstract record ReplicateGoal
{
    /// <summary>The key that names the goal in specifications: <c>until</c>, <c>best</c> or <c>decide</c>.</summary>
    public abstract string Key { get; }

    /// <summary>The version of the stopping rule, part of the id of a sweep: a rule that stops at other replicates has another version.</summary>
    public abstract int Rule { get; }
}
