using System.Text.Json;
using Symmetry.Analysis.Questions.Planning;
using Symmetry.Analysis.Questions.Tables;
using Symmetry.Analysis.Statistics;
using Symmetry.Engine.Experiments;
using Symmetry.Formats.Tables;

namespace Symmetry.Client.Planning;

/// <summary>How many replicates each cell needs for a goal, and how long that takes.</summary>
internal static class ReplicateReport
{
    // The probability that the assured number of replicates is enough, as in ReplicatePlan.
    private const double Assurance = 0.9;

    /// <summary>Writes the report as text.</summary>
    /// <param name="sweep">The sweep to plan.</param>
    /// <param name="pilot">The runs from which the spread is estimated.</param>
    /// <param name="goal">The goal.</param>
    /// <param name="slots">The number of trainings that run at the same time.</param>
    public static string Write(Sweep sweep, Pilot pilot, PlanGoal goal, long slots)
    {
        var (needs, metrics) = (new ReplicateNeeds(pilot.Runs, goal), PlanGoal.MetricsIn(sweep));
        var table = new ResultTable(
            Title(sweep, goal),
            [
                new TableColumn("cell"), new TableColumn("settings", IsNumber: false), new TableColumn("pilot runs"),
                .. metrics.Select(metric => new TableColumn($"sd {MetricText.In(metric, MetricText.Label(metric))}")),
                new TableColumn("even chance"), new TableColumn("90 % assured"),
            ],
            [.. sweep.Cells.Select(IReadOnlyList<string> (cell) => Row(pilot, cell, metrics, needs.Cells[cell.Number]))]);
        List<string> findings =
        [
            $"Each cell with its own number (90 % sure): {Numbers.Count(needs.Trials, "trial")}, "
                + $"{Numbers.Duration(needs.SecondsOfEach / slots)} with {Numbers.Count(slots, TrialMetrics.Noun(sweep))} at once.",
            $"Every cell with the largest, replicates: {needs.Max.ToString(CultureInfo.InvariantCulture)}: {Numbers.Count(needs.Max * needs.Known, "trial")}, "
            + $"{Numbers.Duration(needs.SecondsOfMax / slots)}.",
        ];
        if (goal.HalfWidth is { } halfWidth and <= WidthGoal.Max && WidthGoal.MetricsOf(sweep.SharedMetrics).Count > 0)
        {
            var budget = Math.Max(2 * needs.Max, ReplicateDesign.MinBudget).ToString(CultureInfo.InvariantCulture);
            findings.Add($"replicates: {{until: {Numbers.Exact(halfWidth)}, atMost: {budget}}} lets the sweep find each cell's number itself.");
        }

        return TextReport.Write(new Report([table], [Notes(sweep, goal)], [], findings, [], [("sweep", sweep.Id), ("pilot", pilot.Source)]));
    }

    /// <summary>Writes the report as JSON into an open object.</summary>
    public static void Write(Utf8JsonWriter json, Sweep sweep, Pilot pilot, PlanGoal goal, long slots)
    {
        var (needs, metrics) = (new ReplicateNeeds(pilot.Runs, goal), PlanGoal.MetricsIn(sweep));
        json.WriteStartObject("goal");
        json.WriteNumber("level", Estimate.DefaultLevel);
        JsonValues.Write(json, "halfWidth", goal.HalfWidth);
        JsonValues.Write(json, "power", goal.Power);
        JsonValues.Write(json, "difference", goal.Difference);
        if (goal.Power is not null)
        {
            json.WriteNumber("baseline", goal.Baseline.Number);
            json.WriteNumber("family", goal.FamilyIn(sweep));
        }

        json.WriteString("pilot", pilot.Source);
        json.WriteNumber("assurance", Assurance);
        json.WriteNumber("replicates", needs.Max);
        JsonValues.Write(json, "seconds", needs.SecondsOfMax / slots);
        json.WriteNumber("trialsOfEachItsOwn", needs.Trials);
        JsonValues.Write(json, "secondsOfEachItsOwn", needs.SecondsOfEach / slots);
        json.WriteStartArray("cells");
        foreach (var cell in sweep.Cells)
        {
            var runs = pilot.Runs.Cells[cell.Number];
            json.WriteStartObject();
            json.WriteNumber("cell", cell.Number);
            json.WriteString("name", CellLabel.Short(cell));
            json.WriteNumber("pilotRuns", runs.Completed);
            foreach (var metric in metrics)
            {
                JsonValues.Write(json, NameOfSd(metric), runs.Values(metric).StandardDeviation);
            }

            JsonValues.Write(json, "evenChance", needs.Cells[cell.Number]?.Even);
            JsonValues.Write(json, "assured", needs.Cells[cell.Number]?.Assured);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string Title(Sweep sweep, PlanGoal goal) => goal.HalfWidth is { } halfWidth
        ? $"{sweep.Spec.Name}: replicates for 95 % intervals of +-{Numbers.Exact(halfWidth)}."
        : $"{sweep.Spec.Name}: paired replicates to find a difference of {Numbers.Exact(goal.Difference!.Value)} from cell {goal.Baseline.Number} "
            + $"({CellLabel.Short(goal.Baseline)}) with a chance of {Numbers.Exact(goal.Power!.Value)}.";

    private static string Notes(Sweep sweep, PlanGoal goal) =>
        "even chance: takes the pilot's standard deviation as the true one. 90 % assured: uses its upper confidence limit. "
        + $"Each is {(PlanGoal.MetricsIn(sweep) is [var metric] ? $"about {metric}" : "the larger of the numbers for X and -X")}, "
        + (goal.HalfWidth is null
            ? $"assuming normal differences, at 5 % / {Numbers.Count(goal.FamilyIn(sweep))}: compare tests all "
                + $"{Numbers.Count(goal.FamilyIn(sweep), "difference")} from this baseline, "
                + $"{(PlanGoal.MetricsIn(sweep) is [var only] ? MetricText.In(only) : "on both test sets")}, as one family. This is Bonferroni's "
                + "level; compare's own test usually needs fewer pairs. At least 6 pairs, below which it has no p."
            : "for the interval shown in tables. If a cell is skewed and the pilot contains none of its rare runs, the assurance drops to about 40 to 70 %.");

    // sdOriginal, sdInverted, sd.
    private static string NameOfSd(Metric metric) =>
        KnownMetrics.TestSets.Contains(metric) ? $"sd{char.ToUpperInvariant(metric.Key[0])}{metric.Key[1..]}" : "sd";

    private static List<string> Row(Pilot pilot, Cell cell, IReadOnlyList<Metric> metrics, RequiredReplicates? need)
    {
        var runs = pilot.Runs.Cells[cell.Number];
        return
        [
            cell.Number.ToString(CultureInfo.InvariantCulture),
            CellLabel.Short(cell),
            Numbers.Count(runs.Completed),
            .. metrics.Select(metric => MetricText.Finite(metric, runs.Values(metric).StandardDeviation)),
            need is { } even ? Numbers.Count(even.Even) : Numbers.Undefined,
            need is { } sure ? Numbers.Count(sure.Assured) : Numbers.Undefined,
        ];
    }
}
