namespace Symmetry.Analysis.Questions.Tuning;

/// <summary>What is compared after tuning, what is tuned, and what selects.</summary>
/// <param name="Between">The axis whose values are compared; at least two values.</param>
/// <param name="Tuned">The other axes with at least two values, each tuned for every value of <paramref name="Between"/> in every replicate.</param>
/// <param name="Select">The metric that selects a cell. It has a better direction, and every cell measures it.</param>
public sealed record TuningChoice(Axis Between, ImmutableArray<Axis> Tuned, Metric Select)
{
    /// <summary>The metric that selects where nobody chose another, if every cell has it: the accuracy on images set aside for it.</summary>
    public const string DefaultSelect = "validation";

    /// <summary>What is wrong with a metric that selects optimistically (<see cref="SelectedRuns.IsOptimistic"/>), to follow its name.</summary>
    public string WhyOptimistic => SelectedRuns.WhyOptimistic(Select);

    /// <summary>Reads a choice by names. Tied settings are one axis: the name of one of them selects it.</summary>
    /// <param name="sweep">The sweep.</param>
    /// <param name="between">The axis that is compared.</param>
    /// <param name="tune">The axes that are tuned, with commas between them; null for all others.</param>
    /// <param name="select">The metric that selects; null for <see cref="DefaultSelect"/>.</param>
    /// <exception cref="SelectionException">An axis or a metric cannot be used: one sentence that says why.</exception>
    public static TuningChoice Parse(Sweep sweep, string between, string? tune, string? select)
    {
        var compared = FindAxis(sweep, between, "--between");
        var others = sweep.Spec.Axes.Where(axis => axis != compared && axis.Values.Length > 1).ToList();
        var tuned = tune is null ? others : tune.Split(',', StringSplitOptions.TrimEntries).Select(name => FindAxis(sweep, name, "--tune")).Distinct().ToList();
        if (tuned.Contains(compared))
        {
            throw new SelectionException($"--tune: {between} is compared by --between, so it cannot be tuned too.");
        }

        if (tuned.Count == 0)
        {
            throw new SelectionException($"--tune: {sweep.Id} has no axis with two values besides {between}, so there is nothing to tune.");
        }

        if (others.Except(tuned).FirstOrDefault() is { } left)
        {
            throw new SelectionException(
                $"--tune: {left.Setting.Name} varies but is neither compared nor tuned. "
                + $"Add it: --tune {string.Join(',', others.Select(axis => axis.Setting.Name))}.");
        }

        return new TuningChoice(compared, [.. tuned], FindSelect(sweep, select));
    }

    private static Axis FindAxis(Sweep sweep, string name, string option)
    {
        var names = sweep.Spec.Axes.Select(axis => axis.Setting.Name).ToList();
        var found = sweep.Spec.Axes.FirstOrDefault(axis => axis.Setting.Name == name || axis.Settings.Any(setting => setting.Name == name))
            ?? throw new SelectionException($"{option}: '{name}' is not an axis of {sweep.Id}. "
                + (names.Count > 0 ? $"Its axes: {string.Join(", ", names)}." : "It has none.") + NearestName.Hint(name, names));
        return found.Values.Length > 1
            ? found
            : throw new SelectionException($"{option}: {name} has only one value in {sweep.Id}. Choose an axis with two or more.");
    }

    private static Metric FindSelect(Sweep sweep, string? name)
    {
        var everywhere = MetricSelector.Selectable(sweep)
            .Where(metric => metric.Better is not MetricDirection.None && LackingCell(sweep, metric) is null).ToList();
        var valid = $"Valid metrics: {string.Join(", ", everywhere)}.";
        if (name is null)
        {
            return everywhere.Find(metric => metric.Name == DefaultSelect)
                ?? throw new SelectionException(
                    $"--select is needed, because not every cell of {sweep.Id} has the metric '{DefaultSelect}'. {valid} "
                    + "Selecting on a test metric is possible, but optimistic.");
        }

        var select = MetricSelector.Find(MetricSelector.Selectable(sweep), name);
        if (LackingCell(sweep, select) is { } cell)
        {
            throw new SelectionException($"--select: cell {cell.Number} ({CellLabel.Short(cell)}) does not measure '{select}'. {valid}");
        }

        return select.Better is not MetricDirection.None
            ? select
            : throw new SelectionException($"--select: neither larger nor smaller values of '{select}' are better. {valid}");
    }

    private static Cell? LackingCell(Sweep sweep, Metric metric) =>
        sweep.Cells.FirstOrDefault(cell => !MetricSelector.Selectable(TrialMetrics.InCell(sweep, cell)).Contains(metric));
}
