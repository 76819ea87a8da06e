using Spectre.Console;
using Spectre.Console.Rendering;
using Symmetry.Analysis.Statistics;

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
        var means = new MeanIntervals(sweep);
        var isRace = sweep.Spec.Replicates.Goal is BestGoal;
        var table = new Table().SimpleBorder();
        foreach (var name in sweep.Axes.Select(axis => axis.Setting.Name).DefaultIfEmpty("cell"))
        {
            table.AddColumn(new TableColumn(new Text(name)).NoWrap());
        }

        foreach (var name in (string[])["trials", "failed", "on X_test", "on -X_test", .. isRace ? ["out"] : (string[])[]])
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
                new Text(MeanOf(means, tally.Original)),
                new Text(MeanOf(means, tally.Inverted)),
                .. isRace ? [new Text(exit is null ? Numbers.Undefined : GoalText.Exit(exit.After, exit.By))] : (Text[])[],
            ]);
        }

        var hidden = sweep.Cells.Length - snapshot.Cells.Count;
        return new Rows((IRenderable[])
        [
            table,
            .. hidden > 0 ? [new Text($"{OrderOf(snapshot, isRace)}and {Numbers.Count(hidden, "more cell")}")] : (Text[])[],
            .. snapshot.Progress.Standing is { } standing ? [new Text(standing)] : (Text[])[],
            new Text(ProgressLine.Format(snapshot)),
        ]);
    }

    private static string OrderOf(SweepSnapshot snapshot, bool isRace) => snapshot.Cells.Any(cell => cell.Progress.Tally.Original is not null)
        ? isRace ? "in the race, then by the best mean on X_test so far; " : "leaders: the best mean on X_test so far; "
        : "";

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
