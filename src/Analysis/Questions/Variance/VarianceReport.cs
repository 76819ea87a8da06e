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
        var unit = done.All(IsRate) ? "in units of 10^-6 of a rate squared"
            : done.Exists(IsRate) ? "in the metric's unit squared, of rates in 10^-6" : "in the metric's unit squared";
        return new Report(
            [.. done.Select(TableOf)],
            [
                $"variance: {unit}, unbiased, so that a small one may come out negative; interval: modified large "
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
        var interval = components.Mean.Interval is { } ends ? $" [{Say(ends.Lower)}, {Say(ends.Upper)}]" : "";
        return new ResultTable(
            $"{NameOf(analysis)}: mean {Say(components.Mean.Value)}{interval}, "
            + $"sd of one run {Say(Math.Sqrt(Math.Max(0, components.TotalVariance)))}.",
            [
                new TableColumn("source", IsNumber: false), new TableColumn("degrees"), new TableColumn("variance"), new TableColumn("95 % interval"),
                new TableColumn("share"), new TableColumn("95 % of share"),
            ],
            [.. components.Components.Select(component => Row(analysis, component))]);

        string Say(double value) => MetricText.Finite(analysis.Metric, value);
    }

    private static bool IsRate(VarianceAnalysis analysis) => analysis.Metric.Kind is MetricKind.Proportion;

    private static string Variance(VarianceAnalysis analysis, double variance) =>
        IsRate(analysis) ? Numbers.Fixed(variance * 1e6, 2) : Numbers.Significant(variance);

    private static IReadOnlyList<string> Row(VarianceAnalysis analysis, VarianceComponent component) =>
    [
        component.Name,
        component.Degrees.ToString(CultureInfo.InvariantCulture),
        Variance(analysis, component.Variance),
        $"[{Variance(analysis, component.Interval.Lower)}, {Variance(analysis, component.Interval.Upper)}]",
        $"{Numbers.Fixed(100 * component.Share.Value, 1)} %",
        component.Share.Interval is { } share ? $"{Numbers.Fixed(100 * share.Lower, 1)} to {Numbers.Fixed(100 * share.Upper, 1)} %" : Numbers.Undefined,
    ];

    private static string NameOf(VarianceAnalysis analysis) => $"{CellLabel.Short(analysis.Cell)} {MetricText.In(analysis.Metric)}";
}
