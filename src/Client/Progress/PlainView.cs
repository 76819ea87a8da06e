namespace Symmetry.Client.Progress;

/// <summary>Prints one line every few seconds, for files and pipes, and the leaders of a large sweep.</summary>
internal sealed class PlainView(TextWriter output, TimeProvider clock) : IProgressView
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);
    public int MaxCells => ShownCells.MaxTable;

    public async Task ShowAsync(Func<Action<SweepSnapshot>, Task> watch)
    {
        var lastPrinted = clock.GetTimestamp();
        var (lastStanding, lastLeaders) = ("", "");
        await watch(snapshot =>
        {
            if (clock.GetElapsedTime(lastPrinted) >= Interval || snapshot.Progress.Committed == snapshot.Progress.Trials)
            {
                lastPrinted = clock.GetTimestamp();
                output.WriteLine(ProgressLine.Format(snapshot));
                PrintIfNew(LeadersOf(snapshot), ref lastLeaders);
                PrintIfNew(snapshot.Standing, ref lastStanding);
            }
        });
    }

    private void PrintIfNew(string? line, ref string last)
    {
        if (line is not null && line != last)
        {
            last = line;
            output.WriteLine(line);
        }
    }

    // The mean of the metric by which they are ordered is the first one.
    private static string? LeadersOf(SweepSnapshot snapshot)
    {
        var means = new ShownMean(snapshot.Sweep);
        var leaders = snapshot.Cells.Where(cell => ShownMean.IsKnown(cell.Progress.Tally)).ToList();
        return snapshot.Sweep.Cells.Length <= ShownCells.MaxTable || leaders.Count == 0 ? null
            : $"leaders {means.Name}: "
                + string.Join("; ", leaders.Select(cell => $"{CellLabel.Short(cell.Cell)} {means.Of(cell.Progress.Tally).First()}"));
    }
}
