using Symmetry.Analysis.Questions.Comparisons;

namespace Symmetry.Analysis.Figures;

/// <summary>Paired differences from the baseline with their intervals.</summary>
public static class DifferencePlot
{
    /// <summary>Draws the differences; null if no cell has a replicate in common with the baseline.</summary>
    public static Figure? Draw(FigureData data)
    {
        if (data.Differences.Count == 0)
        {
            return null;
        }

        var baseline = CellLabel.Long(data.Sweep, data.Baseline);
        var plot = new RowPlot(
            $"Differences from {baseline}. " + string.Join("; ", data.Differences.Select(difference =>
                $"{Name(difference)} {MetricText.In(difference.Metric, difference.Label)}: "
                + MetricText.Finite(difference.Metric, difference.Comparison.Difference.Value, 3))) + ".",
            data.Differences.Max(difference => Svg.WidthOf(Name(difference), 13)) + data.Differences.Max(difference => Svg.WidthOf(difference.Label)) + 40);
        foreach (var panel in data.Differences.GroupBy(difference => data.IsOfRates ? "rate" : difference.Metric.Name))
        {
            plot.Panel(
                $"Baseline: {baseline}",
                $"difference in {panel.Key}, cell minus baseline",
                line: 14,
                gap: 12,
                [.. panel.Select(difference => (Name(difference), difference.Label, Values(difference),
                    (Action<double>)(y => DrawDifference(plot, difference, y + 7))))],
                marked: 0);
        }

        plot.Legend(
            ("mean difference", true, (x, y) => plot.Mark(KnownMetrics.Accuracy, x, y, 4)),
            ("mean difference on -X", data.Differences.Any(difference => difference.Metric == KnownMetrics.AccuracyInverted),
                (x, y) => plot.Mark(KnownMetrics.AccuracyInverted, x, y, 4)),
            (data.Runs.Design is null ? "its simultaneous 95 % interval" : "its 95 % interval",
                data.Differences.Any(difference => difference.Interval is not null), (x, y) => plot.Svg.Line("interval", x - 10, y, x + 10, y)),
            ("no difference", true, (x, y) => plot.Svg.Line("zero", x - 10, y, x + 10, y)));
        return new Figure(plot.Svg, data.Runs.Design is null
            ? $"Mean differences, paired by replicate, with 95 % intervals that hold for all {Numbers.Count(data.Family.Size)} together."
            : "Mean differences with their 95 % intervals over the levels of the crossed design.");

        string Name(Difference difference) => CellLabel.Long(data.Sweep, difference.Cell);
    }

    private static IEnumerable<double> Values(Difference difference) => [difference.Comparison.Difference.Value, .. Scale.Ends(difference.Interval)];

    private static void DrawDifference(RowPlot plot, Difference difference, double y)
    {
        plot.Interval("interval", difference.Interval, y);
        plot.Mark(difference.Metric, plot.At(difference.Comparison.Difference.Value), y, 4);
    }
}
