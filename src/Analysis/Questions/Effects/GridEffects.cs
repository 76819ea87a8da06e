using Symmetry.Engine.Settings;

namespace Symmetry.Analysis.Questions.Effects;

/// <summary>Which settings matter: marginal means, their differences, and the shares of main effects and interactions in the variance between cells.</summary>
public sealed class GridEffects
{
    /// <summary>The most differences that are tested at once: 20,000.</summary>
    /// <remarks>Axes whose differences would exceed it, those with the most values, are not tested.</remarks>
    public const int MaxDifferences = 20_000;

    private readonly FactorialGrid factorial;

    private GridEffects(SweepRuns runs, Metric metric, CompleteGrid grid)
    {
        (Runs, Metric, Grid) = (runs, metric, grid);
        factorial = new FactorialGrid([.. grid.Axes.Select(axis => axis.Values.Length)], grid.Read());
        var margins = grid.Axes.Select((axis, i) => Columns(factorial.Margin(i), axis.Values.Length)).ToList();
        Levels = [.. grid.Axes.Zip(margins).SelectMany(pair => pair.First.Values.Zip(pair.Second, (value, means) => Level(pair.First, value, means)))];
        Tested = FindTested(grid.Axes);
        var asked = Tested.SelectMany(axis => Pairs(axis, margins[Index(axis)])).ToList();
        Test = runs.Design is null ? StepDownMaxT.Test([.. asked.Select(pair => pair.Differences)], runs.Sweep.Spec.Seed) : null;
        Differences = [.. asked.Select((pair, place) => Describe(pair.Axis, pair.First, pair.Second, pair.Differences, Test?.Differences[place]))];
        Shares = runs.Design is null ? factorial.Shares() : null;
    }

    /// <summary>What the sweep found.</summary>
    public SweepRuns Runs { get; }

    /// <summary>The metric.</summary>
    public Metric Metric { get; }

    /// <summary>The part of the grid that is analysed.</summary>
    public CompleteGrid Grid { get; }

    /// <summary>The marginal means, axis by axis.</summary>
    public IReadOnlyList<LevelMean> Levels { get; }

    /// <summary>The axes whose values are compared.</summary>
    public IReadOnlyList<Axis> Tested { get; }

    /// <summary>The differences between the values of each axis: one family.</summary>
    public IReadOnlyList<LevelDifference> Differences { get; }

    /// <summary>The test of the family; null where replicates are crossed and signs cannot be flipped.</summary>
    public StepDownMaxT? Test { get; }

    /// <summary>The shares of the variance between cells; null where replicates are crossed, because theirs are not independent.</summary>
    public EffectShares? Shares { get; }

    /// <summary>Analyses a sweep.</summary>
    /// <param name="runs">What the sweep found.</param>
    /// <param name="metric">The metric.</param>
    /// <returns>Null where the sweep has no <see cref="CompleteGrid"/>.</returns>
    public static GridEffects? Analyse(SweepRuns runs, Metric metric) =>
        CompleteGrid.Find(runs, metric) is { } grid ? new GridEffects(runs, metric, grid) : null;

    /// <summary>The two axes with the largest interaction, by their places in the grid; null where there is one axis.</summary>
    public (int First, int Second)? LargestInteraction() => Grid.Axes.Count < 2 ? null
        : Shares?.Terms.Where(term => term.Axes.Length == 2).MaxBy(term => term.Component) is { Axes: var axes } ? (axes[0], axes[1])
        : (0, 1);

    /// <summary>The places of two axes by their names.</summary>
    /// <exception cref="SelectionException">They are not two different axes of the grid.</exception>
    public (int First, int Second) FindAxes(IReadOnlyList<string> names)
    {
        var all = Grid.Axes.Select(axis => axis.Setting.Name).ToList();
        var places = names.Select(name => all.IndexOf(name)).Distinct().ToList();
        return names.Count == 2 && places.Count == 2 && !places.Contains(-1)
            ? (places[0], places[1])
            : throw new SelectionException($"--axes: expected two different ones of {string.Join(", ", all)}, got '{string.Join(',', names)}'.");
    }

    /// <summary>How two axes act together.</summary>
    /// <param name="first">The place of the first axis in the grid.</param>
    /// <param name="second">The place of another axis.</param>
    public Interaction Interact(int first, int second)
    {
        var (a, b) = (Grid.Axes[first], Grid.Axes[second]);
        var margin = Columns(factorial.Margin(first, second), a.Values.Length * b.Values.Length);
        var means = a.Values.Select((_, i) => b.Values.Select((_, j) => margin[(i * b.Values.Length) + j].Average()).ToArray()).ToArray();
        var rows = Array.ConvertAll(means, row => row.Average());
        var columns = b.Values.Select((_, j) => means.Average(row => row[j])).ToArray();
        var all = rows.Average();
        return new Interaction(a, b, means, [.. means.Select((row, i) => row.Select((mean, j) => mean - rows[i] - columns[j] + all).ToArray())]);
    }

    private static IReadOnlyList<Axis> FindTested(IReadOnlyList<Axis> axes)
    {
        var (left, tested) = (MaxDifferences, new HashSet<Axis>());
        foreach (var axis in axes.OrderBy(axis => axis.Values.Length))
        {
            var pairs = (long)axis.Values.Length * (axis.Values.Length - 1) / 2;
            if (pairs <= left)
            {
                left -= (int)pairs;
                tested.Add(axis);
            }
        }

        return [.. axes.Where(tested.Contains)];
    }

    private static IEnumerable<(Axis Axis, SettingValue First, SettingValue Second, double[] Differences)> Pairs(Axis axis, double[][] margin)
    {
        for (var i = 0; i < margin.Length; i++)
        {
            for (var j = i + 1; j < margin.Length; j++)
            {
                yield return (axis, axis.Values[i], axis.Values[j], [.. margin[i].Zip(margin[j], (a, b) => a - b)]);
            }
        }
    }

    private static double[][] Columns(double[][] rows, int columns) =>
        [.. Enumerable.Range(0, columns).Select(column => Array.ConvertAll(rows, row => row[column]))];

    private int Index(Axis axis) => Enumerable.Range(0, Grid.Axes.Count).First(i => ReferenceEquals(Grid.Axes[i], axis));

    private LevelMean Level(Axis axis, SettingValue value, double[] means)
    {
        var mean = Runs.Means.MeanOfReals(means);
        return new LevelMean(axis, value, Metric.Kind is MetricKind.Proportion ? mean with { Interval = mean.Interval?.ClippedTo(0, 1) } : mean);
    }

    private LevelDifference Describe(Axis axis, SettingValue first, SettingValue second, double[] differences, FamilyDifference? tested)
    {
        // Crossed replicates share levels: the interval counts levels, one difference at a time, and there is no test.
        var mean = Runs.Means.MeanOfReals(differences);
        var interval = Test is null ? mean.Interval : tested?.Simultaneous;
        return mean.Value < 0
            ? new LevelDifference(axis, second, first, -mean.Value, interval is { } ends ? new Interval(-ends.Upper, -ends.Lower) : null, tested?.Adjusted)
            : new LevelDifference(axis, first, second, mean.Value, interval, tested?.Adjusted);
    }
}
