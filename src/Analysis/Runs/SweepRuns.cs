namespace Symmetry.Analysis.Runs;

/// <summary>What a sweep found so far: cells × replicates × metrics. Everything that is concluded is concluded from this.</summary>
public sealed class SweepRuns
{
    /// <summary>The runs of a sweep.</summary>
    /// <param name="sweep">The sweep.</param>
    /// <param name="cells">The runs of every cell, in cell order.</param>
    /// <param name="state">What is known beside the rows; null for nothing.</param>
    public SweepRuns(Sweep sweep, IReadOnlyList<CellRuns> cells, RunsState? state = null)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(cells.Count, sweep.Cells.Length);
        (Sweep, Cells, State) = (sweep, cells, state ?? new RunsState(sweep.Trials));
        Metrics = MetricSelector.Selectable(sweep);
        Means = new MeanIntervals(sweep);
    }

    /// <summary>What was asked for.</summary>
    public Sweep Sweep { get; }

    /// <summary>The runs of every cell, in cell order.</summary>
    public IReadOnlyList<CellRuns> Cells { get; }

    /// <summary>What is known beside the rows.</summary>
    public RunsState State { get; }

    /// <summary>Every metric that can be asked about.</summary>
    public IReadOnlyList<Metric> Metrics { get; }

    /// <summary>Which interval a mean has.</summary>
    public MeanIntervals Means { get; }

    /// <summary>The crossed factors of the replicates; null where they are independent.</summary>
    public CrossedDesign? Design => Means.Design;

    /// <summary>Trials that ended, in whatever way.</summary>
    public long Ended => Cells.Sum(cell => cell.Ended);

    /// <summary>Trials that failed or diverged.</summary>
    public long Failed => Cells.Sum(cell => cell.Failed);

    /// <summary>Whether every trial ended, with a goal every cell stopped.</summary>
    public bool IsComplete => Ended == State.Trials;

    /// <summary>Whether the number of replicates does not depend on the differences between cells, as tests for a fixed number assume.</summary>
    /// <remarks>It does before the end, when somebody looks and may look again, and where a race or a decision stopped the cells.</remarks>
    public bool HasFixedReplicates => IsComplete && Sweep.Spec.Replicates.Goal is not MetricGoal;

    /// <summary>The trials that failed or diverged, in (cell, replicate) order.</summary>
    public IEnumerable<FailedTrial> Failures => Cells.SelectMany(cell => cell.Failures);

    /// <summary>Whether some trial violated an exact fact.</summary>
    public bool HasViolations => Failures.Any(failure => failure.Outcome is TrialOutcome.Violated);

    /// <summary>Reads everything, once.</summary>
    public static async Task<SweepRuns> ReadAsync(IRunsSource source, CancellationToken stop)
    {
        using var runs = new FingerprintedRuns(source);
        var cells = new List<CellRuns>(source.Sweep.Cells.Length);
        foreach (var cell in source.Sweep.Cells)
        {
            cells.Add(await CellRuns.ReadAsync(runs, cell, stop));
        }

        return new SweepRuns(source.Sweep, cells, await runs.GetStateAsync(stop));
    }

    /// <summary>The same without the runs of other cells.</summary>
    /// <param name="cells">The cells whose runs are kept.</param>
    public SweepRuns Only(IEnumerable<Cell> cells)
    {
        var kept = cells.Select(cell => cell.Number).ToHashSet();
        CellRuns[] runs = [.. Cells.Select(cell => kept.Contains(cell.Cell.Number) ? cell : new CellRuns(cell.Cell, []))];
        return new SweepRuns(Sweep, runs, IsComplete ? State with { Trials = runs.Sum(cell => cell.Ended) } : State);
    }

    /// <summary>The values of a metric in a cell.</summary>
    public MetricRuns Values(int cell, Metric metric) => Cells[cell].Values(metric);

    /// <summary>Whether outcomes per test image are kept, and were read.</summary>
    public bool HasOutcomes => Cells.Any(cell => cell.Outcomes.Count > 0);

    /// <summary>Which test images a replicate of a cell classified correctly; null where that is not kept, or was not read.</summary>
    public TestOutcomes? Outcomes(int cell, int replicate) => Cells[cell].Outcomes.GetValueOrDefault(replicate);

    /// <summary>The values of a metric in two cells, paired by replicate.</summary>
    public PairedRuns Pairs(int first, int second, Metric metric) => new(Values(first, metric), Values(second, metric));

    /// <summary>The mean of a metric in a cell, with its interval.</summary>
    public Estimate Mean(int cell, Metric metric, double level = Estimate.DefaultLevel) => Means.Mean(Values(cell, metric), level);

    /// <summary>Which random numbers a question about a cell and a metric uses: the same wherever it is asked.</summary>
    public uint QuestionOf(int cell, Metric metric)
    {
        var index = Enumerable.Range(0, Metrics.Count).First(i => Metrics[i] == metric);
        return index < KnownMetrics.TestSets.Count ? (uint)((KnownMetrics.TestSets.Count * cell) + index) : (uint)((index * Cells.Count) + cell);
    }
}
