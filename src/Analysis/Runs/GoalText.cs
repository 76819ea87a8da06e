namespace Symmetry.Analysis.Runs;

/// <summary>Goals and what became of them, in words.</summary>
public static class GoalText
{
    /// <summary>The replicates of a sweep: their number, or their goal and budget.</summary>
    public static string Replicates(Sweep sweep)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        var budget = Numbers.Count(sweep.Replicates, "replicate");
        return sweep.Spec.Replicates.Goal switch
        {
            WidthGoal goal => $"until +-{Numbers.Exact(goal.HalfWidth)}"
                + $"{(WidthGoal.MetricsOf(sweep.SharedMetrics) is [var metric] ? $" in {metric}" : "")}, at most {budget}",
            BestGoal goal => $"a race for the best {goal.On} at level {Numbers.Exact(goal.Level)}, at most {budget}",
            DecisionGoal goal => $"until {goal.On} decides between cells {Pair(sweep, goal)}, at most {budget}",
            _ => budget,
        };
    }

    /// <summary>How far a race is: which cell won, or how many may still be the best.</summary>
    public static string Describe(Sweep sweep, Race race)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        ArgumentNullException.ThrowIfNull(race);
        var goal = (BestGoal)sweep.Spec.Replicates.Goal!;
        var racing = race.Racing;
        var all = sweep.Cells.Length;
        var level = $"level {Numbers.Exact(goal.Level)}";
        if (racing.Length == 1)
        {
            return $"Cell {Name(sweep, racing[0])} has the best {goal.On} of {Numbers.Count(all, "cell")} ({level}): "
                + $"the race ended after {Numbers.Count(race.Rounds, "replicate")}.";
        }

        var standing = $"{Numbers.Count(racing.Length)} of {Numbers.Count(all, "cell")} may have the best {goal.On} ({level}) "
            + $"after {Numbers.Count(race.Rounds, "replicate")}";
        return race.IsOver ? $"{standing}, the budget." : $"{standing}; {Numbers.Count(all - racing.Length)} left the race.";
    }

    /// <summary>A decision, or how far it is.</summary>
    public static string Describe(Sweep sweep, Decision decision)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        ArgumentNullException.ThrowIfNull(decision);
        var goal = (DecisionGoal)sweep.Spec.Replicates.Goal!;
        var (first, second) = goal.Find(sweep.Cells);
        var (a, b) = (Name(sweep, first), Name(sweep, second));
        var after = $"after {Numbers.Count(decision.Replicates, "replicate")}";
        var evidence = $"{after} (evidence {Numbers.Significant(decision.Evidence)}, level {Numbers.Exact(DecisionGoal.Level)})";
        return decision.Verdict switch
        {
            DecisionVerdict.FirstBetter => $"Cell {a} has better {goal.On} than cell {b}: decided {evidence}.",
            DecisionVerdict.SecondBetter => $"Cell {b} has better {goal.On} than cell {a}: decided {evidence}.",
            DecisionVerdict.Equivalent => $"Cells {a} and {b} differ in {goal.On} by less than {Numbers.Exact(goal.Margin)}: decided {evidence}.",
            _ when decision.IsOver => $"Undecided between cells {a} and {b} on {goal.On} {after}, the budget.",
            _ => $"Not decided yet between cells {a} and {b} on {goal.On} {after}.",
        };
    }

    /// <summary>How wide the widest interval is, beside the goal.</summary>
    public static string Describe(WidthGoal goal, double widest)
    {
        ArgumentNullException.ThrowIfNull(goal);
        return $"The widest interval is +-{Numbers.Significant(widest)}; the goal is +-{Numbers.Exact(goal.HalfWidth)}.";
    }

    /// <summary>When a cell left a race, and the cell that is better: <c>after 12, by cell 3</c>.</summary>
    public static string Exit(long after, int by) => string.Create(CultureInfo.InvariantCulture, $"after {after}, by cell {by}");

    /// <summary>The word for a verdict in JSON.</summary>
    public static string Word(DecisionVerdict verdict) => verdict switch
    {
        DecisionVerdict.FirstBetter => "first",
        DecisionVerdict.SecondBetter => "second",
        DecisionVerdict.Equivalent => "equivalent",
        _ => "undecided",
    };

    private static string Pair(Sweep sweep, DecisionGoal goal)
    {
        var (first, second) = goal.Find(sweep.Cells);
        return string.Create(CultureInfo.InvariantCulture, $"{first} and {second}");
    }

    private static string Name(Sweep sweep, int cell) => sweep.Cells[cell].Coordinates.IsEmpty
        ? cell.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{cell} ({CellLabel.Short(sweep.Cells[cell])})");
}
