using System.Text;
using Symmetry.Analysis.Figures;
using Symmetry.Analysis.Questions.Comparisons;
using Symmetry.Analysis.Questions.Tables;
using Symmetry.Analysis.Questions.Variance;
using Symmetry.Engine.Experiments.Mlp;

namespace Symmetry.Client.Reports;

/// <summary>The report of a sweep: one HTML file that needs nothing else, for screens light and dark and for paper.</summary>
internal sealed class HtmlReport
{
    private const string Invariant = "Cells whose features are invariant: X and -X have the same bits.";
    private const string Pixels = "Cells that see pixels: X above, -X below.";

    private readonly StringBuilder text = new();
    private readonly FigureData data;
    private readonly Report report;
    private readonly bool isOfRates;
    private int figures;

    private HtmlReport(FigureData data)
    {
        this.data = data;
        isOfRates = data.Table.Metrics.All(KnownMetrics.TestSets.Contains);
        report = SweepReport.Build(data.Table);
    }

    public static string Write(FigureData data, DateTimeOffset now, IReadOnlyList<TrainedCurve>? trained = null)
    {
        var html = new HtmlReport(data);
        html.Head();
        html.Findings();
        html.Tables();
        html.Strips();
        html.Curves();
        html.Differences();
        html.Variance();
        html.Trained(trained ?? []);
        html.Features();
        html.Provenance(now);
        return html.text.Append("</main>\n</body>\n</html>\n").ToString();
    }

    private void Head()
    {
        var sweep = data.Sweep;
        using var resource = typeof(HtmlReport).Assembly.GetManifestResourceStream("report.css")
            ?? throw new InvalidOperationException("The style sheet is not embedded in this build.");
        using var css = new StreamReader(resource);
        text.Append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        text.Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        text.Append("<title>").Append(Html.Plain($"{sweep.Spec.Name}: results")).Append("</title>\n<style>\n").Append(css.ReadToEnd());
        text.Append("</style>\n</head>\n<body>\n<main>\n<h1>").Append(Html.Plain(sweep.Spec.Name)).Append("</h1>\n");
        text.Append("<p class=\"lead\">").Append(Html.Plain(
            $"{Numbers.Count(sweep.Cells.Length, "cell")} of {(sweep.Spec.Replicates.HasGoal ? "at most " : "")}{Numbers.Count(sweep.Replicates, "replicate")}, "
            + $"{Numbers.Count(data.Runs.Ended)} of {Numbers.Count(data.Runs.State.Trials, "training")} ended. Sweep {sweep.Id}.")).Append("</p>\n");
    }

    private void Findings()
    {
        text.Append("<h2>What was found</h2>\n");
        List("", [.. report.Findings, .. DifferenceTable.Sentences(data.Sweep, data.Differences).Select(sentence => $"Against {Baseline()}: {sentence}")]);
        List("Exact facts, each checked on every trial that it concerns:", report.Facts);
        List("", report.Failures, data.Runs.IsComplete && data.Runs.Failed == 0 ? "notes" : "warning");
    }

    private void Tables()
    {
        text.Append("<h2>").Append(isOfRates ? "Rates of correct classification" : Html.Plain(string.Join(", ", data.Table.Metrics))).Append("</h2>\n");
        foreach (var table in report.Tables)
        {
            Table(table);
        }

        foreach (var sentence in report.Legend)
        {
            text.Append("<p class=\"notes\">").Append(Html.Prose(sentence)).Append("</p>\n");
        }
    }

    // Rates of cells whose features are invariant lie close together: they get a plot and a scale of their own.
    private void Strips()
    {
        var strips = data.Shown.Where(cell => data.Runs.Cells[cell.Number].Completed > 0).SelectMany(cell => Strip.Build(data.Table, cell)).ToList();
        foreach (var group in strips.GroupBy(strip => isOfRates ? strip.Cell.Settings is MlpSettings { IsInvariant: true } ? Invariant : Pixels : $"{strip.Metric}, one line for each cell."))
        {
            var hidden = data.Sweep.Cells.Length > FigureData.MaxCells ? $" The first {FigureData.MaxCells} cells of {Numbers.Count(data.Sweep.Cells.Length)}." : "";
            Figure(
                StripPlot.Draw([.. group]),
                $"{group.Key} Each mark is a run (disc: X_test, triangle: -X_test); above {Strip.MaxRuns} runs, evenly spaced ones. Below them: thick line, 95 % interval of the mean, "
                + $"with the mean as a tick; thin line, 95 % prediction interval of one run; diamond, the number of the paper.{hidden}");
        }
    }

    private void Curves()
    {
        var metric = data.Table.Metrics[0];
        if (Curve.Build(data.Table, metric) is { Count: > 0 } curves && Curve.FindAxis(data.Sweep) is { } axis)
        {
            Figure(
                CurvePlot.Draw(curves, axis.Setting.Name, metric),
                $"Mean {(KnownMetrics.TestSets.Contains(metric) ? "rate " : "")}{MetricText.Heading(metric)} by {axis.Setting.Name} ({axis.Setting.Summary}), with 95 % intervals of the mean. Values are evenly spaced.");
        }
    }

    private void Differences()
    {
        if (data.Differences.Count == 0)
        {
            return;
        }

        text.Append("<h2>Paired differences</h2>\n<p>").Append(Html.Prose(
            $"The baseline is {Baseline()}. Replicate k of every cell has the same split, weights, order and P, "
            + "so that what they share takes no part in the difference.")).Append("</p>\n");
        foreach (var group in data.Differences.GroupBy(difference => isOfRates ? "Mean differences" : $"Mean differences in {difference.Metric}"))
        {
            Figure(
                DifferencePlot.Draw(data.Sweep, [.. group], Baseline()),
                $"{group.Key} with their 95 % intervals, paired by replicate (disc: X_test, triangle: -X_test). The dashed line is no difference.");
        }

        Table(DifferenceTable.Build(data.Sweep, data.Differences));
        text.Append("<p class=\"notes\">").Append(Html.Prose(
            (data.Runs.Design is null
                ? $"Interval: paired t over replicates. p: two-sided, {PairedTestText.Rule}, adjusted by Holm over all rows of this table: all differences from this baseline{(isOfRates ? ", on both test sets" : "")}. "
                : "Interval: Satterthwaite's t over the levels of the crossed design; no p, because replicates share levels. ")
            + "P(better): probability that one further pair favours the cell, ties halved. "
            + "Variance saved: the part of the variance that pairing took away.")).Append("</p>\n");
    }

    private void Trained(IReadOnlyList<TrainedCurve> trained)
    {
        if (trained.Count == 0)
        {
            return;
        }

        var sweep = data.Sweep;
        text.Append("<h2>Learning curves</h2>\n<p>").Append(Html.Prose(
            $"Replicate 0 of {(trained.Count < sweep.Cells.Length ? $"{trained.Count} of {Numbers.Count(sweep.Cells.Length)} cells" : "every cell")}, trained again for "
            + "this report and looked at between epochs: the same bits as the stored trial. Solid lines: invariant features; dashed: pixels.")).Append("</p>\n");
        Figure(EpochPlot.Draw(sweep, trained, "Mean loss over the training rows", point => point.TrainLoss), "Mean loss over the training rows, after epochs.");
        Figure(EpochPlot.Draw(sweep, trained, "Rate on X_test", point => point.Original), "Rate on X_test, after epochs.");
        if (trained.Any(curve => curve.Cell.Settings is not MlpSettings { IsInvariant: true }))
        {
            Figure(
                EpochPlot.Draw(sweep, [.. trained.Where(curve => curve.Cell.Settings is not MlpSettings { IsInvariant: true })], "Rate on -X_test", point => point.Inverted),
                "Rate on -X_test, after epochs, where it is not the same.");
        }
    }

    private void Variance()
    {
        if (VarianceTable.Build(data.Runs, data.Shown, data.Table.Metrics[0]) is { } table)
        {
            text.Append("<h2>Where the variance comes from</h2>\n");
            Table(table);
        }
    }

    private void Features()
    {
        if (!data.Sweep.DataSets.Any(images => images.IsEmbedded))
        {
            return;
        }

        text.Append("<h2>What the networks see</h2>\n");
        Figure(
            FeaturePicture.Draw(data.Sweep.Spec.Seed).Replace("class=\"plot\"", "class=\"plot picture\"", StringComparison.Ordinal),
            $"Image {FeaturePicture.Image} of the data set, a 3, and its inversion (left), as Figure 1 of the paper has them, with their square, gradient and "
            + "permutation features: both lines are the same bits. White is -1, black is 1; P is that of replicate 0.");
    }

    private void Provenance(DateTimeOffset now)
    {
        text.Append("<h2>Provenance</h2>\n<dl>\n");
        foreach (var (name, value) in report.Provenance.Concat(Reports.Provenance.List(data.Runs, now)))
        {
            text.Append("<dt>").Append(Html.Plain(name)).Append("</dt><dd>").Append(Html.Prose(value)).Append("</dd>\n");
        }

        text.Append("</dl>\n<p class=\"notes\">The specification in full; it gives the same bits on every machine:</p>\n<pre>");
        text.Append(System.Net.WebUtility.HtmlEncode(data.Sweep.Canonical)).Append("</pre>\n");
    }

    private string Baseline() => CellLabel.Long(data.Sweep, data.Baseline);

    private void Figure(string svg, string caption) => text.Append("<figure>\n").Append(svg)
        .Append("<figcaption><b>Figure ").Append(++figures).Append(".</b> ").Append(Html.Prose(caption)).Append("</figcaption>\n</figure>\n");

    private void List(string title, IReadOnlyList<string> sentences, string style = "")
    {
        if (sentences.Count == 0)
        {
            return;
        }

        if (title.Length > 0)
        {
            text.Append("<p>").Append(Html.Prose(title)).Append("</p>\n");
        }

        text.Append(style.Length > 0 ? $"<ul class=\"{style}\">\n" : "<ul>\n");
        foreach (var sentence in sentences)
        {
            text.Append("<li>").Append(Html.Prose(sentence)).Append("</li>\n");
        }

        text.Append("</ul>\n");
    }

    private void Table(ResultTable table)
    {
        var columns = table.Columns;
        text.Append("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"").Append(Html.Plain(table.Title));
        text.Append("\">\n<table>\n<caption>").Append(Html.Prose(table.Title)).Append("</caption>\n<thead>\n");
        if (columns.Any(column => column.Group.Length > 0))
        {
            text.Append("<tr>");
            foreach (var (group, width) in Groups(columns))
            {
                text.Append(group.Length == 0 ? $"<td colspan=\"{width}\"></td>" : $"<th class=\"group\" colspan=\"{width}\" scope=\"colgroup\">{Html.Prose(group)}</th>");
            }

            text.Append("</tr>\n");
        }

        text.Append("<tr>");
        foreach (var column in columns)
        {
            text.Append(column.IsNumber ? "<th class=\"number\" scope=\"col\">" : "<th scope=\"col\">").Append(Html.Prose(column.Header)).Append("</th>");
        }

        text.Append("</tr>\n</thead>\n<tbody>\n");
        foreach (var row in table.Rows)
        {
            text.Append("<tr>");
            foreach (var (value, column) in row.Zip(columns))
            {
                var style = (column.IsNumber ? "number" : "") + (value.EndsWith(SweepReport.Mark, StringComparison.Ordinal) ? " mark" : "");
                text.Append(style.Length > 0 ? $"<td class=\"{style.Trim()}\">" : "<td>").Append(Html.Prose(value.Trim())).Append("</td>");
            }

            text.Append("</tr>\n");
        }

        text.Append("</tbody>\n</table>\n</div>\n");
    }

    private static IEnumerable<(string Group, int Width)> Groups(IReadOnlyList<TableColumn> columns)
    {
        for (var i = 0; i < columns.Count;)
        {
            var from = i;
            while (i < columns.Count && columns[i].Group == columns[from].Group)
            {
                i++;
            }

            yield return (columns[from].Group, i - from);
        }
    }
}
