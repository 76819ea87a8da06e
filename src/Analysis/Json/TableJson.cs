using System.Text.Json;
using Symmetry.Analysis.Questions.Claims;
using Symmetry.Analysis.Questions.Tables;

namespace Symmetry.Analysis.Json;

/// <summary>The results of a sweep as JSON: a contract, the same from the command line and from the live page.</summary>
/// <remarks>Numbers are the shortest texts that read back to the same double; what is undefined or unknown is null.</remarks>
public static class TableJson
{
    /// <summary>The whole text: indented, with a line feed at the end.</summary>
    /// <param name="table">The table; metrics that were asked for stand beside the accuracies.</param>
    /// <param name="claims">Answered claims, if there are any.</param>
    public static string Text(SweepTable table, IReadOnlyList<AnsweredClaim>? claims = null) =>
        JsonText.Object(json => WriteProperties(json, table, claims ?? []));

    /// <summary>Writes the object.</summary>
    public static void Write(Utf8JsonWriter json, SweepTable table)
    {
        json.WriteStartObject();
        WriteProperties(json, table, []);
        json.WriteEndObject();
    }

    /// <summary>Writes the properties of one cell, inside its object.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="sweep">The sweep.</param>
    /// <param name="cell">The cell.</param>
    /// <param name="ended">How many of its trials ended.</param>
    /// <param name="failed">How many of these failed or diverged.</param>
    /// <param name="metrics">Its metrics.</param>
    /// <param name="columns">The results of each that are written; null for all.</param>
    public static void WriteCell(
        Utf8JsonWriter json, Sweep sweep, Cell cell, long ended, long failed, IEnumerable<MetricSummary> metrics, ImmutableArray<ResultColumn>? columns = null)
    {
        json.WriteNumber("cell", cell.Number);
        WriteAxes(json, sweep, cell);
        json.WriteNumber("replicates", ended);
        json.WriteNumber("failed", failed);
        json.WriteStartObject("tests");
        foreach (var metric in metrics)
        {
            WriteMetric(json, metric, column => columns?.Contains(column) != false, isWhole: columns is null);
        }

        json.WriteEndObject();
    }

    /// <summary>Writes the values of a cell's axes as the property <c>axes</c>.</summary>
    internal static void WriteAxes(Utf8JsonWriter json, Sweep sweep, Cell cell)
    {
        json.WriteStartObject("axes");
        foreach (var (axis, value) in sweep.Axes.Zip(cell.Coordinates))
        {
            json.WritePropertyName(axis.Setting.Name);
            JsonValues.Write(json, axis.Setting.Kind, value);
        }

        json.WriteEndObject();
    }

    /// <summary>Writes when and why a cell left a race, as the property <c>out</c>.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="after">After how many replicates; null if it is in the race.</param>
    /// <param name="by">The cell that is better.</param>
    /// <param name="evidence">The evidence for that.</param>
    public static void WriteExit(Utf8JsonWriter json, long? after, int by, double evidence)
    {
        if (after is not { } replicates)
        {
            json.WriteNull("out");
            return;
        }

        json.WriteStartObject("out");
        json.WriteNumber("after", replicates);
        json.WriteNumber("by", by);
        JsonValues.Write(json, "evidence", evidence);
        json.WriteEndObject();
    }

    private static void WriteGoal(Utf8JsonWriter json, SweepTable table)
    {
        if (table is { Race: { } race, Sweep.Spec.Replicates.Goal: BestGoal best })
        {
            json.WriteStartObject("race");
            json.WriteString("on", best.On);
            json.WriteNumber("level", best.Level);
            json.WriteNumber("rounds", race.Rounds);
            json.WriteBoolean("over", race.IsOver);
            json.WriteStartArray("left");
            foreach (var cell in race.Racing)
            {
                json.WriteNumberValue(cell);
            }

            json.WriteEndArray();
            json.WriteString("sentence", GoalText.Describe(table.Sweep, race));
            json.WriteEndObject();
        }

        if (table is { Decision: { } decision, Sweep.Spec.Replicates.Goal: DecisionGoal goal })
        {
            var (first, second) = goal.Find(table.Sweep.Cells);
            json.WriteStartObject("decision");
            json.WriteString("on", goal.On);
            json.WriteNumber("level", DecisionGoal.Level);
            json.WriteNumber("between", first);
            json.WriteNumber("and", second);
            JsonValues.Write(json, "margin", goal.Margin > 0 ? goal.Margin : null);
            json.WriteString("verdict", GoalText.Word(decision.Verdict));
            json.WriteNumber("n", decision.Replicates);
            JsonValues.Write(json, "evidence", decision.Evidence);
            json.WriteBoolean("over", decision.IsOver);
            json.WriteString("sentence", GoalText.Describe(table.Sweep, decision));
            json.WriteEndObject();
        }
    }

    private static void WriteProperties(Utf8JsonWriter json, SweepTable table, IReadOnlyList<AnsweredClaim> claims)
    {
        json.WriteString("sweep", table.Sweep.Id);
        json.WriteString("name", table.Sweep.Spec.Name);
        json.WriteString("fingerprint", table.Runs.State.Fingerprint);
        json.WriteNumber("level", Estimate.DefaultLevel);
        json.WriteNumber("trials", table.Runs.State.Trials);
        json.WriteNumber("failed", table.Runs.Failed);
        if (table.Intervals != IntervalChoice.Default)
        {
            json.WriteString("interval", table.Intervals.Method(table.Runs));
        }

        WriteSelection(json, table);
        var showsBest = table.Shows(ResultColumn.Best);
        if (table.Best is not null && showsBest)
        {
            json.WriteString("mayBeBestIn", table.Best.Metric.Name);
        }

        var metrics = SweepTable.DefaultMetrics(table.Runs.Metrics).Union(table.Metrics).ToList();
        json.WriteStartArray("cells");
        foreach (var cell in table.Cells.Select(cell => table.Runs.Cells[cell.Number]))
        {
            json.WriteStartObject();
            WriteCell(json, table.Sweep, cell.Cell, cell.Ended, cell.Failed, metrics.Select(metric => table.Summary(cell.Cell, metric)), table.Columns);
            if (showsBest && table.MayBeBest(cell.Cell) is { } mayBeBest)
            {
                json.WriteBoolean("mayBeBest", mayBeBest);
            }

            if (table.Race is { } race)
            {
                var exit = race.ExitOf(cell.Cell.Number);
                WriteExit(json, exit?.After, exit?.By ?? 0, exit?.Evidence ?? 0);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteGoal(json, table);
        if (claims.Count > 0)
        {
            ClaimJson.Write(json, claims);
        }
    }

    // Nothing where all cells are shown in their order, as always.
    private static void WriteSelection(Utf8JsonWriter json, SweepTable table)
    {
        if (table.Selection == CellSelection.All)
        {
            return;
        }

        json.WriteStartObject("selection");
        json.WriteString("where", table.Selection.Where);
        json.WriteString("sort", table.Selection.SortBy?.Name);
        json.WriteNumber("cells", table.Cells.Length);
        json.WriteNumber("of", table.Sweep.Cells.Length);
        json.WriteEndObject();
    }

    private static void WriteMetric(Utf8JsonWriter json, MetricSummary summary, Func<ResultColumn, bool> shows, bool isWhole)
    {
        json.WriteStartObject(summary.Metric.Key);
        if (shows(ResultColumn.N))
        {
            json.WriteNumber("n", summary.N);
        }

        WriteIf(ResultColumn.Mean, "mean", summary.Mean);
        WriteIf(ResultColumn.Sd, "sd", summary.StandardDeviation);
        if (isWhole)
        {
            JsonValues.Write(json, "se", summary.StandardError);
        }

        WriteIf(ResultColumn.Interval, "lower", summary.Middle.Interval?.Lower);
        WriteIf(ResultColumn.Interval, "upper", summary.Middle.Interval?.Upper);
        WriteIf(ResultColumn.Median, "median", summary.Median);
        WriteIf(ResultColumn.Min, "min", summary.Minimum);
        WriteIf(ResultColumn.Max, "max", summary.Maximum);
        WriteIf(ResultColumn.Paper, "paper", summary.Paper);
        if (isWhole)
        {
            JsonValues.Write(json, "skewness", summary.Skewness);
            json.WriteBoolean("skewed", summary.IsSkewed);
        }

        if (shows(ResultColumn.Collapsed))
        {
            json.WriteNumber("collapsed", summary.Collapsed);
            JsonValues.Write(json, "collapsedInterval", summary.CollapseInterval);
        }

        json.WriteEndObject();

        void WriteIf(ResultColumn column, string name, double? value)
        {
            if (shows(column))
            {
                JsonValues.Write(json, name, value);
            }
        }
    }
}
