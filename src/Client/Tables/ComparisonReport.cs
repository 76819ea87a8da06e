using System.Globalization;
using System.Text.Json;
using Symmetry.Analysis.Runs;
using Symmetry.Analysis.Statistics;
using Symmetry.Client.Results;
using Symmetry.Web.Json;

namespace Symmetry.Client.Tables;

/// <summary>Comparisons with a baseline as people and programs read them.</summary>
internal static class ComparisonReport
{
    // Below this upper limit one distribution is almost stochastically above another (COVERAGE.md says why not below a half).
    private const double OrderBar = 0.2;

    /// <summary>The report, for text and markdown.</summary>
    public static Report Of(BaselineComparison comparison)
    {
        var sweep = comparison.Sweep;
        var corrected = comparison.CorrectedRatio is not null;
        var table = new ResultTable(
            $"{sweep.Spec.Name}: each cell A less the baseline B = cell {comparison.Baseline.Number} ({CellSelector.NameOf(comparison.Baseline)}), rate {Where(comparison)}, paired by replicate.",
            [
                new("cell"), new("settings", IsNumber: false), new("pairs"), new("difference"), new("95 % interval"), new("p"), new("p Holm"),
            ],
            [.. comparison.Others.Select(IReadOnlyList<string> (one) => Row(one))]);

        // Two tables, so that a line fits a terminal of 100 letters.
        var columns = new List<TableColumn>
        {
            new("cell"), new("95 % BCa"), new("p t"), new("p flips"), new("P(A > B)"), new("saved"), new("order", IsNumber: false),
        };
        if (corrected)
        {
            columns.Add(new TableColumn("95 % corrected"));
            columns.Add(new TableColumn("p corrected"));
        }

        var more = new ResultTable("The same by other methods, and as distributions.", columns, [.. comparison.Others.Select(IReadOnlyList<string> (one) => More(one, corrected))]);
        return new Report(
            [table, more], [.. Legend(comparison)], [], [.. Findings(comparison)], [],
            [("sweep", sweep.Id), ("seed", sweep.Spec.Seed.ToString(CultureInfo.InvariantCulture)), ("family", $"{comparison.Family} differences from cell {comparison.Baseline.Number}, on both test sets")]);
    }

    /// <summary>The comparisons as JSON.</summary>
    public static string Json(BaselineComparison comparison) => JsonText.OfObject(json =>
    {
        json.WriteString("sweep", comparison.Sweep.Id);
        json.WriteNumber("baseline", comparison.Baseline.Number);
        json.WriteString("on", comparison.Measure.Name);
        json.WriteNumber("level", Estimate.DefaultLevel);
        json.WriteNumber("family", comparison.Family);
        json.WriteStartArray("comparisons");
        foreach (var one in comparison.Others)
        {
            json.WriteStartObject();
            json.WriteNumber("cell", one.Cell.Number);
            json.WriteString("name", CellSelector.NameOf(one.Cell));
            json.WriteNumber("pairs", one.Paired?.Pairs ?? 0);
            json.WriteNumber("leftOut", one.LeftOut);
            JsonValues.Write(json, "difference", one.Paired?.Difference.Value);
            WriteInterval(json, "t", one.Paired?.Difference.Interval);
            WriteInterval(json, "bca", one.Paired?.BcaDifference.Interval);
            JsonValues.Write(json, "sd", one.Paired?.DifferenceStandardDeviation);
            JsonValues.Write(json, "p", one.Paired?.PValue);
            JsonValues.Write(json, "pHolm", one.Holm);
            json.WriteString("test", one.Paired?.Test is { } test ? TestNames.Of(test) : null);
            JsonValues.Write(json, "pPairedT", one.Paired?.PairedTPValue);
            JsonValues.Write(json, "pSignFlip", one.Paired?.SignFlip?.P);
            json.WriteString("refusal", one.Paired?.Refusal);
            JsonValues.Write(json, "superiority", one.Paired?.Superiority.Value);
            WriteInterval(json, "superiorityInterval", one.Paired?.Superiority.Interval);
            JsonValues.Write(json, "varianceSaved", one.Paired?.VarianceSaved);
            JsonValues.Write(json, "asoBetter", one.Better?.UpperLimit);
            JsonValues.Write(json, "asoWorse", one.Worse?.UpperLimit);
            if (comparison.CorrectedRatio is { } ratio)
            {
                JsonValues.Write(json, "correctedRatio", ratio);
                WriteInterval(json, "corrected", one.Corrected?.Mean.Interval);
                JsonValues.Write(json, "pCorrected", one.Corrected?.PValue);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    private static List<string> Row(CellComparison one) =>
    [
        one.Cell.Number.ToString(CultureInfo.InvariantCulture),
        CellSelector.NameOf(one.Cell),
        (one.Paired?.Pairs ?? 0).ToString(CultureInfo.InvariantCulture),
        Signed(one.Paired?.Difference.Value),
        Ends(one.Paired?.Difference.Interval, Signed),
        P(one.Paired?.PValue),
        P(one.Holm) + Stars(one.Holm),
    ];

    private static List<string> More(CellComparison one, bool corrected)
    {
        var paired = one.Paired;
        List<string> row =
        [
            one.Cell.Number.ToString(CultureInfo.InvariantCulture),
            Ends(paired?.BcaDifference.Interval, Signed),
            P(paired?.PairedTPValue),
            P(paired?.SignFlip?.P),
            paired is null ? Numbers.Undefined : $"{Numbers.Fixed(paired.Superiority.Value, 2)} {Ends(paired.Superiority.Interval, value => Numbers.Fixed(value ?? double.NaN, 2))}",
            paired is null || !double.IsFinite(paired.VarianceSaved) ? Numbers.Undefined : $"{Numbers.Fixed(100 * paired.VarianceSaved, 0)} %",
            Order(one),
        ];
        if (corrected)
        {
            row.Add(Ends(one.Corrected?.Mean.Interval, Signed));
            row.Add(P(one.Corrected?.PValue));
        }

        return row;
    }

    private static IEnumerable<string> Legend(BaselineComparison comparison)
    {
        yield return "pairs: replicates completed in both cells; they share split, weights, order and P. difference: its mean, with "
            + (CrossedDesign.Of(comparison.Sweep.Spec.Replicates) is null
                ? "Student's t and BCa bootstrap intervals over replicates."
                : "Satterthwaite's t over the levels of the crossed design.");
        yield return $"p: two-sided, {TestNames.Rule}; p Holm: adjusted over all {Numbers.Count(comparison.Family)} differences from this baseline, "
            + "on both test sets (as in the report), so that the chance of any false star is about 5 %: * 0.05, ** 0.01, *** 0.001. "
            + "p t, p flips: the paired t test and that of sign flips without mid-p. How often they err: src/Analysis/Statistics/COVERAGE.md.";
        yield return "P(A > B): how often one run of A beats the paired run of B, with Wilson's interval. saved: the part of the variance of the "
            + "difference that pairing took away.";
        yield return "order: almost stochastic order, eps_min below 0.2: A above or below B as a whole distribution; otherwise both eps_min.";
        if (comparison.CorrectedRatio is { } ratio)
        {
            yield return $"corrected: Nadeau and Bengio's resampled t with n_test/n_train = {Numbers.Exact(ratio)}, about the algorithm on other data of "
                + "this kind; all else is about this data.";
        }
    }

    private static IEnumerable<string> Findings(BaselineComparison comparison)
    {
        if (comparison.Refusal is { } refusal)
        {
            yield return $"No stars: {refusal}";
        }

        var leftOut = comparison.Others.Sum(one => one.LeftOut);
        if (leftOut > 0)
        {
            yield return $"{Numbers.Count(leftOut, "replicate")} left out, because one of the two runs failed, diverged or is not there.";
        }
    }

    private static string Order(CellComparison one) => one switch
    {
        { Better.UpperLimit: < OrderBar and var limit } => $"above ({Numbers.Fixed(limit, 2)})",
        { Worse.UpperLimit: < OrderBar and var limit } => $"below ({Numbers.Fixed(limit, 2)})",
        { Better: { } better, Worse: { } worse } => $"open ({Numbers.Fixed(better.UpperLimit, 2)}, {Numbers.Fixed(worse.UpperLimit, 2)})",
        _ => Numbers.Undefined,
    };

    private static string Where(BaselineComparison comparison) => comparison.Measure.Name == "inverted" ? "on -X_test" : "on X_test";

    private static string Stars(double? p) => p switch { <= 0.001 => "***", <= 0.01 => "**", <= 0.05 => "*", _ => "" };

    private static string P(double? p) => p is not { } value || !double.IsFinite(value) ? Numbers.Undefined
        : value < 0.0001 ? "< 0.0001" : Numbers.Fixed(value, 4);

    private static string Signed(double? value) => value is { } number && double.IsFinite(number)
        ? (number > 0 ? "+" : "") + Numbers.Fixed(number, 4)
        : Numbers.Undefined;

    private static string Ends(Interval? interval, Func<double?, string> write) =>
        interval is { } ends ? $"[{write(ends.Lower)}, {write(ends.Upper)}]" : Numbers.Undefined;

    private static void WriteInterval(Utf8JsonWriter json, string name, Interval? interval)
    {
        if (interval is not { } ends)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartArray(name);
        json.WriteNumberValue(ends.Lower);
        json.WriteNumberValue(ends.Upper);
        json.WriteEndArray();
    }
}
