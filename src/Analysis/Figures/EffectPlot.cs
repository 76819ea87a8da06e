namespace Symmetry.Analysis.Figures;

/// <summary>Marginal means with their intervals, one panel per axis, all on one scale.</summary>
public static class EffectPlot
{
    private const int MaxValues = 60;

    /// <summary>Draws the means of the first metric; null if the sweep has no complete grid.</summary>
    public static Figure? Draw(FigureData data)
    {
        if (data.Effects is not { } effects)
        {
            return null;
        }

        var shown = effects.Levels.GroupBy(level => level.Axis).Select(axis => (Axis: axis.Key, Levels: axis.Take(MaxValues).ToList())).ToList();
        var covered = shown.SelectMany(axis => axis.Levels).SelectMany(level => Scale.Ends(level.Mean.Interval).Append(level.Mean.Value)).ToList();
        var plot = new RowPlot(
            $"Mean of {effects.Metric} by setting. " + string.Join("; ", shown.SelectMany(axis => axis.Levels).Select(level =>
                $"{level.Axis.Setting.Name} {level.Value.Text}: {MetricText.Value(effects.Metric, level.Mean.Value)}")) + ".",
            Math.Max(90, shown.SelectMany(axis => axis.Levels).Max(level => Svg.WidthOf(level.Value.Text, 13)) + 40));
        foreach (var (axis, levels) in shown)
        {
            plot.Panel(
                axis.Setting.Name,
                $"mean {effects.Metric}",
                line: 14,
                gap: 10,
                [.. levels.Select(level => (level.Value.Text, "", (IEnumerable<double>)covered, (Action<double>)(y =>
                {
                    plot.Interval("interval", level.Mean.Interval, y + 7);
                    plot.Mark(effects.Metric, plot.At(level.Mean.Value), y + 7, 4);
                })))]);
        }

        plot.Legend(
            ("mean over all cells with the value", true, (x, y) => plot.Mark(effects.Metric, x, y, 4)),
            ("its 95 % interval", true, (x, y) => plot.Svg.Line("interval", x - 10, y, x + 10, y)));
        return new Figure(
            plot.Svg,
            $"Mean {effects.Metric} over all cells with each value of a setting, with 95 % intervals over "
            + $"{Numbers.Count(effects.Grid.Replicates.Count, "replicate")}. "
            + $"{Numbers.Count(effects.Grid.Cells.Count, "cell")} of a complete grid{(effects.Grid.LeftOut.Count > 0 ? ", a part of the sweep's" : "")}.");
    }
}
