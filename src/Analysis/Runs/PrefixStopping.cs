namespace Symmetry.Analysis.Runs;

/// <summary>Stops each cell once its intervals are narrow enough.</summary>
/// <remarks>
/// A result counts once all earlier replicates of its cell have ended; a cell stops at the first prefix at which
/// <see cref="FixedWidthStopping"/> stops for all metrics of <see cref="WidthGoal.MetricsOf"/>, or at the budget. Failed and diverged trials have
/// their place in the order and are no runs. Counts out of different totals have no common interval, so their cell goes on to the budget.
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
        var metrics = WidthGoal.MetricsOf(sweep.SharedMetrics);
        cells = [.. sweep.Cells.Select(_ => new CellPrefix(metrics))];
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
            prefix.IsStopped = prefix.Length == max || (next.Outcome is TrialOutcome.Completed
                && prefix.Counts.All(counts => counts.Tally is { } tally && rule.StopsAt(tally)));
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
            prefix.Forecast = prefix.Counts.Max(counts => Forecast(counts.Tally));
            prefix.ForecastAt = prefix.Length;
        }

        return Math.Min(max, Math.Max(prefix.Forecast, prefix.Length + 1));
    }

    private long Forecast(Tally? runs) => runs is null ? Math.Min(max, rule.AtLeast) : rule.ExpectedN(runs);

    private sealed class CellPrefix(IReadOnlyList<Metric> metrics)
    {
        public Dictionary<long, TrialResult> Waiting { get; } = [];

        public long Length { get; set; }

        public bool IsStopped { get; set; }

        // One for each metric.
        public CommonTally[] Counts { get; } = [.. metrics.Select(_ => new CommonTally())];

        public long Forecast { get; set; }

        public long ForecastAt { get; set; }

        public void Add(TrialResult result)
        {
            if (result.Outcome is TrialOutcome.Completed)
            {
                for (var i = 0; i < metrics.Count; i++)
                {
                    Counts[i].Add(result.Find(metrics[i].Name));
                }
            }
        }
    }
}
