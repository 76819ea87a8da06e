using Symmetry.Analysis.Questions.Best;

namespace Symmetry.Analysis.Questions.Claims;

/// <summary>"One of these cells is the best": the selected cells contain every cell that may be best.</summary>
/// <remarks>
/// Holds where every cell that may be best is selected, fails where none of the selected cells may be best, undecided otherwise. The set of
/// cells that may be best contains the best one at the level, however many cells there are (<see cref="BestCells"/>). A cell with too few
/// runs to be compared may be best. Where the sweep was a race for the best cell in the same metric, the set is that of the race, at its level:
/// a comparison of equally many replicates would know little about the cells that left early.
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

        if (runs.Sweep.Spec.Replicates.Goal is BestGoal goal && goal.On == Metric.Name)
        {
            return JudgeRace(runs, Race.Replay(runs), goal.Level);
        }

        var found = BestCells.Find(runs, Metric, level);
        int[] candidates = [.. found.Cells.Where(cell => cell.Standing.MayBeBest).Select(cell => cell.Cell.Number)];
        int[] possible = [.. candidates, .. found.LeftOut.Select(cell => cell.Number)];
        List<string> evidence = [SetOf(runs, candidates, found.Cells.Count, found.MethodText)];
        if (found.LeftOut.Count > 0)
        {
            evidence.Add($"not compared, for lack of runs: {Names(runs, [.. found.LeftOut.Select(cell => cell.Number)])}");
        }

        return Answer(runs, possible, evidence, found.NoExclusionReason, level);
    }

    private ClaimVerdict JudgeRace(SweepRuns runs, Race race, double level)
    {
        int[] racing = [.. race.Racing];
        var method = $"the race: sequential sign-flip tests of all pairs, {Numbers.Count(race.Rounds, "round")}";
        return Answer(runs, racing, [SetOf(runs, racing, runs.Sweep.Cells.Length, method)], null, level);
    }

    private ClaimVerdict Answer(SweepRuns runs, int[] possible, List<string> evidence, string? reason, double level)
    {
        int[] missed = [.. possible.Except(Cells)];
        var answer = missed.Length == 0 ? ClaimAnswer.Holds : missed.Length == possible.Length ? ClaimAnswer.Fails : ClaimAnswer.Undecided;
        if (answer is ClaimAnswer.Undecided)
        {
            evidence.Add($"not selected: {Names(runs, missed)}");
        }

        if (reason is not null)
        {
            evidence.Add(reason);
        }

        return ClaimVerdict.Combine([new ClaimVerdict(answer, string.Join("; ", evidence))], $"{Percent(level)} {Scope(runs)}");
    }

    private string SetOf(SweepRuns runs, int[] cells, int all, string method) =>
        $"{Numbers.Count(cells.Length)} of {Numbers.Count(all, "cell")} may be best in {Metric}: {Names(runs, cells)} ({method})";

    private static string Names(SweepRuns runs, int[] cells) => string.Join(", ", cells.Take(MaxNames).Select(cell => Name(runs, cell)))
        + (cells.Length > MaxNames ? $" and {Numbers.Count(cells.Length - MaxNames)} more" : "");
}
