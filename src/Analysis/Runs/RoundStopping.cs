namespace Symmetry.Analysis.Runs;

/// <summary>A rule that looks at the cells of a sweep together: a replicate counts once all cells that have not stopped have ended it.</summary>
internal abstract class RoundStopping : ReplicateStopping
{
    private readonly Dictionary<long, TrialResult>[] waiting;
    private readonly long?[] stops;
    private readonly TrialResult[] round;
    private int[] running;
    private long rounds;
    private int missing;

    private protected RoundStopping(Sweep sweep)
        : base(sweep)
    {
        waiting = [.. sweep.Cells.Select(_ => new Dictionary<long, TrialResult>())];
        (stops, round) = (new long?[waiting.Length], new TrialResult[waiting.Length]);
        running = [.. Enumerable.Range(0, waiting.Length)];
        missing = running.Length;
    }

    /// <inheritdoc/>
    public sealed override bool IsByRound => true;

    /// <inheritdoc/>
    public sealed override StoppingStep Add(int cell, long replicate, TrialResult result)
    {
        if (IsStopped(cell) || replicate < rounds)
        {
            return StoppingStep.None;
        }

        if (waiting[cell].TryAdd(replicate, result) && replicate == rounds)
        {
            missing--;
        }

        if (missing > 0)
        {
            return StoppingStep.None;
        }

        var (counted, stopped) = (new List<CountedResult>(running.Length), new List<int>());
        while (missing == 0 && running.Length > 0)
        {
            foreach (var next in running)
            {
                waiting[next].Remove(rounds, out var ended);
                round[next] = ended!;
                counted.Add(new CountedResult(next, ended!));
            }

            rounds++;
            var before = stopped.Count;
            stopped.AddRange(Advance(round));
            if (stopped.Count > before)
            {
                foreach (var stop in stopped.Skip(before))
                {
                    stops[stop] = rounds;
                    waiting[stop].Clear();
                }

                running = [.. running.Where(other => stops[other] is null)];
            }

            missing = running.Count(other => !waiting[other].ContainsKey(rounds));
        }

        return new StoppingStep(counted, stopped);
    }

    /// <inheritdoc/>
    public sealed override bool IsStopped(int cell) => stops[cell] is not null;

    /// <inheritdoc/>
    public sealed override long PrefixOf(int cell) => stops[cell] ?? rounds;

    /// <inheritdoc/>
    public sealed override long WaitingOf(int cell) => waiting[cell].Count;

    /// <inheritdoc/>
    public sealed override long ExpectedOf(int cell) => stops[cell] ?? Forecast(cell);

    /// <summary>Adds a complete round.</summary>
    /// <param name="results">By cell; those of cells that have stopped are old.</param>
    /// <returns>The cells that stop with it.</returns>
    private protected abstract IEnumerable<int> Advance(IReadOnlyList<TrialResult> results);

    /// <summary>Where a cell that runs will stop.</summary>
    private protected abstract long Forecast(int cell);
}
