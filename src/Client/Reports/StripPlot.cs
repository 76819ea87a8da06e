using Symmetry.Client.Plots;
using Symmetry.Client.Results;

namespace Symmetry.Client.Reports;

/// <summary>Every run as a point, the mean with its interval below, one line a cell and test set, and the paper's number.</summary>
internal static class StripPlot
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
        var values = strips.SelectMany(strip => strip.Runs.Append(strip.Rate.Paper ?? double.NaN)
            .Append(strip.OneRun?.ClippedTo(0, 1).Lower ?? double.NaN).Append(strip.OneRun?.ClippedTo(0, 1).Upper ?? double.NaN));
        var axis = new Axis(Scale.Of(values), Left, Width - 24);
        axis.Draw(svg, Top, bottom, "rate of correct classification");
        var y = Top;
        foreach (var cell in cells)
        {
            y += Gap / 2;
            var height = cell.Count() * Line;
            svg.Words("cell", 0, y + (height / 2) + 4, cell.First().Name);
            foreach (var strip in cell)
            {
                svg.Words("side", Left - 14, y + 18, NameOf(strip.Side), "end");
                DrawStrip(svg, axis, y, strip);
                y += Line;
            }

            y += Gap / 2;
            svg.Line("rule", 0, y, Width - 24, y);
        }

        return svg.Finish();
    }

    /// <summary>The test set as labels write it.</summary>
    public static string NameOf(TestSide side) => side switch
    {
        TestSide.Original => "X",
        TestSide.Inverted => "-X",
        _ => "X, -X",
    };

    /// <summary>Draws the mark of a run at a place: a disc for X, a triangle for −X.</summary>
    public static void Mark(Svg svg, TestSide side, double x, double y, double radius)
    {
        if (side is TestSide.Inverted)
        {
            svg.Triangle("inverted", x, y, radius + 0.4);
        }
        else
        {
            svg.Disc("original", x, y, radius);
        }
    }

    private static void DrawStrip(Svg svg, Axis axis, double y, Strip strip)
    {
        var at = strip.Runs.Select(axis.At).ToList();
        var aside = Swarm.Place(at, 2 * Radius, 11);
        for (var i = 0; i < at.Count; i++)
        {
            Mark(svg, strip.Side, at[i], y + 14 + aside[i], Radius);
        }

        var below = y + 33;
        if (strip.OneRun is { } one)
        {
            var shown = one.ClippedTo(0, 1);
            svg.Line("onerun", axis.At(shown.Lower), below, axis.At(shown.Upper), below);
        }

        if (strip.Rate.Mean.Interval is { } mean)
        {
            svg.Line("interval", axis.At(mean.Lower), below, axis.At(mean.Upper), below);
        }

        if (double.IsFinite(strip.Rate.Mean.Value))
        {
            svg.Line("mean", axis.At(strip.Rate.Mean.Value), below - 6, axis.At(strip.Rate.Mean.Value), below + 6);
        }

        if (strip.Rate.Paper is { } paper)
        {
            svg.Diamond("paper", axis.At(paper), below, 5.5);
        }
    }

    private static string Description(IReadOnlyList<Strip> strips) => "Strip plot. " + string.Join("; ", strips.Select(strip =>
        $"{strip.Name} on {NameOf(strip.Side)}: mean {Numbers.Fixed(strip.Rate.Mean.Value, 3)} of {Numbers.Count(strip.Rate.N, "run")}"
        + (strip.Rate.Paper is { } paper ? $", paper {Numbers.Exact(paper)}" : ""))) + ".";
}
