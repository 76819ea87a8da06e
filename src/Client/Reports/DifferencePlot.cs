using Symmetry.Client.Plots;
using Symmetry.Client.Results;

namespace Symmetry.Client.Reports;

/// <summary>Paired differences with their intervals, one line a cell, and where no difference would be.</summary>
internal static class DifferencePlot
{
    private const double Width = 960;
    private const double Left = 330;
    private const double Line = 34;
    private const double Top = 8;

    /// <summary>Draws the differences.</summary>
    public static string Draw(IReadOnlyList<Difference> differences, string baseline)
    {
        var cells = differences.GroupBy(one => one.Cell).ToList();
        var bottom = Top + (cells.Count * Line);
        var svg = new Svg(Width, bottom + 44, Description(differences, baseline));
        var axis = new Axis(Scale.Of(differences.SelectMany(Values).Append(0)), Left, Width - 24);
        axis.Draw(svg, Top, bottom, "difference of rates, cell minus baseline");
        svg.Line("zero", axis.At(0), Top, axis.At(0), bottom);
        var y = Top;
        foreach (var cell in cells)
        {
            svg.Words("cell", 0, y + (Line / 2) + 4, cell.First().Name);
            foreach (var one in cell)
            {
                var at = y + (Line / 2) + one.Side switch { TestSide.Original => -7, TestSide.Inverted => 7, _ => 0 };
                if (one.Comparison.Difference.Interval is { } interval)
                {
                    svg.Line("interval", axis.At(interval.Lower), at, axis.At(interval.Upper), at);
                }

                StripPlot.Mark(svg, one.Side, axis.At(one.Comparison.Difference.Value), at, 4);
            }

            y += Line;
            svg.Line("rule", 0, y, Width - 24, y);
        }

        return svg.Finish();
    }

    private static IEnumerable<double> Values(Difference one) =>
        [one.Comparison.Difference.Value, one.Comparison.Difference.Interval?.Lower ?? double.NaN, one.Comparison.Difference.Interval?.Upper ?? double.NaN];

    private static string Description(IReadOnlyList<Difference> differences, string baseline) =>
        $"Differences from {baseline}. " + string.Join("; ", differences.Select(one =>
            $"{one.Name} on {StripPlot.NameOf(one.Side)}: {Numbers.Fixed(one.Comparison.Difference.Value, 3)}")) + ".";
}
