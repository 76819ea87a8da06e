using Symmetry.Analysis.Questions.Comparisons;
using Symmetry.Analysis.Runs;
using Symmetry.Analysis.Text;

namespace Symmetry.Analysis.Figures;

/// <summary>Paired differences with their intervals, one line per cell, and a line at no difference.</summary>
public static class DifferencePlot
{
    private const double Width = 960;
    private const double Left = 330;
    private const double Line = 34;
    private const double Top = 8;

    /// <summary>Draws the differences.</summary>
    /// <param name="sweep">The sweep, for the names of cells.</param>
    /// <param name="differences">The differences.</param>
    /// <param name="baseline">The baseline by name.</param>
    public static string Draw(Sweep sweep, IReadOnlyList<Difference> differences, string baseline)
    {
        var isOfRates = differences.All(difference => KnownMetrics.TestSets.Contains(difference.Metric));
        var cells = differences.GroupBy(difference => difference.Cell).ToList();
        var bottom = Top + (cells.Count * Line);
        var svg = new Svg(Width, bottom + 44, Description(sweep, differences, baseline));
        var axis = new PlotAxis(Scale.Covering(differences.SelectMany(Values).Append(0)), Left, Width - 24);
        axis.Draw(svg, Top, bottom, isOfRates ? "difference of rates, cell minus baseline" : "difference, cell minus baseline");
        svg.Line("zero", axis.At(0), Top, axis.At(0), bottom);
        var y = Top;
        foreach (var cell in cells)
        {
            svg.Words("cell", 0, y + (Line / 2) + 4, CellLabel.Long(sweep, cell.Key));
            foreach (var difference in cell)
            {
                var at = y + (Line / 2) + OffsetOf(difference);
                if (difference.Comparison.Difference.Interval is { } interval)
                {
                    svg.Line("interval", axis.At(interval.Lower), at, axis.At(interval.Upper), at);
                }

                StripPlot.Mark(svg, difference.Metric, axis.At(difference.Comparison.Difference.Value), at, 4);
            }

            y += Line;
            svg.Line("rule", 0, y, Width - 24, y);
        }

        return svg.Finish();
    }

    private static IEnumerable<double> Values(Difference difference) =>
        [difference.Comparison.Difference.Value, difference.Comparison.Difference.Interval?.Lower ?? double.NaN, difference.Comparison.Difference.Interval?.Upper ?? double.NaN];

    private static double OffsetOf(Difference difference) =>
        difference.IsOfBothTestSets ? 0 : difference.Metric == KnownMetrics.Accuracy ? -7 : difference.Metric == KnownMetrics.AccuracyInverted ? 7 : 0;

    private static string Description(Sweep sweep, IReadOnlyList<Difference> differences, string baseline) =>
        $"Differences from {baseline}. " + string.Join("; ", differences.Select(difference =>
            $"{CellLabel.Long(sweep, difference.Cell)} on {difference.Label}: {Numbers.Fixed(difference.Comparison.Difference.Value, 3)}")) + ".";
}
