using Spectre.Console;
using Spectre.Console.Rendering;
using Symmetry.Analysis.Statistics;
using Symmetry.Engine.Experiments;

namespace Symmetry.Client.Progress;

/// <summary>A table of cells that is redrawn in place, for terminals: the leaders where not all cells fit.</summary>
internal sealed class LiveView(IAnsiConsole terminal) : IProgressView
{
    // Borders, header, the standing of a goal, progress line and prompt.
    private const int OtherLines = 8;
    public int MaxCells => Math.Max(1, terminal.Profile.Height - OtherLines);

    public async Task ShowAsync(Func<Action<SweepSnapshot>, Task> watch) =>
        await terminal.Live(new Text("")).AutoClear(true).StartAsync(async live =>
            await watch(snapshot =>
            {
                live.UpdateTarget(Render(snapshot));
                live.Refresh();
            }));

    private static Rows Render(SweepSnapshot snapshot)
    {
        var sweep = snapshot.Sweep;
        var (means, lead) = (new MeanIntervals(sweep), CellTally.LeadOf(sweep));
        string[] metrics = Classification.HasTestSets(sweep.Metrics) ? [.. Classification.TestSets.Select(MetricText.Heading)]
            : lead is null ? [] : [lead.Name];
        var isRace = sweep.Spec.Replicates.Goal is BestGoal;
        var table = new Table().SimpleBorder();
        foreach (var name in sweep.Axes.Select(axis => axis.Setting.Name).DefaultIfEmpty("cell"))
        {
            table.AddColumn(new TableColumn(new Text(name)).NoWrap());
        }

        foreach (var name in (string[])["trials", "failed", .. metrics, .. isRace ? ["out"] : (string[])[]])
        {
            table.AddColumn(new TableColumn(new Text(name)).NoWrap().RightAligned());
        }

        foreach (var (cell, (tally, exit)) in snapshot.Cells)
        {
            table.AddRow(
            [
                .. cell.Coordinates.DefaultIfEmpty("0").Select(value => new Text(value)),
                new Text($"{Numbers.Count(tally.Ended)}/{Numbers.Count(sweep.Replicates)}"),
                new Text(Numbers.Count(tally.Failed + tally.Diverged)),
                .. (lead is not null ? [MeanOf(lead, means, tally.Lead)]
                    : metrics.Length > 0 ? [MeanOf(means, tally.Original), MeanOf(means, tally.Inverted)] : (string[])[]).Select(mean => new Text(mean)),
                .. isRace ? [new Text(exit is null ? Numbers.Undefined : GoalText.Exit(exit.After, exit.By))] : (Text[])[],
            ]);
        }

        var hidden = sweep.Cells.Length - snapshot.Cells.Count;
        return new Rows((IRenderable[])
        [
            table,
            .. hidden > 0 ? [new Text($"{OrderOf(snapshot, lead, isRace)}and {Numbers.Count(hidden, "more cell")}")] : (Text[])[],
            .. snapshot.Progress.Standing is { } standing ? [new Text(standing)] : (Text[])[],
            new Text(ProgressLine.Format(snapshot)),
        ]);
    }

    private static string OrderOf(SweepSnapshot snapshot, Metric? lead, bool isRace)
    {
        var mean = $"the best mean {MetricText.In(lead ?? Classification.Accuracy)} so far; ";
        return !snapshot.Cells.Any(cell => cell.Progress.Tally is { Original: not null } or { Lead.N: > 0 }) ? ""
            : isRace ? $"in the race, then by {mean}" : $"leaders: {mean}";
    }

    private static string MeanOf(Metric lead, MeanIntervals means, RunningMean runs)
    {
        var mean = runs.Estimate();
        return MetricText.Finite(lead, mean.Value)
            + (means.Design is null && mean.Interval is { } interval ? $" ± {MetricText.Finite(lead, interval.HalfWidth)}" : "");
    }

    // 0.8273 ± 0.0048
    private static string MeanOf(MeanIntervals means, Tally? tally)
    {
        if (tally is null)
        {
            return Numbers.Undefined;
        }

        var mean = means.MeanOfCounts(tally);
        return mean.Interval is { } interval
            ? $"{Numbers.Fixed(mean.Value, 4)} ± {Numbers.Fixed(interval.HalfWidth, 4)}"
            : Numbers.Fixed(mean.Value, 4);
    }
}
