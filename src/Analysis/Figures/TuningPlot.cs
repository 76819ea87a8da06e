using Symmetry.Analysis.Questions.Tuning;

namespace Symmetry.Analysis.Figures;

/// <summary>What tuning finds against how many cells it tries: one line per compared value, with intervals.</summary>
public static class TuningPlot
{
    private const int MaxLines = 8;

    /// <summary>Draws the tuning curves; null if no comparison was asked for, or no value has a result.</summary>
    public static Figure? Draw(FigureData data)
    {
        if (data.Tuned is not { } tuned || tuned.Levels.Where(level => level.Curve.Count > 0).Take(MaxLines).ToList() is not { Count: > 0 } levels)
        {
            return null;
        }

        var name = tuned.Choice.Between.Setting.Name;
        var most = levels.Max(level => level.Cells);
        var what = $"Expected {tuned.Metric} of the best of k cells";
        var shown = levels.ConvertAll(level => (Level: level, Points: TunedReport.Steps(level.Cells).Select(k => (K: k, Mean: level.Curve[k - 1])).ToList()));
        var plot = new LinePlot(
            $"{what}: " + string.Join("; ", shown.Select(line =>
                $"{name} {line.Level.Value.Text} from {Say(line.Points[0].Mean.Value)} to {Say(line.Points[^1].Mean.Value)} at k = {line.Level.Cells}")) + ".",
            $"{what}, with 95 % intervals",
            $"k: cells tried, preferred by {tuned.Choice.Select}",
            TunedReport.Steps(most).Select(k => (At(k), Numbers.Count(k))),
            shown.SelectMany(line => line.Points).SelectMany(point => Scale.Ends(point.Mean.Interval).Append(point.Mean.Value)));
        foreach (var (level, points) in shown.OrderByDescending(line => line.Points[^1].Mean.Value))
        {
            plot.Add("curve original", [.. points.Select(point => (At(point.K), point.Mean.Value))], $"{name} {level.Value.Text}");
            foreach (var (k, mean) in points)
            {
                var x = LinePlot.X(At(k));
                if (mean.Interval is { } interval)
                {
                    plot.Svg.Line("onerun", x, plot.Y(interval.Lower), x, plot.Y(interval.Upper));
                }

                plot.Svg.Disc("original", x, plot.Y(mean.Value), 3.5);
            }
        }

        return new Figure(
            plot.Svg,
            $"{what} drawn without replacement, by {name}, with 95 % intervals over replicates. {tuned.Choice.Select} selects"
            + $"{(tuned.IsOptimistic ? $"; it {tuned.Choice.WhyOptimistic}, so this is optimistic" : "")}. k is on a logarithmic scale.");

        double At(int k) => most == 1 ? 0 : Math.Log(k) / Math.Log(most);

        string Say(double value) => MetricText.Value(tuned.Metric, value, 3);
    }
}
