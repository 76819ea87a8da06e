using Symmetry.Analysis.Questions.Tables;

namespace Symmetry.Analysis.Questions.Variance;

/// <summary>Variance components as people read them: the answer in words, and a table for each cell and metric.</summary>
public static class VarianceReport
{
    /// <summary>Builds the report.</summary>
    public static Report Build(Sweep sweep, IReadOnlyList<VarianceAnalysis> analyses)
    {
        var done = analyses.Where(analysis => analysis.Components is not null).ToList();
        var undone = analyses.Count - done.Count;
        var unit = done.All(analysis => KnownMetrics.TestSets.Contains(analysis.Metric)) ? "a rate squared" : "the metric's unit squared";
        return new Report(
            [.. done.Select(TableOf)],
            [
                $"variance: in units of 10^-6 of {unit}, unbiased, so that a small one may come out negative; interval: modified large "
                + "sample, cut at 0. share: of the variance of one run with everything drawn afresh, negative ones taken as 0; generalized interval.",
                "residual: the highest interaction and what is drawn afresh in every replicate. Intervals are 95 %.",
                .. HeldFixed(sweep.Spec.Replicates),
            ],
            [],
            [.. done.SelectMany(analysis => analysis.Components!.Factors.OrderByDescending(factor => factor.WithInteractions.Value)
                .Select(factor => $"{NameOf(analysis)}: {factor.Sentence}")), .. Negative(done)],
            undone == 0 ? [] : [$"{Numbers.Count(undone, "cell")} not analysed: every replicate must be completed there, because the design must be balanced."],
            [("sweep", sweep.Id), ("seed", sweep.Spec.Seed.ToString(CultureInfo.InvariantCulture))]);
    }

    private static IEnumerable<string> HeldFixed(ReplicateDesign design)
    {
        if (CrossedDesign.HeldFixed(design) is { Count: > 0 } held)
        {
            yield return $"Held fixed in all replicates: {string.Join(", ", held)}. What that would add to the variance is not in here.";
        }
    }

    private static IEnumerable<string> Negative(IReadOnlyList<VarianceAnalysis> analyses)
    {
        foreach (var analysis in analyses)
        {
            var below = analysis.Components!.Components.Where(component => component.Variance < 0).Select(component => component.Name).ToList();
            if (below.Count > 0)
            {
                yield return $"{NameOf(analysis)}: estimated below 0, that is less than chance variation, "
                    + $"so that it is small or nothing: {string.Join(", ", below)}.";
            }
        }
    }

    private static ResultTable TableOf(VarianceAnalysis analysis)
    {
        var components = analysis.Components!;
        var interval = components.Mean.Interval is { } ends ? $" [{Numbers.Fixed(ends.Lower, 4)}, {Numbers.Fixed(ends.Upper, 4)}]" : "";
        return new ResultTable(
            $"{NameOf(analysis)}: mean {Numbers.Fixed(components.Mean.Value, 4)}{interval}, "
            + $"sd of one run {Numbers.Fixed(Math.Sqrt(Math.Max(0, components.TotalVariance)), 4)}.",
            [
                new TableColumn("source", IsNumber: false), new TableColumn("degrees"), new TableColumn("variance"), new TableColumn("95 % interval"),
                new TableColumn("share"), new TableColumn("95 % of share"),
            ],
            [.. components.Components.Select(Row)]);
    }

    private static IReadOnlyList<string> Row(VarianceComponent component) =>
    [
        component.Name,
        component.Degrees.ToString(CultureInfo.InvariantCulture),
        Numbers.Fixed(component.Variance * 1e6, 2),
        $"[{Numbers.Fixed(component.Interval.Lower * 1e6, 2)}, {Numbers.Fixed(component.Interval.Upper * 1e6, 2)}]",
        $"{Numbers.Fixed(100 * component.Share.Value, 1)} %",
        component.Share.Interval is { } share ? $"{Numbers.Fixed(100 * share.Lower, 1)} to {Numbers.Fixed(100 * share.Upper, 1)} %" : Numbers.Undefined,
    ];

    private static string NameOf(VarianceAnalysis analysis) => $"{CellLabel.Short(analysis.Cell)} {MetricText.Heading(analysis.Metric)}";
}
