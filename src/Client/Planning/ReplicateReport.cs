using System.Globalization;
using System.Text.Json;
using Symmetry.Analysis.Statistics;
using Symmetry.Client.Results;
using Symmetry.Client.Tables;
using Symmetry.Engine.Sweeps;
using Symmetry.Web.Json;

namespace Symmetry.Client.Planning;

/// <summary>What a plan wishes for.</summary>
/// <param name="HalfWidth">The half-width of every cell's interval; null if it is not the wish.</param>
/// <param name="Power">The chance of finding a difference from the baseline; null if it is not the wish.</param>
/// <param name="Difference">That difference.</param>
/// <param name="Baseline">The cell that the others are compared with.</param>
internal sealed record PlanGoal(double? HalfWidth, double? Power, double? Difference, Cell Baseline);

/// <summary>How many replicates each cell needs for a goal, and how long that takes.</summary>
internal static class ReplicateReport
{
    // The chance with which the second number is enough: ReplicatePlan's.
    private const double Assurance = 0.9;

    /// <summary>The report.</summary>
    /// <param name="sweep">The sweep that is planned.</param>
    /// <param name="pilot">What the spread is known from.</param>
    /// <param name="goal">What is wished.</param>
    /// <param name="slots">Trainings at once.</param>
    public static string Write(Sweep sweep, Pilot pilot, PlanGoal goal, long slots)
    {
        var needs = Needs(sweep, pilot, goal);
        var (each, most, alike) = Total(sweep, pilot, needs, slots);
        var known = needs.Count(need => need is not null);
        var table = new ResultTable(
            Title(sweep, goal),
            [
                new TableColumn("cell"), new TableColumn("settings", IsNumber: false), new TableColumn("pilot runs"),
                new TableColumn("sd on X"), new TableColumn("sd on -X"), new TableColumn("even chance"), new TableColumn("90 % sure"),
            ],
            [.. sweep.Cells.Select(IReadOnlyList<string> (cell) => Row(pilot, cell, needs[cell.Number]))]);
        List<string> findings =
        [
            $"Each cell with its own number (90 % sure): {Numbers.Count(needs.Sum(need => need?.Assured ?? 0), "trial")}, "
                + $"{Numbers.Duration(each)} with {Numbers.Count(slots, "training")} at once.",
            $"Every cell with the largest, replicates: {most.ToString(CultureInfo.InvariantCulture)}: {Numbers.Count(most * known, "trial")}, {Numbers.Duration(alike)}.",
        ];
        if (goal.HalfWidth is { } halfWidth)
        {
            var budget = Math.Max(2 * most, FixedWidthStopping.DefaultAtLeast).ToString(CultureInfo.InvariantCulture);
            findings.Add($"replicates: {{until: {Numbers.Exact(halfWidth)}, atMost: {budget}}} lets the sweep find each cell's number itself.");
        }

        return TextReport.Write(new Report(
            [table],
            [Notes(goal)],
            [], findings, [], [("sweep", sweep.Id), ("pilot", pilot.Source)]));
    }

    /// <summary>The same as JSON, into an object that is open.</summary>
    public static void Write(Utf8JsonWriter json, Sweep sweep, Pilot pilot, PlanGoal goal, long slots)
    {
        var needs = Needs(sweep, pilot, goal);
        var (each, most, alike) = Total(sweep, pilot, needs, slots);
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
        json.WriteNumber("replicates", most);
        JsonValues.Write(json, "seconds", alike);
        json.WriteNumber("trialsOfEachItsOwn", needs.Sum(need => need?.Assured ?? 0));
        JsonValues.Write(json, "secondsOfEachItsOwn", each);
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

    // Seconds where each cell has its own number, the largest number, and seconds where every cell has that.
    private static (double Each, long Most, double Alike) Total(Sweep sweep, Pilot pilot, List<RequiredReplicates?> needs, long slots)
    {
        var known = sweep.Cells.Where(cell => needs[cell.Number] is not null).ToList();
        var most = needs.Max(need => need?.Assured ?? 0);
        return (
            known.Sum(cell => needs[cell.Number]!.Value.Assured * pilot.SecondsOf(cell.Number)) / slots,
            most,
            known.Sum(cell => most * pilot.SecondsOf(cell.Number)) / slots);
    }

    private static string Title(Sweep sweep, PlanGoal goal) => goal.HalfWidth is { } halfWidth
        ? $"{sweep.Spec.Name}: replicates for 95 % intervals of +-{Numbers.Exact(halfWidth)}."
        : $"{sweep.Spec.Name}: paired replicates to find a difference of {Numbers.Exact(goal.Difference!.Value)} from cell {goal.Baseline.Number} "
            + $"({CellSelector.NameOf(goal.Baseline)}) with a chance of {Numbers.Exact(goal.Power!.Value)} at 5 %.";

    private static string Notes(PlanGoal goal) =>
        "even chance: the pilot's spread taken as the truth. 90 % sure: the upper limit of the spread that so few runs allow. The larger of the needs on X and on -X, "
        + (goal.HalfWidth is null
            ? "for normal differences."
            : "for the interval of the tables. A pilot that has not seen the rare runs of a skewed cell promises too much: there \"90 % sure\" is some 40 to 70 %.");

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

    private static RequiredReplicates? Larger(RequiredReplicates? one, RequiredReplicates? other) => one is { } first && other is { } second ? first.Max(second) : one ?? other;

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
            need is { } even ? Numbers.Count(even.Even) : Numbers.Undefined,
            need is { } sure ? Numbers.Count(sure.Assured) : Numbers.Undefined,
        ];
    }
}
