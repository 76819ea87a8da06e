namespace Symmetry.Analysis.Runs;

/// <summary>What a new result brings about.</summary>
/// <param name="Counted">The results that count from now on, each cell's in replicate order: none while an earlier one is missing.</param>
/// <param name="Stopped">The cells that have stopped with it.</param>
public readonly record struct StoppingStep(IReadOnlyList<CountedResult> Counted, IReadOnlyList<int> Stopped)
{
    /// <summary>Nothing changes yet.</summary>
    public static StoppingStep None { get; } = new([], []);
}
