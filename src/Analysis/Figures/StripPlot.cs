using Symmetry.Engine.Experiments.Mlp;

namespace Symmetry.Analysis.Figures;

/// <summary>Every run as a mark; below them the mean with its interval, and the paper's number.</summary>
public static class StripPlot
{
    private const string Invariant = "Cells with invariant features: results on X and -X have the same bits";
    private const string Pixels = "Cells that see pixels";
    private const double Radius = 2.6;

    /// <summary>Draws the runs of the cells shown; null if no trial has completed.</summary>
    public static Figure? Draw(FigureData data) => Draw(
        data, data.Shown,
        data.Sweep.Cells.Length > FigureData.MaxCells ? $" The first {FigureData.MaxCells} cells of {Numbers.Count(data.Sweep.Cells.Length)}." : "");

    /// <summary>Draws the runs of some cells; null if no trial has completed.</summary>
    /// <param name="data">What the sweep found.</param>
    /// <param name="cells">The cells.</param>
    /// <param name="note">The end of the caption, after a space; empty for none.</param>
    public static Figure? Draw(FigureData data, IReadOnlyList<Cell> cells, string note = "")
    {
        var strips = cells.Where(cell => data.Runs.Cells[cell.Number].Completed > 0).SelectMany(cell => Strip.Build(data.Table, cell)).ToList();
        if (strips.Count == 0)
        {
            return null;
        }

        var hasPaper = strips.Exists(strip => strip.Summary.Paper is not null);
        var plot = new RowPlot(Description(strips), strips.Max(strip => Svg.WidthOf(strip.Name, 13)) + strips.Max(strip => Svg.WidthOf(strip.Label)) + 40);

        // Rates of cells with invariant features lie close together: they get an axis of their own.
        foreach (var panel in strips.GroupBy(strip => !data.IsOfRates ? strip.Metric.Name
            : strip.Cell.Settings is MlpSettings { IsInvariant: true } ? Invariant : Pixels))
        {
            plot.Panel(
                panel.Key,
                data.IsOfRates ? "rate of correct classification" : MetricText.Axis(panel.First().Metric),
                line: 42,
                gap: 8,
                [.. panel.Select(strip => (strip.Name, strip.Label, Values(strip), (Action<double>)(y => DrawStrip(plot, strip, y))))]);
        }

        plot.Legend(
            ("run", true, (x, y) => plot.Mark(KnownMetrics.Accuracy, x, y, 4)),
            ("run on -X", strips.Exists(strip => strip.Metric == KnownMetrics.AccuracyInverted), (x, y) => plot.Mark(KnownMetrics.AccuracyInverted, x, y, 4)),
            ("mean", true, (x, y) => plot.Svg.Line("mean", x, y - 6, x, y + 6)),
            ("its 95 % interval", true, (x, y) => plot.Svg.Line("interval", x - 10, y, x + 10, y)),
            ("95 % prediction interval of one run", true, (x, y) => plot.Svg.Line("onerun", x - 10, y, x + 10, y)),
            ("the paper", hasPaper, (x, y) => plot.Svg.Diamond("paper", x, y, 5.5)));
        return new Figure(
            plot.Svg,
            $"Every run, or {Strip.MaxRuns} runs evenly spaced by rank if there are more. Below them are the mean with its 95 % interval"
            + $"{(hasPaper ? "," : " and")} the 95 % prediction interval of one run{(hasPaper ? " and the number of the paper" : "")}.{note}");
    }

    private static IEnumerable<double> Values(Strip strip) => [.. strip.Runs, strip.Summary.Paper ?? double.NaN, .. Scale.Ends(strip.OneRun)];

    private static void DrawStrip(RowPlot plot, Strip strip, double y)
    {
        var at = strip.Runs.Select(plot.At).ToList();
        foreach (var (x, aside) in at.Zip(Swarm.Place(at, 2 * Radius, 11)))
        {
            plot.Mark(strip.Metric, x, y + 14 + aside, Radius);
        }

        var (mean, below) = (strip.Summary.Middle, y + 33);
        plot.Interval("onerun", strip.OneRun, below);
        plot.Interval("interval", mean.Interval, below);
        if (double.IsFinite(mean.Value))
        {
            plot.Svg.Line("mean", plot.At(mean.Value), below - 6, plot.At(mean.Value), below + 6);
        }

        if (strip.Summary.Paper is { } paper)
        {
            plot.Svg.Diamond("paper", plot.At(paper), below, 5.5);
        }
    }

    private static string Description(IReadOnlyList<Strip> strips) => "Strip plot. " + string.Join("; ", strips.Select(strip =>
        $"{strip.Name} {MetricText.In(strip.Metric, strip.Label)}: mean {MetricText.Finite(strip.Metric, strip.Summary.Middle.Value, 3)} of "
        + Numbers.Count(strip.Summary.N, "run")
        + (strip.Summary.Paper is { } paper ? $", paper {Numbers.Exact(paper)}" : ""))) + ".";
}
