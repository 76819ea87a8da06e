namespace Symmetry.Analysis.Runs;

/// <summary>Decides for each cell after how many replicates it has enough, from its results in replicate order.</summary>
/// <remarks>
/// <para>
/// Results may come in any order. A result counts once all earlier replicates of its cell have ended; a cell stops at the first
/// prefix at which <see cref="FixedWidthStopping"/> stops for X and for −X, or at the budget. So the stop is a function of the
/// results alone, and what was trained beyond it is as if it had not been. Failed and diverged trials have their place in the
/// order and are no runs.
/// </para>
/// <para>Not thread-safe.</para>
/// </remarks>
public sealed class PrefixStopping
{
    private const long MinAhead = 8;

    private readonly FixedWidthStopping rule;
    private readonly CellPrefix[] cells;
    private readonly long max;

    /// <summary>Starts without results.</summary>
    /// <param name="sweep">A sweep whose replicates go on until an interval is narrow enough.</param>
    public PrefixStopping(Sweep sweep)
    {
        var design = sweep.Spec.Replicates;
        rule = design.HasGoal
            ? new FixedWidthStopping(design.Until, design.AtMost)
            : throw new ArgumentException("The replicates have no goal.", nameof(sweep));
        max = sweep.Replicates;
        cells = [.. sweep.Cells.Select(_ => new CellPrefix())];
    }

    /// <summary>Adds a replicate's result, once each.</summary>
    /// <returns>The results that count from now on, in replicate order: none while an earlier one is missing.</returns>
    public IReadOnlyList<TrialResult> Add(int cell, long replicate, TrialResult result)
    {
        var prefix = cells[cell];
        if (prefix.IsStopped || replicate < prefix.Length)
        {
            return [];
        }

        prefix.Waiting[replicate] = result;
        var counted = new List<TrialResult>();
        while (!prefix.IsStopped && prefix.Waiting.Remove(prefix.Length, out var next))
        {
            prefix.Length++;
            counted.Add(next);
            prefix.Add(next);
            prefix.IsStopped = prefix.Length == max || (prefix is { Original: { } original, Inverted: { } inverted }
                && next.Outcome is TrialOutcome.Completed && rule.StopsAt(original) && rule.StopsAt(inverted));
        }

        if (prefix.IsStopped)
        {
            prefix.Waiting.Clear();
        }

        return counted;
    }

    /// <summary>Whether the cell has enough.</summary>
    public bool IsStopped(int cell) => cells[cell].IsStopped;

    /// <summary>How many replicates of the cell count: those below this number. Final once it has stopped.</summary>
    public long PrefixOf(int cell) => cells[cell].Length;

    /// <summary>Results that wait for an earlier one.</summary>
    public long WaitingOf(int cell) => cells[cell].Waiting.Count;

    /// <summary>Where the cell will stop if the spread stays as seen; the stop itself once it has stopped.</summary>
    public long ExpectedOf(int cell)
    {
        var prefix = cells[cell];
        if (prefix.IsStopped)
        {
            return prefix.Length;
        }

        // The forecast is dear and moves slowly: it is made anew when a tenth more is known.
        if (prefix.Length == 0 || prefix.Length >= prefix.ForecastAt + Math.Max(4, prefix.ForecastAt / 10))
        {
            prefix.Forecast = Math.Max(Forecast(prefix.Original), Forecast(prefix.Inverted));
            prefix.ForecastAt = prefix.Length;
        }

        return Math.Min(max, Math.Max(prefix.Forecast, prefix.Length + 1));
    }

    /// <summary>Replicates from this number on need not be trained yet: the forecast, and always a few more than there are.</summary>
    public long LimitOf(int cell) => IsStopped(cell)
        ? PrefixOf(cell)
        : Math.Min(max, Math.Max(ExpectedOf(cell), PrefixOf(cell) + MinAhead));

    private long Forecast(Tally? runs) => runs is null ? Math.Min(max, rule.AtLeast) : rule.ExpectedN(runs);

    private sealed class CellPrefix
    {
        public Dictionary<long, TrialResult> Waiting { get; } = [];

        public long Length { get; set; }

        public bool IsStopped { get; set; }

        public Tally? Original { get; private set; }

        public Tally? Inverted { get; private set; }

        public long Forecast { get; set; }

        public long ForecastAt { get; set; }

        public void Add(TrialResult result)
        {
            if (result.Outcome is TrialOutcome.Completed)
            {
                var (original, inverted) = (result.Find(KnownMetrics.Accuracy.Name)!.Value, result.Find(KnownMetrics.AccuracyInverted.Name)!.Value);
                (Original ??= new Tally(original.Total)).Add(original.Correct);
                (Inverted ??= new Tally(inverted.Total)).Add(inverted.Correct);
            }
        }
    }
}
