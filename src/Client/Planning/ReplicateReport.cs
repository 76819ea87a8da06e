using System.Globalization;
using Symmetry.Client.Results;
using Symmetry.Client.Tables;
using Symmetry.Engine.Sweeps;

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
    /// <summary>The report.</summary>
    /// <param name="sweep">The sweep that is planned.</param>
    /// <param name="pilot">What the spread is known from.</param>
    /// <param name="goal">What is wished.</param>
    /// <param name="slots">Trainings at once.</param>
    public static string Write(Sweep sweep, Pilot pilot, PlanGoal goal, long slots)
    {
        var needs = sweep.Cells.Select(cell => Need(pilot, goal, cell)).ToList();
        var table = new ResultTable(
            Title(sweep, goal),
            [
                new TableColumn("cell"), new TableColumn("settings", IsNumber: false), new TableColumn("pilot runs"),
                new TableColumn("sd on X"), new TableColumn("sd on -X"), new TableColumn("even chance"), new TableColumn("90 % sure"),
            ],
            [.. sweep.Cells.Select(IReadOnlyList<string> (cell) => Row(pilot, cell, needs[cell.Number]))]);
        var known = sweep.Cells.Where(cell => needs[cell.Number] is not null).ToList();
        var each = known.Sum(cell => needs[cell.Number]!.Value.Assured * pilot.SecondsOf(cell.Number)) / slots;
        var most = known.Count == 0 ? 0 : known.Max(cell => needs[cell.Number]!.Value.Assured);
        var alike = known.Sum(cell => most * pilot.SecondsOf(cell.Number)) / slots;
        List<string> findings =
        [
            $"Each cell with its own number (90 % sure): {Numbers.Count(known.Sum(cell => needs[cell.Number]!.Value.Assured), "trial")}, "
                + $"{Duration(each)} with {Numbers.Count(slots, "training")} at once.",
            $"Every cell with the largest, replicates: {most.ToString(CultureInfo.InvariantCulture)}: {Numbers.Count(most * known.Count, "trial")}, {Duration(alike)}.",
        ];
        if (goal.HalfWidth is { } halfWidth)
        {
            findings.Add($"replicates: {{until: {Numbers.Exact(halfWidth)}, atMost: {(2 * most).ToString(CultureInfo.InvariantCulture)}}} lets the sweep find each cell's number itself.");
        }

        return TextReport.Write(new Report(
            [table],
            ["even chance: the pilot's spread taken as the truth. 90 % sure: the upper limit of the spread that so few runs allow. The larger of the needs on X and on -X."],
            [], findings, [], [("sweep", sweep.Id), ("pilot", pilot.Source)]));
    }

    private static string Title(Sweep sweep, PlanGoal goal) => goal.HalfWidth is { } halfWidth
        ? $"{sweep.Spec.Name}: replicates for 95 % intervals of +-{Numbers.Exact(halfWidth)}."
        : $"{sweep.Spec.Name}: paired replicates to find a difference of {Numbers.Exact(goal.Difference!.Value)} from cell {goal.Baseline.Number} "
            + $"({CellPhrase.NameOf(goal.Baseline)}) with a chance of {Numbers.Exact(goal.Power!.Value)} at 5 %.";

    private static Needed? Need(Pilot pilot, PlanGoal goal, Cell cell)
    {
        if (goal.HalfWidth is { } halfWidth)
        {
            var tally = pilot.TallyOf(cell.Number);
            return Larger(Needed.ForHalfWidth(halfWidth, tally.Original), Needed.ForHalfWidth(halfWidth, tally.Inverted));
        }

        if (cell == goal.Baseline)
        {
            return null;
        }

        var (original, inverted) = pilot.Differences(cell.Number, goal.Baseline.Number);
        return Larger(
            Needed.ForPower(goal.Power!.Value, goal.Difference!.Value, original),
            Needed.ForPower(goal.Power.Value, goal.Difference.Value, inverted));
    }

    private static Needed? Larger(Needed? one, Needed? other) => one is { } first && other is { } second ? first.Max(second) : one ?? other;

    private static List<string> Row(Pilot pilot, Cell cell, Needed? need)
    {
        var tally = pilot.TallyOf(cell.Number);
        return
        [
            cell.Number.ToString(CultureInfo.InvariantCulture),
            CellPhrase.NameOf(cell),
            Numbers.Count(tally.Completed),
            Numbers.Fixed(tally.Original?.StandardDeviation ?? double.NaN, 4),
            Numbers.Fixed(tally.Inverted?.StandardDeviation ?? double.NaN, 4),
            need is { } even ? Numbers.Count(even.Even) : Numbers.Undefined,
            need is { } sure ? Numbers.Count(sure.Assured) : Numbers.Undefined,
        ];
    }

    private static string Duration(double seconds) => seconds < TimeSpan.MaxValue.TotalSeconds / 2
        ? Numbers.Duration(TimeSpan.FromSeconds(seconds))
        : "longer than anybody lives";
}
