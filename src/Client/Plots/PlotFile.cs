using ScottPlot;
using Symmetry.Analysis.Figures;
using Symmetry.Client.Exports;
using Symmetry.Engine.Experiments;

namespace Symmetry.Client.Plots;

/// <summary>Plots as SVG and PNG files, drawn by ScottPlot.</summary>
internal static class PlotFile
{
    private const int Width = 1100;
    private const int HeightOfLine = 46;
    private const int HeightOfRest = 90;

    // Blue and vermilion of Okabe and Ito: told apart by the colour-blind, and on paper by their shapes.
    private static readonly Color Original = Color.FromHex("#0072B2");
    private static readonly Color Inverted = Color.FromHex("#D55E00");

    /// <summary>What can be plotted.</summary>
    public static string[] Kinds { get; } = ["runs", "differences"];

    /// <summary>Writes one plot.</summary>
    /// <param name="data">What it is made of.</param>
    /// <param name="kind">One of <see cref="Kinds"/>.</param>
    /// <param name="path">Ends in .svg or .png.</param>
    /// <exception cref="UsageException">There is nothing to plot, or the file cannot be written.</exception>
    public static async Task WriteAsync(FigureData data, string kind, string path)
    {
        using var plot = new Plot();
        var lines = kind == Kinds[0] ? Runs(plot, data) : Differences(plot, data);
        if (lines == 0)
        {
            throw new UsageException($"{data.Sweep.Id} has nothing to plot yet. symmetry run resumes the sweep.");
        }

        plot.Grid.YAxisStyle.IsVisible = false;
        plot.Axes.Left.MajorTickStyle.Length = 0;
        plot.Axes.AutoScaleX();
        plot.Axes.SetLimitsY(-lines + 0.4, 0.6);
        plot.Axes.Bottom.Label.Bold = false;
        var height = (lines * HeightOfLine) + HeightOfRest;
        var bytes = path.EndsWith(".svg", StringComparison.OrdinalIgnoreCase)
            ? System.Text.Encoding.UTF8.GetBytes(plot.GetSvgXml(Width, height))
            : plot.GetImageBytes(Width, height, ImageFormat.Png);
        await AtomicFile.WriteBytesAsync(path, async stream => await stream.WriteAsync(bytes));
    }

    private static int Runs(Plot plot, FigureData data)
    {
        var strips = data.Shown.SelectMany(cell => Strip.Build(data.Table, cell)).Where(strip => strip.Runs.Count > 0).ToList();
        var scale = Scale.Covering(strips.SelectMany(strip => strip.Runs.Append(strip.Summary.Paper ?? double.NaN)));
        for (var i = 0; i < strips.Count; i++)
        {
            var strip = strips[i];
            var aside = Swarm.Place([.. strip.Runs.Select(run => 700 * scale.At(run))], 6, 9);
            Points(plot, strip.Metric, [.. strip.Runs], [.. aside.Select(step => 0.12 - i + (step / HeightOfLine))], 5);
            var below = -i - 0.22;
            if (strip.OneRun is { } oneRun)
            {
                Segment(plot, oneRun, below, 1);
            }

            if (strip.Summary.Middle.Interval is { } mean)
            {
                Segment(plot, mean, below, 5);
            }

            if (strip.Summary.Paper is { } paper)
            {
                var diamond = plot.Add.Marker(paper, below, MarkerShape.OpenDiamond, 12, Colors.Black);
                diamond.LineWidth = 2;
            }
        }

        plot.XLabel($"{(strips.All(strip => strip.Metric.Kind is MetricKind.Proportion) ? "rate of correct classification" : string.Join(", ", data.Table.Metrics))} (thick: 95 % interval of the mean; thin: of one run; diamond: the paper)", 13);
        Labels(plot, [.. strips.Select(strip => $"{strip.Name}; on {WithMinus(strip.Label)}")]);
        return strips.Count;
    }

    private static int Differences(Plot plot, FigureData data)
    {
        var differences = data.Differences;
        plot.Add.VerticalLine(0, 1.5f, Colors.Black, LinePattern.Dashed);
        for (var i = 0; i < differences.Count; i++)
        {
            if (differences[i].Comparison.Difference.Interval is { } interval)
            {
                Segment(plot, interval, -i, 3);
            }

            Points(plot, differences[i].Metric, [differences[i].Comparison.Difference.Value], [-i], 9);
        }

        plot.XLabel(WithMinus($"difference from {CellLabel.Long(data.Sweep, data.Baseline)} (95 % interval, paired by replicate)"), 13);
        Labels(plot, [.. differences.Select(difference => $"{CellLabel.Long(data.Sweep, difference.Cell)}; on {WithMinus(difference.Label)}")]);
        return differences.Count;
    }

    private static string WithMinus(string name) => name.Replace("-X", "\u2212X", StringComparison.Ordinal);

    private static void Points(Plot plot, Metric metric, double[] x, double[] y, float size)
    {
        var isInverted = metric == KnownMetrics.AccuracyInverted;
        var markers = plot.Add.Markers(x, y, isInverted ? MarkerShape.OpenTriangleUp : MarkerShape.FilledCircle, size, isInverted ? Inverted : Original);
        markers.MarkerStyle.LineWidth = isInverted ? 1.3f : 0;
    }

    private static void Segment(Plot plot, Analysis.Statistics.Interval interval, double y, float width)
    {
        var line = plot.Add.Line(interval.Lower, y, interval.Upper, y);
        (line.LineWidth, line.Color) = (width, Colors.Black);
    }

    private static void Labels(Plot plot, string[] names)
    {
        plot.Axes.Left.SetTicks(Array.ConvertAll(Enumerable.Range(0, names.Length).ToArray(), i => (double)-i), Array.ConvertAll(names, WithMinus));
        plot.Axes.Left.TickLabelStyle.FontSize = 13;
        plot.Axes.Bottom.TickLabelStyle.FontSize = 13;
    }
}
