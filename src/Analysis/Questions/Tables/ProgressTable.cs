using Symmetry.Analysis.Paper;
using Symmetry.Engine.Settings;

namespace Symmetry.Analysis.Questions.Tables;

/// <summary>Consecutive cells of a sweep by their tallies, which are there while it runs: the accuracies, or the mean of the default metric.</summary>
public static class ProgressTable
{
    /// <summary>Builds the table.</summary>
    /// <param name="sweep">The sweep.</param>
    /// <param name="from">The first cell.</param>
    /// <param name="tallies">One per cell.</param>
    /// <param name="exits">The cells that left a race.</param>
    public static ResultTable Build(Sweep sweep, int from, IReadOnlyList<CellTally> tallies, IReadOnlyCollection<RaceExit> exits)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        var means = new MeanIntervals(sweep);
        var metrics = CellTally.LeadOf(sweep) is { } lead ? [lead] : Classification.HasTestSets(sweep.Metrics) ? KnownMetrics.TestSets : [];
        var cells = sweep.Cells.Skip(from).Take(tallies.Count).ToList();
        var hasPaper = cells.Exists(cell => metrics.Any(metric => PaperTables.Find(cell.Settings, metric) is not null));
        var isRace = sweep.Spec.Replicates.Goal is BestGoal;
        return new ResultTable(
            $"{sweep.Spec.Name}: {(cells.Count == sweep.Cells.Length ? "" : $"{Numbers.Count(cells.Count)} of ")}"
            + $"{Numbers.Count(sweep.Cells.Length, "cell")}, {GoalText.Replicates(sweep)} per cell. Not final.",
            [
                new("cell"), .. sweep.Axes.Select(axis => new TableColumn(axis.Setting.Name, axis.Setting.Kind is SettingKind.Number)), new("n"),
                .. metrics.SelectMany(metric => Columns(MetricText.Heading(metric))),
                .. isRace ? [new TableColumn("out", IsNumber: false)] : (TableColumn[])[],
            ],
            [.. cells.Zip(tallies, Row)]);

        IEnumerable<TableColumn> Columns(string group) =>
        [
            new("mean", Group: group), new("95 % interval", Group: group), .. hasPaper ? [new TableColumn("paper", Group: group)] : (TableColumn[])[],
        ];

        IReadOnlyList<string> Row(Cell cell, CellTally tally) =>
        [
            cell.Number.ToString(CultureInfo.InvariantCulture), .. cell.Coordinates, Count(tally),
            .. metrics.SelectMany(metric => Values(cell, metric, MeanOf(tally, metric))),
            .. isRace ? [Exit(exits.FirstOrDefault(exit => exit.Cell == cell.Number))] : (string[])[],
        ];

        Estimate MeanOf(CellTally tally, Metric metric) => metric == KnownMetrics.Accuracy ? means.MeanOfCounts(tally.Original)
            : metric == KnownMetrics.AccuracyInverted ? means.MeanOfCounts(tally.Inverted)
            : tally.Lead.Estimate();

        IEnumerable<string> Values(Cell cell, Metric metric, Estimate mean) =>
        [
            MetricText.Finite(metric, mean.Value),
            mean.Interval is { } interval
                ? $"[{MetricText.Finite(metric, interval.Lower)}, {MetricText.Finite(metric, interval.Upper)}]" : Numbers.Undefined,
            .. hasPaper ? [PaperTables.Find(cell.Settings, metric) is { } paper ? Numbers.Exact(paper) : Numbers.Undefined] : (string[])[],
        ];
    }

    private static string Exit(RaceExit? exit) => exit is null ? Numbers.Undefined : GoalText.Exit(exit.After, exit.By);

    private static string Count(CellTally tally) => tally.Completed == tally.Ended
        ? tally.Completed.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{tally.Completed}/{tally.Ended}");
}
