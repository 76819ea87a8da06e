namespace Symmetry.Analysis.Runs;

/// <summary>Stops each cell once its intervals are narrow enough.</summary>
/// <remarks>
/// A result counts once all earlier replicates of its cell have ended; a cell stops at the first prefix at which
/// <see cref="FixedWidthStopping"/> stops for X and for −X, or at the budget. Failed and diverged trials have their place in the order and are no
/// runs.
/// </remarks>
internal sealed class PrefixStopping : ReplicateStopping
{
    private readonly FixedWidthStopping rule;
    private readonly CellPrefix[] cells;
    private readonly long max;

    /// <summary>Starts without results.</summary>
    /// <param name="sweep">The sweep.</param>
    /// <param name="goal">Its goal.</param>
    public PrefixStopping(Sweep sweep, WidthGoal goal)
        : base(sweep)
    {
        rule = new FixedWidthStopping(goal.HalfWidth, sweep.Replicates);
        max = sweep.Replicates;
        cells = [.. sweep.Cells.Select(_ => new CellPrefix())];
    }

    /// <inheritdoc/>
    public override StoppingStep Add(int cell, long replicate, TrialResult result)
    {
        var prefix = cells[cell];
        if (prefix.IsStopped || replicate < prefix.Length)
        {
            return StoppingStep.None;
        }

        prefix.Waiting[replicate] = result;
        var counted = new List<CountedResult>();
        while (!prefix.IsStopped && prefix.Waiting.Remove(prefix.Length, out var next))
        {
            prefix.Length++;
            counted.Add(new CountedResult(cell, next));
            prefix.Add(next);
            prefix.IsStopped = prefix.Length == max || (prefix is { Original: { } original, Inverted: { } inverted }
                && next.Outcome is TrialOutcome.Completed && rule.StopsAt(original) && rule.StopsAt(inverted));
        }

        if (!prefix.IsStopped)
        {
            return new StoppingStep(counted, []);
        }

        prefix.Waiting.Clear();
        return new StoppingStep(counted, [cell]);
    }

    /// <inheritdoc/>
    public override bool IsStopped(int cell) => cells[cell].IsStopped;

    /// <inheritdoc/>
    public override long PrefixOf(int cell) => cells[cell].Length;

    /// <inheritdoc/>
    public override long WaitingOf(int cell) => cells[cell].Waiting.Count;

    /// <inheritdoc/>
    public override long ExpectedOf(int cell)
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
