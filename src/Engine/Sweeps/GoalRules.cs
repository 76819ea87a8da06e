using Symmetry.Engine.Experiments;

namespace Symmetry.Engine.Sweeps;

/// <summary>What makes the goal of a sweep reachable.</summary>
internal static class GoalRules
{
    private const string Validation = "validation";

    /// <summary>Checks what can be judged before the cells are laid out.</summary>
    public static void Check(ReplicateDesign design)
    {
        switch (design.Goal)
        {
            case null:
                return;
            case WidthGoal { HalfWidth: not (>= WidthGoal.Min and <= WidthGoal.Max) } width:
                throw Refuse("until", $"until: expected a half-width from 0.00001 to 0.5, got {Text(width.HalfWidth)}.");
            case BestGoal { Level: not (>= BestGoal.MinLevel and <= BestGoal.MaxLevel) } best:
                throw Refuse("best", $"best: expected a level from 0.5 to 0.999, got {Text(best.Level)}.");
            case DecisionGoal { Margin: not (>= 0 and < double.PositiveInfinity) } decision:
                throw Refuse("decide.margin", $"margin: expected a number above 0, got {Text(decision.Margin)}.");
        }

        if (design.Plain is < ReplicateDesign.MinBudget or > ReplicateDesign.MaxReplicates)
        {
            throw Refuse("atMost", string.Create(
                CultureInfo.InvariantCulture,
                $"atMost: expected a whole number from {ReplicateDesign.MinBudget} to {ReplicateDesign.MaxReplicates}, got {design.Plain}."));
        }
    }

    /// <summary>Fills in the default metric of the goal, so that both spellings are the same sweep, and checks the goal against the cells.</summary>
    public static SweepSpec Resolve(SweepSpec spec, ImmutableArray<Cell> cells)
    {
        if (spec.Replicates.Goal is MetricGoal goal)
        {
            var shared = Shared(spec, cells);
            var wished = goal.On.Length > 0 ? goal.On
                : shared.Exists(metric => metric.Name == Validation) ? Validation : DefaultMetric.Find(shared)?.Name ?? "";
            var name = (shared.Find(metric => metric.Name == wished) ?? shared.Find(metric => metric.Key == wished))?.Name ?? wished;
            spec = spec with { Replicates = spec.Replicates with { Goal = goal with { On = name } } };
        }

        Check(spec, cells);
        return spec;
    }

    private static void Check(SweepSpec spec, ImmutableArray<Cell> cells)
    {
        switch (spec.Replicates.Goal)
        {
            case WidthGoal:
                CheckWidth(spec, Shared(spec, cells));
                break;
            case BestGoal goal:
                if (cells.Length is < 2 or > BestGoal.MaxCells)
                {
                    throw Refuse("best", $"best: expected 2 to {Text(BestGoal.MaxCells)} cells, got {Text(cells.Length)}.");
                }

                CheckMetric(spec, cells, goal, "on");
                break;
            case DecisionGoal goal:
                var (first, second) = (FindCell(spec, cells, goal.Between, "between"), FindCell(spec, cells, goal.And, "and"));
                if (first == second)
                {
                    throw Refuse("decide.and", $"decide: 'between' and 'and' both match cell {Text(first)}. Name two cells.");
                }

                CheckMetric(spec, cells, goal, "decide.on");
                break;
        }
    }

    private static void CheckWidth(SweepSpec spec, List<Metric> shared)
    {
        if (WidthGoal.MetricsOf(shared).Count == 0)
        {
            throw Refuse("until", DefaultMetric.Find(shared) is { } metric
                ? $"until: expected a proportion, and {metric}, the default metric of {spec.Experiment.Name}, is a real number. "
                    + "Use the goal best or decide, or a number of replicates."
                : $"until: no metric that every cell of {spec.Experiment.Name} measures says which values are better. Use a number of replicates.");
        }
    }

    private static void CheckMetric(SweepSpec spec, ImmutableArray<Cell> cells, MetricGoal goal, string part)
    {
        var rated = Shared(spec, cells).FindAll(metric => metric.Better is not MetricDirection.None);
        if (!rated.Exists(metric => metric.Name == goal.On))
        {
            throw Refuse(part, rated.Count == 0
                ? $"{goal.Key}: no metric that every cell measures says which values are better."
                : $"on: expected a metric that every cell measures and that has a better direction ({string.Join(", ", rated)}), got '{goal.On}'.");
        }
    }

    private static int FindCell(SweepSpec spec, ImmutableArray<Cell> cells, ImmutableArray<Axis> settings, string key)
    {
        if (settings.FirstOrDefault(condition => !spec.Experiment.Settings.Contains(condition.Setting)) is { } unknown)
        {
            throw Refuse($"decide.{key}", $"decide.{key}: unknown setting '{unknown.Setting}'. Valid settings: {string.Join(", ", spec.Experiment.Settings)}.");
        }

        int[] matching = [.. DecisionGoal.Matching(cells, settings)];
        return matching.Length == 1
            ? matching[0]
            : throw Refuse($"decide.{key}",
                $"decide.{key} matches {Text(matching.Length)} of {Text(cells.Length)} cells. Name settings that exactly one cell has.");
    }

    /// <summary>The metrics that every cell has.</summary>
    public static List<Metric> Shared(SweepSpec spec, ImmutableArray<Cell> cells) =>
        [.. cells.Select(cell => spec.Experiment.MetricsOf(cell.Settings)).Aggregate((all, more) => [.. all.Intersect(more)])];

    private static SpecException Refuse(string part, string sentence) => new(sentence, $"replicates.{part}");

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
