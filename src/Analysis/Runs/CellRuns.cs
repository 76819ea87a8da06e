namespace Symmetry.Analysis.Runs;

/// <summary>The trials of one cell that ended: every metric by replicate, and what went wrong.</summary>
public sealed class CellRuns
{
    private static readonly MetricRuns None = new();

    private readonly Dictionary<string, MetricRuns> metrics = [];
    private readonly MetricRuns times = new();
    private readonly List<FailedTrial> failures = [];
    private readonly HashSet<string> silos = [];
    private readonly List<bool> ended = [];
    private SortedDictionary<int, TestOutcomes>? outcomes;
    private MetricRuns? sum;

    /// <summary>The runs of a cell.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="rows">Its trials that ended, each replicate once, in any order.</param>
    public CellRuns(Cell cell, IEnumerable<RunRow> rows)
        : this(cell)
    {
        foreach (var row in rows)
        {
            Add(row);
        }
    }

    private CellRuns(Cell cell) => Cell = cell;

    private CellRuns(CellRuns runs, Cell cell)
        : this(cell)
    {
        (metrics, failures, silos, ended) = (runs.metrics, [.. runs.failures.Select(failure => failure with { Cell = cell.Number })], runs.silos, runs.ended);
        (times, outcomes) = (runs.times, runs.outcomes);
        (Completed, Diverged, TotalSeconds, Retried) = (runs.Completed, runs.Diverged, runs.TotalSeconds, runs.Retried);
    }

    /// <summary>The cell.</summary>
    public Cell Cell { get; }

    /// <summary>Trials that were trained and measured.</summary>
    public long Completed { get; private set; }

    /// <summary>Trials whose training diverged.</summary>
    public long Diverged { get; private set; }

    /// <summary>Trials that ended without a measurement: failed or diverged.</summary>
    public long Failed => failures.Count;

    /// <summary>Trials that ended, in whatever way.</summary>
    public long Ended => Completed + Failed;

    /// <summary>The trials that failed or diverged.</summary>
    public IReadOnlyList<FailedTrial> Failures => failures;

    /// <summary>The time that all trials took, where it is known.</summary>
    public double TotalSeconds { get; private set; }

    /// <summary>Who trained.</summary>
    public IReadOnlySet<string> Silos => silos;

    /// <summary>Trials that took more than one attempt.</summary>
    public long Retried { get; private set; }

    /// <summary>Which test images each replicate classified correctly, in replicate order; only where that is kept, and was read.</summary>
    public IReadOnlyDictionary<int, TestOutcomes> Outcomes => (IReadOnlyDictionary<int, TestOutcomes>?)outcomes ?? ImmutableDictionary<int, TestOutcomes>.Empty;

    /// <summary>Reads the runs of a cell.</summary>
    public static async Task<CellRuns> ReadAsync(IRunsSource source, Cell cell, CancellationToken stop)
    {
        var runs = new CellRuns(cell);
        await foreach (var row in source.ReadRunsAsync(cell.Number, stop))
        {
            runs.Add(row);
        }

        return runs;
    }

    /// <summary>The values of a metric; none where no trial has it.</summary>
    public MetricRuns Values(Metric metric) =>
        metric == KnownMetrics.Sum ? sum ??= Add(Values(KnownMetrics.Accuracy), Values(KnownMetrics.AccuracyInverted))
            : metrics.TryGetValue(metric.Name, out var values) ? values
            : metric == KnownMetrics.Seconds ? times : None;

    /// <summary>The same runs as those of a cell of another sweep that has the same settings.</summary>
    public CellRuns As(Cell cell) => new(this, cell);

    /// <summary>Whether a replicate ended, in whatever way.</summary>
    public bool HasEnded(int replicate) => replicate < ended.Count && ended[replicate];

    /// <summary>How many replicates ended here or in another cell.</summary>
    public long EndedInEither(CellRuns other) =>
        Enumerable.Range(0, Math.Max(ended.Count, other.ended.Count)).Count(k => HasEnded(k) || other.HasEnded(k));

    private static MetricRuns Add(MetricRuns first, MetricRuns second)
    {
        var added = new MetricRuns();
        for (var k = 0; k < Math.Min(first.Length, second.Length); k++)
        {
            added.Add(k, first.At(k) + second.At(k));
        }

        return added;
    }

    private void Add(RunRow row)
    {
        var (replicate, result) = (checked((int)row.Replicate), row.Result);
        while (ended.Count <= replicate)
        {
            ended.Add(false);
        }

        ended[replicate] = true;
        TotalSeconds += double.IsFinite(row.Seconds) ? row.Seconds : 0;
        Retried += row.Attempts > 1 ? 1 : 0;
        silos.Add(row.Silo);
        if (result.Outcome is not TrialOutcome.Completed)
        {
            Diverged += result.Outcome is TrialOutcome.Diverged ? 1 : 0;
            failures.Add(new FailedTrial(Cell.Number, row.Replicate, result.Outcome, result.Reason, result.ViolatedFact));
            return;
        }

        Completed++;
        if (result.Outcomes is { } perImage)
        {
            (outcomes ??= []).Add(replicate, perImage);
        }

        foreach (var value in result.Values)
        {
            if (value.IsProportion)
            {
                ValuesOf(value.Name).Add(replicate, value.Correct, value.Total);
            }
            else
            {
                ValuesOf(value.Name).Add(replicate, value.Value);
            }
        }

        times.Add(replicate, row.Seconds);
    }

    private MetricRuns ValuesOf(string name)
    {
        if (!metrics.TryGetValue(name, out var values))
        {
            metrics.Add(name, values = new MetricRuns());
        }

        return values;
    }
}
