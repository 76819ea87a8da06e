using Symmetry.Engine.Settings;

namespace Symmetry.Analysis.Questions.Tuning;

/// <summary>Tuned against tuned: in every replicate each value of an axis takes the cell that its own selection metric prefers.</summary>
/// <remarks>
/// Tuning is repeated in every replicate, so its variance is in the intervals; comparing cells that were chosen once leaves it out. The
/// chosen cells' results (<see cref="SelectedRuns"/>) are compared by replicate, all pairs of values as one family (<see cref="StepDownMaxT"/>).
/// Source: X. Bouthillier et al., "Accounting for variance in machine learning benchmarks",
/// MLSys 2021; <see cref="TuningCurve"/> for the effort of tuning.
/// </remarks>
/// <param name="Runs">What the sweep found.</param>
/// <param name="Choice">What is compared and tuned, and what selects.</param>
/// <param name="Metric">The metric that is compared.</param>
/// <param name="Levels">The values of the compared axis.</param>
/// <param name="Differences">All pairs of values.</param>
/// <param name="Test">The test of the differences; null where replicates are crossed.</param>
public sealed record TunedComparison(
    SweepRuns Runs, TuningChoice Choice, Metric Metric, IReadOnlyList<TunedLevel> Levels, IReadOnlyList<TunedDifference> Differences, StepDownMaxT? Test)
{
    /// <summary>The most values that are compared: their pairs are one family of at most 19,900 differences.</summary>
    public const int MaxValues = 200;

    /// <summary>Whether the metric that selects is measured on the test images, so that the tuned means are too good.</summary>
    public bool IsOptimistic => SelectedRuns.IsOptimistic(Choice.Select, Metric);

    /// <summary>Whether the values have different numbers of cells to choose from, so that one is tuned with more effort.</summary>
    public bool IsUneven => Levels.Any(level => level.Cells != Levels[0].Cells);

    /// <summary>Compares.</summary>
    /// <param name="runs">What the sweep found.</param>
    /// <param name="choice">What is compared and tuned, and what selects.</param>
    /// <param name="metric">The metric that is compared.</param>
    /// <exception cref="SelectionException">The axis has more than <see cref="MaxValues"/> values.</exception>
    public static TunedComparison Compare(SweepRuns runs, TuningChoice choice, Metric metric)
    {
        if (choice.Between.Values.Length > MaxValues)
        {
            throw new SelectionException(
                $"--between: {choice.Between.Setting.Name} has {Numbers.Count(choice.Between.Values.Length)} values, and at most {MaxValues} are compared.");
        }

        var replicates = runs.Cells.Max(cell => cell.Values(metric).Length);
        var levels = choice.Between.Values
            .Select(value => (Value: value, Cells: runs.Cells.Where(cell => choice.Between.Setting.ValueIn(cell.Cell.Settings).Equals(value)).ToList()))
            .Where(level => level.Cells.Count > 0)
            .Select(level => Tune(runs, choice.Select, metric, level.Value, level.Cells, replicates)).ToList();
        var pairs = levels.SelectMany((first, i) => levels.Skip(i + 1).Select(second => (First: first, Second: second))).ToList();
        var differences = pairs.ConvertAll(pair => pair.First.Results.Zip(pair.Second.Results, (a, b) => a - b).ToArray());
        var test = runs.Design is null ? StepDownMaxT.Test(differences, runs.Sweep.Spec.Seed) : null;
        return new TunedComparison(
            runs, choice, metric, levels,
            [.. pairs.Select((pair, i) => Describe(runs, pair.First.Value, pair.Second.Value, differences[i], test?.Differences[i]))], test);
    }

    private static TunedLevel Tune(SweepRuns runs, Metric select, Metric metric, SettingValue value, List<CellRuns> cells, int replicates)
    {
        var selected = new SelectedRuns(cells, select, metric, replicates);
        var curves = selected.Ranked.Select(results => TuningCurve.Expected(results)).ToList();
        var curve = curves.Count == 0 ? [] : Enumerable.Range(0, cells.Count).Select(k => Mean([.. curves.Select(expected => expected[k])])).ToList();
        return new TunedLevel(value, cells.Count, selected.Results, Mean(Array.FindAll(selected.Results, double.IsFinite)), selected.Chosen, curve);

        Estimate Mean(double[] values)
        {
            var mean = runs.Means.MeanOfReals(values);
            return metric.Kind is MetricKind.Proportion ? mean with { Interval = mean.Interval?.ClippedTo(0, 1) } : mean;
        }
    }

    private static TunedDifference Describe(SweepRuns runs, SettingValue first, SettingValue second, double[] differences, FamilyDifference? tested)
    {
        // Crossed replicates share levels: the interval counts levels, one difference at a time, and there is no test.
        var mean = runs.Means.MeanOfReals(Array.FindAll(differences, double.IsFinite));
        var interval = tested is { } result ? result.Simultaneous : mean.Interval;
        return mean.Value < 0
            ? new TunedDifference(second, first, (int)mean.N, -mean.Value, interval is { } ends ? new Interval(-ends.Upper, -ends.Lower) : null,
                tested?.P, tested?.Adjusted)
            : new TunedDifference(first, second, (int)mean.N, mean.Value, interval, tested?.P, tested?.Adjusted);
    }
}
