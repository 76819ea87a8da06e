using Spectre.Console;
using Spectre.Console.Rendering;

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
        var means = new ShownMean(sweep);
        var isRace = sweep.Spec.Replicates.Goal is BestGoal;
        var table = new Table().SimpleBorder();
        foreach (var name in sweep.Axes.Select(axis => axis.Setting.Name).DefaultIfEmpty("cell"))
        {
            table.AddColumn(new TableColumn(new Text(name)).NoWrap());
        }

        foreach (var name in (string[])["trials", "failed", .. means.Headings, .. isRace ? ["out"] : (string[])[]])
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
                .. means.Of(tally).Select(mean => new Text(mean)),
                .. isRace ? [new Text(exit is null ? Numbers.Undefined : GoalText.Exit(exit.After, exit.By))] : (Text[])[],
            ]);
        }

        var hidden = sweep.Cells.Length - snapshot.Cells.Count;
        return new Rows((IRenderable[])
        [
            table,
            .. hidden > 0 ? [new Text($"{OrderOf(snapshot, means, isRace)}and {Numbers.Count(hidden, "more cell")}")] : (Text[])[],
            .. snapshot.Standing is { } standing ? [new Text(standing)] : (Text[])[],
            new Text(ProgressLine.Format(snapshot)),
        ]);
    }

    private static string OrderOf(SweepSnapshot snapshot, ShownMean means, bool isRace)
    {
        var mean = $"the best mean {means.Name} so far; ";
        return !snapshot.Cells.Any(cell => ShownMean.IsKnown(cell.Progress.Tally)) ? ""
            : isRace ? $"in the race, then by {mean}" : $"leaders: {mean}";
    }
}
