namespace Symmetry.Grains.Storage;

/// <summary>What happened to a row in a commit.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Kept">The row that the store has now.</param>
public readonly record struct Commit(CommitKind Kind, TrialRow Kept);
