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
    public static void WriteCell(Utf8JsonWriter json, Sweep sweep, Cell cell, long ended, long failed, IEnumerable<MetricSummary> metrics)
    {
        json.WriteNumber("cell", cell.Number);
        WriteAxes(json, sweep, cell);
        json.WriteNumber("replicates", ended);
        json.WriteNumber("failed", failed);
        json.WriteStartObject("tests");
        foreach (var metric in metrics)
        {
            WriteMetric(json, metric);
        }

        json.WriteEndObject();
    }

    /// <summary>Writes the values of a cell's axes as the property <c>axes</c>.</summary>
    internal static void WriteAxes(Utf8JsonWriter json, Sweep sweep, Cell cell)
    {
        json.WriteStartObject("axes");
        foreach (var (axis, value) in sweep.Spec.Axes.Zip(cell.Coordinates))
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

        if (table.Best is not null)
        {
            json.WriteString("mayBeBestIn", table.Best.Metric.Name);
        }

        var metrics = SweepTable.DefaultMetrics(table.Runs).Union(table.Metrics).ToList();
        json.WriteStartArray("cells");
        foreach (var cell in table.Runs.Cells)
        {
            json.WriteStartObject();
            WriteCell(json, table.Sweep, cell.Cell, cell.Ended, cell.Failed, metrics.Select(metric => table.Summary(cell.Cell, metric)));
            if (table.MayBeBest(cell.Cell) is { } mayBeBest)
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

    private static void WriteMetric(Utf8JsonWriter json, MetricSummary summary)
    {
        json.WriteStartObject(summary.Metric.Key);
        json.WriteNumber("n", summary.N);
        JsonValues.Write(json, "mean", summary.Mean);
        JsonValues.Write(json, "sd", summary.StandardDeviation);
        JsonValues.Write(json, "se", summary.StandardError);
        JsonValues.Write(json, "lower", summary.Middle.Interval?.Lower);
        JsonValues.Write(json, "upper", summary.Middle.Interval?.Upper);
        JsonValues.Write(json, "median", summary.Median);
        JsonValues.Write(json, "min", summary.Minimum);
        JsonValues.Write(json, "max", summary.Maximum);
        JsonValues.Write(json, "paper", summary.Paper);
        JsonValues.Write(json, "skewness", summary.Skewness);
        json.WriteBoolean("skewed", summary.IsSkewed);
        json.WriteNumber("collapsed", summary.Collapsed);
        JsonValues.Write(json, "collapsedInterval", summary.CollapseInterval);
        json.WriteEndObject();
    }
}
