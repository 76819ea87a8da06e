using Symmetry.Analysis.Questions.Best;

namespace Symmetry.Analysis.Questions.Claims;

/// <summary>"One of these cells is the best": the selected cells contain every cell that may be best.</summary>
/// <remarks>
/// Holds where every cell that may be best is selected, fails where none of the selected cells may be best, undecided otherwise. The set of
/// cells that may be best contains the best one at the level, however many cells there are (<see cref="BestCells"/>). A cell with too few
/// runs to be compared may be best.
/// </remarks>
/// <param name="Says">The sentence.</param>
/// <param name="Cells">The cells that are claimed to contain the best one.</param>
/// <param name="Metric">The metric; it has a direction.</param>
public sealed record BestClaim(string Says, ImmutableArray<int> Cells, Metric Metric) : Claim(Says)
{
    // A list of more names is no longer read.
    private const int MaxNames = 6;

    /// <inheritdoc/>
    public override ImmutableArray<int> Cells { get; } = Cells;

    /// <inheritdoc/>
    public override ClaimVerdict Judge(SweepRuns runs, double level = Estimate.DefaultLevel)
    {
        if (BestCells.Refusal(runs, Metric) is { } refusal)
        {
            return ClaimVerdict.TooFewRuns(refusal);
        }

        var found = BestCells.Find(runs, Metric, level);
        int[] candidates = [.. found.Cells.Where(cell => cell.Standing.MayBeBest).Select(cell => cell.Cell.Number)];
        int[] possible = [.. candidates, .. found.LeftOut.Select(cell => cell.Number)];
        int[] missed = [.. possible.Except(Cells)];
        var answer = missed.Length == 0 ? ClaimAnswer.Holds : missed.Length == possible.Length ? ClaimAnswer.Fails : ClaimAnswer.Undecided;
        var count = $"{Numbers.Count(candidates.Length)} of {Numbers.Count(found.Cells.Count, "cell")}";
        List<string> evidence = [$"{count} may be best in {Metric}: {Names(candidates)} ({found.MethodText})"];
        if (found.LeftOut.Count > 0)
        {
            evidence.Add($"not compared, for lack of runs: {Names([.. found.LeftOut.Select(cell => cell.Number)])}");
        }

        if (answer is ClaimAnswer.Undecided)
        {
            evidence.Add($"not selected: {Names(missed)}");
        }

        if (found.NoExclusionReason is { } reason)
        {
            evidence.Add(reason);
        }

        return ClaimVerdict.Combine([new ClaimVerdict(answer, string.Join("; ", evidence))], $"{Percent(level)} {Scope(runs)}");

        string Names(int[] cells) => string.Join(", ", cells.Take(MaxNames).Select(cell => Name(runs, cell)))
            + (cells.Length > MaxNames ? $" and {Numbers.Count(cells.Length - MaxNames)} more" : "");
    }
}
