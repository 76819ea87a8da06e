namespace Symmetry.Grains.Storage;

/// <summary>What can happen to a row in a commit.</summary>
public enum CommitKind
{
    /// <summary>It is the first result of its trial, and was added.</summary>
    Added,

    /// <summary>The trial already had a result, which stays. The caller compares the two.</summary>
    AlreadyStored,

    /// <summary>The stored row was damaged, and was replaced.</summary>
    Repaired,
}
