using Symmetry.Analysis.Runs;
using Symmetry.Analysis.Text;

namespace Symmetry.Analysis.Figures;

/// <summary>Every run as a point, the mean with its interval below, one line per cell and metric, and the paper's number.</summary>
public static class StripPlot
{
    private const double Width = 960;
    private const double Left = 330;
    private const double Line = 42;
    private const double Gap = 8;
    private const double Top = 8;
    private const double Radius = 2.6;

    /// <summary>Draws the strips, those of one cell together.</summary>
    public static string Draw(IReadOnlyList<Strip> strips)
    {
        var cells = strips.GroupBy(strip => strip.Cell).ToList();
        var bottom = Top + (strips.Count * Line) + (cells.Count * Gap);
        var svg = new Svg(Width, bottom + 44, Description(strips));
        var values = strips.SelectMany(strip => strip.Runs.Append(strip.Summary.Paper ?? double.NaN)
            .Append(strip.OneRun?.Lower ?? double.NaN).Append(strip.OneRun?.Upper ?? double.NaN));
        var isOfRates = strips.All(strip => strip.Metric.Kind is MetricKind.Proportion);
        var axis = new PlotAxis(Scale.Covering(values), Left, Width - 24);
        axis.Draw(svg, Top, bottom, isOfRates ? "rate of correct classification" : string.Join(", ", strips.Select(strip => strip.Label).Distinct()));
        var y = Top;
        foreach (var cell in cells)
        {
            y += Gap / 2;
            var height = cell.Count() * Line;
            svg.Words("cell", 0, y + (height / 2) + 4, cell.First().Name);
            foreach (var strip in cell)
            {
                svg.Words("side", Left - 14, y + 18, strip.Label, "end");
                DrawStrip(svg, axis, y, strip);
                y += Line;
            }

            y += Gap / 2;
            svg.Line("rule", 0, y, Width - 24, y);
        }

        return svg.Finish();
    }

    /// <summary>Draws the mark of a run at a place: a triangle for −X, a disc for all else.</summary>
    internal static void Mark(Svg svg, Metric metric, double x, double y, double radius)
    {
        if (metric == KnownMetrics.AccuracyInverted)
        {
            svg.Triangle("inverted", x, y, radius + 0.4);
        }
        else
        {
            svg.Disc("original", x, y, radius);
        }
    }

    private static void DrawStrip(Svg svg, PlotAxis axis, double y, Strip strip)
    {
        var at = strip.Runs.Select(axis.At).ToList();
        var aside = Swarm.Place(at, 2 * Radius, 11);
        for (var i = 0; i < at.Count; i++)
        {
            Mark(svg, strip.Metric, at[i], y + 14 + aside[i], Radius);
        }

        var below = y + 33;
        if (strip.OneRun is { } shown)
        {
            svg.Line("onerun", axis.At(shown.Lower), below, axis.At(shown.Upper), below);
        }

        if (strip.Summary.Middle.Interval is { } mean)
        {
            svg.Line("interval", axis.At(mean.Lower), below, axis.At(mean.Upper), below);
        }

        if (double.IsFinite(strip.Summary.Middle.Value))
        {
            svg.Line("mean", axis.At(strip.Summary.Middle.Value), below - 6, axis.At(strip.Summary.Middle.Value), below + 6);
        }

        if (strip.Summary.Paper is { } paper)
        {
            svg.Diamond("paper", axis.At(paper), below, 5.5);
        }
    }

    private static string Description(IReadOnlyList<Strip> strips) => "Strip plot. " + string.Join("; ", strips.Select(strip =>
        $"{strip.Name} on {strip.Label}: mean {Numbers.Fixed(strip.Summary.Middle.Value, 3)} of {Numbers.Count(strip.Summary.N, "run")}"
        + (strip.Summary.Paper is { } paper ? $", paper {Numbers.Exact(paper)}" : ""))) + ".";
}
