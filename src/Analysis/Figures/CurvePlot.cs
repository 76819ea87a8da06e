namespace Symmetry.Analysis.Figures;

/// <summary>Means with their intervals along a numeric setting.</summary>
public static class CurvePlot
{
    /// <summary>Draws the curves of the first metric; null if no numeric axis has three values, or no trial has completed.</summary>
    public static Figure? Draw(FigureData data)
    {
        var metric = data.Table.Metrics[0];
        if (Curve.FindAxis(data.Sweep) is not { Setting: var setting } axis || Curve.Build(data.Table, metric, axis) is not { Count: > 0 } curves)
        {
            return null;
        }

        // Settings are often chosen by factors, so their values are spaced by rank.
        var places = curves.SelectMany(curve => curve.Points.Select(point => point.At)).Distinct().Order().ToList();
        var what = $"Mean {(KnownMetrics.TestSets.Contains(metric) ? "rate on " : "")}{MetricText.Label(metric)}";
        var plot = new LinePlot(
            $"{what} against {setting.Name}: " + string.Join("; ", curves.Select(curve => Describe(curve, metric))) + ".",
            $"{what}, with 95 % intervals",
            setting.Name,
            places.Select(place => (At(place), Numbers.Exact(place))),
            curves.SelectMany(curve => curve.Points).SelectMany(point => Scale.Ends(point.Mean.Interval).Append(point.Mean.Value)));
        foreach (var curve in curves.OrderByDescending(curve => curve.Points[^1].Mean.Value))
        {
            plot.Add("curve original", [.. curve.Points.Select(point => (At(point.At), point.Mean.Value))], curve.Name);
            foreach (var (at, mean) in curve.Points)
            {
                var x = LinePlot.X(At(at));
                if (mean.Interval is { } interval)
                {
                    plot.Svg.Line("onerun", x, plot.Y(interval.Lower), x, plot.Y(interval.Upper));
                }

                plot.Svg.Disc("original", x, plot.Y(mean.Value), 3.5);
            }
        }

        return new Figure(plot.Svg, $"{what} by {setting.Name}{(setting.Summary.Length > 0 ? $" ({setting.Summary})" : "")}, with 95 % intervals of the mean. "
            + "Values are evenly spaced.");

        double At(double place) => (double)places.IndexOf(place) / Math.Max(1, places.Count - 1);
    }

    private static string Describe(Curve curve, Metric metric) =>
        $"{curve.Name}: {string.Join(", ", curve.Points.Select(point => $"{MetricText.Finite(metric, point.Mean.Value, 3)} at {Numbers.Exact(point.At)}"))}";
}
