using Symmetry.Analysis.Figures;
using Symmetry.Analysis.Questions.Comparisons;
using Symmetry.Analysis.Questions.Tables;
using Symmetry.Analysis.Questions.Variance;
using Symmetry.Engine.Experiments;
using Symmetry.Engine.Experiments.Mlp;

namespace Symmetry.Client.Reports;

/// <summary>The report of a sweep: one HTML file that needs nothing else, for screens light and dark and for paper.</summary>
internal sealed class HtmlReport
{
    private readonly StringBuilder text = new();
    private readonly FigureData data;
    private readonly Report report;
    private int figures;

    private HtmlReport(FigureData data)
    {
        this.data = data;
        report = SweepReport.Build(data.Table);
    }

    public static string Write(FigureData data, DateTimeOffset now, IReadOnlyList<TrainedCurve>? trained = null)
    {
        var html = new HtmlReport(data);
        html.Head();
        html.Findings();
        html.Tables();
        html.Figure(StripPlot.Draw(data));
        html.Figure(CurvePlot.Draw(data));
        html.Differences();
        html.Effects();
        html.Variance();
        html.Trained(trained ?? []);
        html.Figure(FeaturePicture.Draw(data), "What the networks see");
        html.Provenance(now);
        return html.text.Append("</main>\n</body>\n</html>\n").ToString();
    }

    private void Head()
    {
        var sweep = data.Sweep;
        using var css = new StreamReader(typeof(HtmlReport).Assembly.GetManifestResourceStream("report.css")!);
        text.Append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        text.Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        text.Append("<title>").Append(Html.Plain($"{sweep.Spec.Name}: results")).Append("</title>\n<style>\n")
            .Append(FigureStyle.ForPages).Append(css.ReadToEnd());
        text.Append("</style>\n</head>\n<body>\n<main>\n<h1>").Append(Html.Plain(sweep.Spec.Name)).Append("</h1>\n");
        text.Append("<p class=\"lead\">").Append(Html.Plain(
            $"{Numbers.Count(sweep.Cells.Length, "cell")} of {(sweep.Spec.Replicates.HasGoal ? "at most " : "")}"
            + $"{Numbers.Count(sweep.Replicates, "replicate")}, {Numbers.Count(data.Runs.Ended)} of "
            + $"{Numbers.Count(data.Runs.State.Trials, TrialMetrics.Noun(sweep))} ended. "
            + $"Sweep {sweep.Id}.")).Append("</p>\n");
    }

    private void Findings()
    {
        text.Append("<h2>What was found</h2>\n");
        List("", data.Table.Best is { } best ? [BestReport.SetSentence(best), BestReport.ChosenSentence(best)] : []);
        List("", data.Runs.HasFixedReplicates && DifferenceText.Significant(data.Differences) is { } significant
            ? [.. report.Findings, $"Against {Baseline()}: {significant}"] : report.Findings);
        List("Exact facts, each checked on every trial that it concerns:", report.Facts);
        List("", report.Failures, data.Runs.IsComplete && data.Runs.Failed == 0 ? "notes" : "warning");
    }

    private void Tables()
    {
        text.Append("<h2>").Append(data.IsOfRates ? "Rates of correct classification" : Html.Plain(string.Join(", ", data.Table.Metrics))).Append("</h2>\n");
        foreach (var table in report.Tables)
        {
            Table(table);
        }

        text.AppendJoin("", report.Legend.Select(sentence => $"<p class=\"notes\">{Html.Prose(sentence)}</p>\n"));
    }

    private void Differences()
    {
        if (data.Differences.Count == 0)
        {
            return;
        }

        text.Append("<h2>Paired differences</h2>\n<p>").Append(Html.Prose(
            $"The baseline is {Baseline()}. {Pairing()}, so that what they share takes no part in the difference.")).Append("</p>\n");
        if (DifferenceText.Caveat(data.Runs) is { } caveat)
        {
            List("", [caveat], "warning");
        }

        Figure(DifferencePlot.Draw(data));
        Table(DifferenceTable.Build(data.Runs, data.Differences));
        text.Append("<p class=\"notes\">").Append(Html.Prose(
            DifferenceText.Method(data.Family)
            + " effect: difference / standard deviation of one run. finds: the smallest difference that these replicates find with power 0.8 in "
            + "this family. P(better): probability that one further pair favours the cell, ties halved. "
            + "Variance saved: the part of the variance that pairing took away.")).Append("</p>\n");
    }

    private void Effects()
    {
        if (data.Effects is { Grid.Axes.Count: > 1 })
        {
            Figure(EffectPlot.Draw(data), "Which settings matter");
            Figure(SharePlot.Draw(data));
            Figure(InteractionPlot.Draw(data));
        }
    }

    private void Trained(IReadOnlyList<TrainedCurve> trained)
    {
        if (trained.Count == 0)
        {
            return;
        }

        var sweep = data.Sweep;
        text.Append("<h2>Learning curves</h2>\n<p>").Append(Html.Prose(
            $"Replicate 0 of {(trained.Count < sweep.Cells.Length ? $"{trained.Count} of {Numbers.Count(sweep.Cells.Length)} cells" : "every cell")}, "
            + "trained again for this report and looked at between epochs: the same bits as the stored trial. "
            + "Solid lines: invariant features; dashed: pixels.")).Append("</p>\n");
        Figure(EpochPlot.Draw(sweep, trained, "Mean loss over the training rows", point => point.TrainLoss));
        Figure(EpochPlot.Draw(sweep, trained, "Rate on X", point => point.Original));
        if (trained.Where(curve => curve.Cell.Settings is not MlpSettings { IsInvariant: true }).ToList() is { Count: > 0 } pixels)
        {
            Figure(EpochPlot.Draw(sweep, pixels, "Rate on -X of cells that see pixels", point => point.Inverted));
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

    private void Provenance(DateTimeOffset now)
    {
        var entries = report.Provenance.Concat(Reports.Provenance.List(data.Runs, now));
        text.Append("<h2>Provenance</h2>\n<dl>\n")
            .AppendJoin("", entries.Select(entry => $"<dt>{Html.Plain(entry.Item1)}</dt><dd>{Html.Prose(entry.Item2)}</dd>\n"));
        text.Append("</dl>\n<p class=\"notes\">The specification in full; it gives the same bits on every machine:</p>\n<pre>");
        text.Append(System.Net.WebUtility.HtmlEncode(data.Sweep.CanonicalWithoutFiles)).Append("</pre>\n");
    }

    private bool IsTrained => data.Sweep.Experiment is ITrainedInEpochs;

    private string Pairing() => IsTrained
        ? "Replicate k of every cell has the same split, weights, order and P"
        : "Replicate k of a cell is compared with replicate k of the baseline";

    private string Baseline() => CellLabel.Long(data.Sweep, data.Baseline);

    private void Figure(Figure? figure, string heading = "")
    {
        if (figure is not null)
        {
            text.Append(heading.Length > 0 ? $"<h2>{heading}</h2>\n" : "").Append("<figure>\n").Append(figure.Drawing.ToHtml())
                .Append("<figcaption><b>Figure ").Append(++figures).Append(".</b> ").Append(Html.Prose(figure.Caption)).Append("</figcaption>\n</figure>\n");
        }
    }

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

        text.Append(style.Length > 0 ? $"<ul class=\"{style}\">\n" : "<ul>\n")
            .AppendJoin("", sentences.Select(sentence => $"<li>{Html.Prose(sentence)}</li>\n")).Append("</ul>\n");
    }

    private void Table(ResultTable table)
    {
        var columns = table.Columns;
        text.Append("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"").Append(Html.Plain(table.Title));
        text.Append("\">\n<table>\n<caption>").Append(Html.Prose(table.Title)).Append("</caption>\n<thead>\n");
        if (columns.Any(column => column.Group.Length > 0))
        {
            Row(Groups(columns).Select(group => group.Group.Length == 0
                ? $"<td colspan=\"{group.Width}\"></td>"
                : $"<th class=\"group\" colspan=\"{group.Width}\" scope=\"colgroup\">{Html.Prose(group.Group)}</th>"));
        }

        Row(columns.Select(column => $"<th{(column.IsNumber ? " class=\"number\"" : "")} scope=\"col\">{Html.Prose(column.Header)}</th>"));
        text.Append("</thead>\n<tbody>\n");
        foreach (var row in table.Rows)
        {
            Row(row.Zip(columns, (value, column) =>
            {
                var style = (column.IsNumber ? "number" : "") + (value.EndsWith(SweepReport.Mark, StringComparison.Ordinal) ? " mark" : "");
                return $"<td{(style.Length > 0 ? $" class=\"{style.Trim()}\"" : "")}>{Html.Prose(value.Trim())}</td>";
            }));
        }

        text.Append("</tbody>\n</table>\n</div>\n");
    }

    private void Row(IEnumerable<string> cells) => text.Append("<tr>").AppendJoin("", cells).Append("</tr>\n");

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
