using System.Globalization;
using System.Text.Json;
using Symmetry.Analysis.Runs;
using Symmetry.Analysis.Statistics;
using Symmetry.Client.Results;
using Symmetry.Engine.Sweeps;
using Symmetry.Web.Json;

namespace Symmetry.Client.Tables;

/// <summary>Variance components as people and programs read them: the answer in words, and a table a cell and test set.</summary>
internal static class VarianceReport
{
    /// <summary>The report, for text and markdown.</summary>
    public static Report Of(Sweep sweep, IReadOnlyList<VarianceAnalysis> analyses)
    {
        var done = analyses.Where(one => one.Components is not null).ToList();
        var undone = analyses.Count - done.Count;
        return new Report(
            [.. done.Select(TableOf)],
            [
                "variance: in units of 10^-6 of a rate squared, unbiased, so that a small one may come out negative; interval: modified large "
                + "sample, cut at 0. share: of the variance of one run with everything drawn afresh, negative ones taken as 0; generalized interval.",
                "residual: the highest interaction and what is drawn afresh in every replicate. Intervals are 95 %.",
                .. HeldFixed(sweep.Spec.Replicates),
            ],
            [],
            [.. done.SelectMany(one => one.Components!.Factors.OrderByDescending(factor => factor.WithInteractions.Value).Select(factor => $"{NameOf(one)}: {factor.Sentence}")), .. Negative(done)],
            undone == 0 ? [] : [$"{Numbers.Count(undone, "cell")} not analysed: every replicate must be completed there, because the design must be balanced."],
            [("sweep", sweep.Id), ("seed", sweep.Spec.Seed.ToString(CultureInfo.InvariantCulture))]);
    }

    /// <summary>The components as JSON.</summary>
    public static string Json(Sweep sweep, IReadOnlyList<VarianceAnalysis> analyses) => JsonText.OfObject(json =>
    {
        json.WriteString("sweep", sweep.Id);
        json.WriteNumber("level", Estimate.DefaultLevel);
        json.WriteStartArray("analyses");
        foreach (var one in analyses)
        {
            json.WriteStartObject();
            json.WriteNumber("cell", one.Cell.Number);
            json.WriteString("name", CellSelector.NameOf(one.Cell));
            json.WriteString("on", one.Measure.Name);
            if (one.Components is { } components)
            {
                Write(json, components);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    private static void Write(Utf8JsonWriter json, VarianceComponents components)
    {
        JsonValues.Write(json, "mean", components.Mean.Value);
        JsonValues.Write(json, "lower", components.Mean.Interval?.Lower);
        JsonValues.Write(json, "upper", components.Mean.Interval?.Upper);
        JsonValues.Write(json, "variance", components.TotalVariance);
        json.WriteStartArray("components");
        foreach (var component in components.Components)
        {
            json.WriteStartObject();
            json.WriteString("source", component.Name);
            json.WriteNumber("degrees", component.Degrees);
            JsonValues.Write(json, "variance", component.Variance);
            JsonValues.Write(json, "lower", component.Interval.Lower);
            JsonValues.Write(json, "upper", component.Interval.Upper);
            JsonValues.Write(json, "share", component.Share.Value);
            JsonValues.Write(json, "shareLower", component.Share.Interval?.Lower);
            JsonValues.Write(json, "shareUpper", component.Share.Interval?.Upper);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("sentences");
        foreach (var factor in components.Factors)
        {
            json.WriteStringValue(factor.Sentence);
        }

        json.WriteEndArray();
    }

    private static IEnumerable<string> HeldFixed(ReplicateDesign design)
    {
        (string Name, int Size)[] all =
        [
            ("seed", design.Seeds), ("split", design.Splits), ("weights", design.Weights), ("order", design.Orders), ("P", design.Permutations),
        ];
        var held = all.Where(factor => factor.Size == 1).Select(factor => factor.Name).ToList();
        if (held.Count > 0)
        {
            yield return $"Held fixed in all replicates: {string.Join(", ", held)}. What that would add to the variance is not in here.";
        }
    }

    private static IEnumerable<string> Negative(IReadOnlyList<VarianceAnalysis> analyses)
    {
        foreach (var one in analyses)
        {
            var below = one.Components!.Components.Where(component => component.Variance < 0).Select(component => component.Name).ToList();
            if (below.Count > 0)
            {
                yield return $"{NameOf(one)}: estimated below 0, that is less than chance variation, so that it is small or nothing: {string.Join(", ", below)}.";
            }
        }
    }

    private static ResultTable TableOf(VarianceAnalysis one)
    {
        var components = one.Components!;
        var interval = components.Mean.Interval is { } ends ? $" [{Numbers.Fixed(ends.Lower, 4)}, {Numbers.Fixed(ends.Upper, 4)}]" : "";
        return new ResultTable(
            $"{NameOf(one)}: mean {Numbers.Fixed(components.Mean.Value, 4)}{interval}, sd of one run {Numbers.Fixed(Math.Sqrt(Math.Max(0, components.TotalVariance)), 4)}.",
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

    private static string NameOf(VarianceAnalysis one) =>
        $"{CellSelector.NameOf(one.Cell)}{(one.Measure == Measure.Inverted ? " on -X_test" : " on X_test")}";
}
