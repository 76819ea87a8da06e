using Symmetry.Engine.Numerics;

namespace Symmetry.Analysis.Runs;

/// <summary>A race for the best cell: which cells have been shown not to be the best, round by round.</summary>
/// <remarks>
/// <para>
/// Round r compares replicate r of every pair of cells that are still in the race. Cell k leaves once the sequential sign-flip test
/// (<see cref="SequentialSignFlip"/>) has evidence of at least (K − 1)/(1 − level) that some cell j is better, where K is the number of cells at
/// the start. The race ends when one cell is left, or at the budget. With probability ≥ level the best cell is never taken out: it has K − 1
/// rivals, each of whose evidence against it reaches (K − 1)/α with probability ≤ α/(K − 1) at any time (Ville's inequality), and the sum over the
/// rivals is α. Assumes independent replicates whose paired differences are symmetric, about any point.
/// </para>
/// <para>
/// A run without a finite value, because it diverged or failed, counts as worse than any run that has one, with the magnitude of the scale (x = 1);
/// a pair in which neither run has a value is skipped. Otherwise a cell that always diverges would stay in the race to its end. Where evidence from
/// failures would take out every cell at once, none leaves.
/// </para>
/// <para>Not thread-safe. 128 bytes per pair of cells; a round allocates only when cells leave.</para>
/// <para>
/// Source: elimination by anytime-valid tests of all pairs, as in O. Maron, A. Moore, "Hoeffding races", NIPS 6 (1993), and E. Even-Dar, S. Mannor,
/// Y. Mansour, "Action elimination and stopping conditions for the multi-armed bandit and reinforcement learning problems", JMLR 7 (2006), with
/// the evidence of the sequential sign-flip test instead of their bounds.
/// </para>
/// </remarks>
public sealed class Race
{
    private readonly long atMost;
    private readonly double threshold;
    private readonly double logThreshold;
    private readonly SignFlipBets[] pairs;
    private readonly double[] strongest;
    private readonly int[] rivals;
    private readonly long[] forecasts;
    private readonly RaceExit?[] exits;
    private readonly int[] racing;
    private int count;

    /// <summary>Starts a race.</summary>
    /// <param name="cells">How many cells run, at least 2.</param>
    /// <param name="level">The chance that the best cell stays, in (0, 1).</param>
    /// <param name="atMost">The number of rounds after which the race ends in any case.</param>
    public Race(int cells, double level, long atMost)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(cells, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(atMost, 1);
        Require.Level(level);
        this.atMost = atMost;
        threshold = (cells - 1) / (1 - level);
        logThreshold = ExpLog.Log(threshold);
        pairs = new SignFlipBets[cells * (cells - 1) / 2];
        Array.Fill(pairs, SignFlipBets.Start);
        (strongest, rivals, forecasts, exits) = (new double[cells], new int[cells], new long[cells], new RaceExit?[cells]);
        Array.Fill(forecasts, atMost);
        racing = [.. Enumerable.Range(0, cells)];
        count = cells;
    }

    /// <summary>The number of complete rounds.</summary>
    public long Rounds { get; private set; }

    /// <summary>The cells that are still in the race, in cell order. Valid until the next round.</summary>
    public ReadOnlySpan<int> Racing => racing.AsSpan(0, count);

    /// <summary>Whether one cell is left, or the budget is spent.</summary>
    public bool IsOver => count == 1 || Rounds == atMost;

    /// <summary>When and why a cell left; null while it is in the race.</summary>
    public RaceExit? ExitOf(int cell) => exits[cell];

    /// <summary>In which round a cell will have left, or won, if the evidence grows as before; the budget where that is not known.</summary>
    public long ForecastOf(int cell) => forecasts[cell];

    /// <summary>The race that the runs of a sweep make, as far as its rounds are complete.</summary>
    /// <param name="runs">The runs of a sweep whose goal is the best cell.</param>
    public static Race Replay(SweepRuns runs)
    {
        ArgumentNullException.ThrowIfNull(runs);
        var (sweep, goal) = (runs.Sweep, (BestGoal)runs.Sweep.Spec.Replicates.Goal!);
        var (race, metric) = (new Race(sweep.Cells.Length, goal.Level, sweep.Replicates), new RatedMetric(sweep, goal.On));
        MetricRuns[] values = [.. sweep.Cells.Select(cell => runs.Values(cell.Number, metric.Metric))];
        var round = new double[values.Length];
        while (!race.IsOver && IsComplete((int)race.Rounds))
        {
            foreach (var cell in race.Racing)
            {
                round[cell] = metric.Rate(values[cell].At((int)race.Rounds));
            }

            race.Advance(round);
        }

        return race;

        bool IsComplete(int replicate)
        {
            foreach (var cell in race.Racing)
            {
                if (!runs.Cells[cell].HasEnded(replicate))
                {
                    return false;
                }
            }

            return true;
        }
    }

    /// <summary>Adds a round.</summary>
    /// <param name="values">The value of every cell, larger is better; not finite for runs that did not complete. Cells that have left are not read.</param>
    /// <returns>The cells that leave after it, in cell order.</returns>
    public IReadOnlyList<RaceExit> Advance(ReadOnlySpan<double> values)
    {
        if (IsOver)
        {
            throw new InvalidOperationException("The race is over.");
        }

        Rounds++;
        Compare(values);
        var leaving = Leave();
        Forecast();
        return leaving;
    }

    private void Compare(ReadOnlySpan<double> values)
    {
        Array.Clear(strongest);
        for (var a = 0; a < count; a++)
        {
            var first = racing[a];
            var row = pairs.AsSpan(RowOf(first));
            for (var b = a + 1; b < count; b++)
            {
                var second = racing[b];
                ref var pair = ref row[second - first - 1];
                pair.AddPair(values[first], values[second]);
                var (greater, less) = (pair.Greater, pair.Less);
                if (greater > strongest[second])
                {
                    (strongest[second], rivals[second]) = (greater, first);
                }

                if (less > strongest[first])
                {
                    (strongest[first], rivals[first]) = (less, second);
                }
            }
        }
    }

    // Pairs are stored by their lower cell: (0,1), (0,2), ..., (1,2), ...
    private int RowOf(int cell) => cell * ((2 * exits.Length) - cell - 1) / 2;

    private RaceExit[] Leave()
    {
        var staying = 0;
        foreach (var cell in Racing)
        {
            staying += strongest[cell] >= threshold ? 0 : 1;
        }

        if (staying == count || staying == 0)
        {
            return [];
        }

        var leaving = new RaceExit[count - staying];
        var (kept, left) = (0, 0);
        for (var i = 0; i < count; i++)
        {
            var cell = racing[i];
            if (strongest[cell] >= threshold)
            {
                exits[cell] = leaving[left++] = new RaceExit(cell, Rounds, rivals[cell], strongest[cell]);
                forecasts[cell] = Rounds;
            }
            else
            {
                racing[kept++] = cell;
            }
        }

        count = kept;
        return leaving;
    }

    // The logarithm of evidence grows in proportion to the rounds. Nobody runs longer than the rivals: the race ends when one is left.
    private void Forecast()
    {
        var (latest, second) = (0L, 0L);
        foreach (var cell in Racing)
        {
            var evidence = strongest[cell];
            var expected = evidence > 1 ? Math.Ceiling(Rounds * logThreshold / ExpLog.Log(evidence)) : atMost;
            forecasts[cell] = (long)Math.Clamp(expected, Math.Min(Rounds + 1, atMost), atMost);
            second = Math.Max(second, Math.Min(latest, forecasts[cell]));
            latest = Math.Max(latest, forecasts[cell]);
        }

        foreach (var cell in Racing)
        {
            forecasts[cell] = IsOver ? Rounds : Math.Min(forecasts[cell], second);
        }
    }
}
