using Symmetry.Analysis.Questions.Effects;

namespace Symmetry.Analysis.Figures;

/// <summary>The shares of main effects and interactions in the variance between cells, ranked, with their intervals.</summary>
public static class SharePlot
{
    private const int MaxTerms = 20;

    /// <summary>Draws the shares for the first metric; null if the sweep has no complete grid of two axes, or no variance between cells was found.</summary>
    public static Figure? Draw(FigureData data)
    {
        if (data.Effects is not { Shares: { } shares } effects || effects.Grid.Axes.Count < 2)
        {
            return null;
        }

        var terms = shares.Terms.Where(term => double.IsFinite(term.Share.Value)).OrderByDescending(term => term.Share.Value).Take(MaxTerms).ToList();
        if (terms.Count == 0)
        {
            return null;
        }

        var plot = new RowPlot(
            $"Shares of the variance of {effects.Metric} between cells. "
            + string.Join("; ", terms.Select(term => $"{EffectsReport.Name(effects, term)}: {Numbers.Fixed(term.Share.Value, 3)}")) + ".",
            terms.Max(term => Svg.WidthOf(EffectsReport.Name(effects, term), 13)) + 40);
        plot.Panel(
            $"What {effects.Metric} depends on",
            "share of the variance between cells",
            line: 14,
            gap: 10,
            [.. terms.Select(term => (EffectsReport.Name(effects, term), "", Values(term.Share), (Action<double>)(y =>
            {
                plot.Interval("interval", term.Share.Interval, y + 7);
                plot.Svg.Disc("original", plot.At(term.Share.Value), y + 7, 4);
            })))],
            marked: 0);
        plot.Legend(
            ("share", true, (x, y) => plot.Svg.Disc("original", x, y, 4)),
            ("its 95 % interval", true, (x, y) => plot.Svg.Line("interval", x - 10, y, x + 10, y)));
        return new Figure(
            plot.Svg,
            $"Main effects and two-way interactions as shares of the variance of {effects.Metric} between cells, without the noise of replicates, with 95 % "
            + $"jackknife intervals.{(shares.Terms.Count > terms.Count ? $" The {terms.Count} largest of {shares.Terms.Count}." : "")}");
    }

    private static IEnumerable<double> Values(Estimate share) => [share.Value, .. Scale.Ends(share.Interval)];
}
