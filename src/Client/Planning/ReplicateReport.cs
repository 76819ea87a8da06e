using System.Globalization;
using System.Text.Json;
using Symmetry.Analysis.Statistics;
using Symmetry.Client.Results;
using Symmetry.Client.Tables;
using Symmetry.Engine.Sweeps;
using Symmetry.Web.Json;

namespace Symmetry.Client.Planning;

/// <summary>Reports how many replicates each cell needs for a goal, and how long they take.</summary>
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
        var needs = Needs(sweep, pilot, goal);
        var (secondsIfEach, largest, secondsIfEqual) = Total(sweep, pilot, needs, slots);
        var planned = needs.Count(need => need is not null);
        var table = new ResultTable(
            Title(sweep, goal),
            [
                new TableColumn("cell"), new TableColumn("settings", IsNumber: false), new TableColumn("pilot runs"),
                new TableColumn("sd on X"), new TableColumn("sd on -X"), new TableColumn("even chance"), new TableColumn("90 % assured"),
            ],
            [.. sweep.Cells.Select(IReadOnlyList<string> (cell) => Row(pilot, cell, needs[cell.Number]))]);
        List<string> findings =
        [
            $"Each cell with its own number of replicates (90 % assured): {Numbers.Count(needs.Sum(need => need?.Assured ?? 0), "trial")}, "
                + $"{Numbers.Duration(secondsIfEach)} with {Numbers.Count(slots, "slot")}.",
            $"Every cell with the largest number (replicates: {largest.ToString(CultureInfo.InvariantCulture)}): {Numbers.Count(largest * planned, "trial")}, {Numbers.Duration(secondsIfEqual)}.",
        ];
        if (goal.HalfWidth is { } halfWidth)
        {
            var budget = Math.Max(2 * largest, FixedWidthStopping.DefaultAtLeast).ToString(CultureInfo.InvariantCulture);
            findings.Add($"replicates: {{until: {Numbers.Exact(halfWidth)}, atMost: {budget}}} lets the sweep choose the number for each cell.");
        }

        return TextReport.Write(new Report(
            [table],
            [Notes(goal)],
            [], findings, [], [("sweep", sweep.Id), ("pilot", pilot.Source)]));
    }

    /// <summary>Writes the report as JSON into an open object.</summary>
    public static void Write(Utf8JsonWriter json, Sweep sweep, Pilot pilot, PlanGoal goal, long slots)
    {
        var needs = Needs(sweep, pilot, goal);
        var (secondsIfEach, largest, secondsIfEqual) = Total(sweep, pilot, needs, slots);
        json.WriteStartObject("goal");
        json.WriteNumber("level", Estimate.DefaultLevel);
        JsonValues.Write(json, "halfWidth", goal.HalfWidth);
        JsonValues.Write(json, "power", goal.Power);
        JsonValues.Write(json, "difference", goal.Difference);
        if (goal.Power is not null)
        {
            json.WriteNumber("baseline", goal.Baseline.Number);
        }

        json.WriteString("pilot", pilot.Source);
        json.WriteNumber("assurance", Assurance);
        json.WriteNumber("replicates", largest);
        JsonValues.Write(json, "seconds", secondsIfEqual);
        json.WriteNumber("trialsOfEachItsOwn", needs.Sum(need => need?.Assured ?? 0));
        JsonValues.Write(json, "secondsOfEachItsOwn", secondsIfEach);
        json.WriteStartArray("cells");
        foreach (var cell in sweep.Cells)
        {
            var tally = pilot.TallyOf(cell.Number);
            json.WriteStartObject();
            json.WriteNumber("cell", cell.Number);
            json.WriteString("name", CellSelector.NameOf(cell));
            json.WriteNumber("pilotRuns", tally.Completed);
            JsonValues.Write(json, "sdOriginal", tally.Original?.StandardDeviation);
            JsonValues.Write(json, "sdInverted", tally.Inverted?.StandardDeviation);
            JsonValues.Write(json, "evenChance", needs[cell.Number]?.Even);
            JsonValues.Write(json, "assured", needs[cell.Number]?.Assured);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static List<RequiredReplicates?> Needs(Sweep sweep, Pilot pilot, PlanGoal goal) => [.. sweep.Cells.Select(cell => Need(pilot, goal, cell))];

    // Seconds if each cell has its own number of replicates, the largest number, and seconds if every cell has the largest.
    private static (double SecondsIfEach, long Largest, double SecondsIfEqual) Total(Sweep sweep, Pilot pilot, List<RequiredReplicates?> needs, long slots)
    {
        var planned = sweep.Cells.Where(cell => needs[cell.Number] is not null).ToList();
        var largest = needs.Max(need => need?.Assured ?? 0);
        return (
            planned.Sum(cell => needs[cell.Number]!.Value.Assured * pilot.SecondsOf(cell.Number)) / slots,
            largest,
            planned.Sum(cell => largest * pilot.SecondsOf(cell.Number)) / slots);
    }

    private static string Title(Sweep sweep, PlanGoal goal) => goal.HalfWidth is { } halfWidth
        ? $"{sweep.Spec.Name}: replicates for 95 % intervals of +-{Numbers.Exact(halfWidth)}."
        : $"{sweep.Spec.Name}: paired replicates to detect a difference of {Numbers.Exact(goal.Difference!.Value)} from cell {goal.Baseline.Number} "
            + $"({CellSelector.NameOf(goal.Baseline)}) with power {Numbers.Exact(goal.Power!.Value)} at the 5 % level.";

    private static string Notes(PlanGoal goal) =>
        "even chance: takes the pilot's standard deviation as the true one. 90 % assured: uses its upper confidence limit. Each is the larger of the numbers for X and -X, "
        + (goal.HalfWidth is null
            ? "assuming normal differences."
            : "for the interval shown in tables. If a cell is skewed and the pilot contains none of its rare runs, the assurance drops to about 40 to 70 %.");

    private static RequiredReplicates? Need(Pilot pilot, PlanGoal goal, Cell cell)
    {
        if (goal.HalfWidth is { } halfWidth)
        {
            var tally = pilot.TallyOf(cell.Number);
            return Larger(RequiredReplicates.ForHalfWidth(halfWidth, tally.Original), RequiredReplicates.ForHalfWidth(halfWidth, tally.Inverted));
        }

        if (cell == goal.Baseline)
        {
            return null;
        }

        var (original, inverted) = pilot.Differences(cell.Number, goal.Baseline.Number);
        return Larger(
            RequiredReplicates.ForPower(goal.Power!.Value, goal.Difference!.Value, original),
            RequiredReplicates.ForPower(goal.Power.Value, goal.Difference.Value, inverted));
    }

    private static RequiredReplicates? Larger(RequiredReplicates? original, RequiredReplicates? inverted) =>
        original is { } first && inverted is { } second ? first.Max(second) : original ?? inverted;

    private static List<string> Row(Pilot pilot, Cell cell, RequiredReplicates? need)
    {
        var tally = pilot.TallyOf(cell.Number);
        return
        [
            cell.Number.ToString(CultureInfo.InvariantCulture),
            CellSelector.NameOf(cell),
            Numbers.Count(tally.Completed),
            Numbers.Fixed(tally.Original?.StandardDeviation ?? double.NaN, 4),
            Numbers.Fixed(tally.Inverted?.StandardDeviation ?? double.NaN, 4),
            need is { } required ? Numbers.Count(required.Even) : Numbers.Undefined,
            need is { } assured ? Numbers.Count(assured.Assured) : Numbers.Undefined,
        ];
    }
}
