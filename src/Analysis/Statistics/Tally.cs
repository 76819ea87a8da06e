namespace Symmetry.Analysis.Statistics;

/// <summary>The distribution of correct counts out of a fixed total: what the replicates of one cell found on one test
/// set.</summary>
/// <remarks>
/// <para>
/// Counts are whole numbers, so the sums are exact and the order of <see cref="Add(int)"/> is without effect, to the last bit.
/// Every statistic is of the proportion correct/total, in [0, 1], and NaN where it is undefined.
/// </para>
/// <para>
/// Ranges: total ≤ 2³¹ − 1 and N ≤ 2³², so Sum &lt; 2⁶³, SumOfSquares &lt; 2⁹⁴ and N·SumOfSquares &lt; 2¹²⁶: nothing overflows.
/// Not safe for writers in parallel: give each its own.
/// </para>
/// </remarks>
public sealed class Tally
{
    private const long MaxRuns = 1L << 32;
    private static readonly Comparer<(int Correct, long Count)> ByCorrect =
        Comparer<(int Correct, long Count)>.Create((first, second) => first.Correct.CompareTo(second.Correct));

    // In increasing order of the count. Most tallies have few entries, and a sweep may have 200,000 tallies.
    private readonly List<(int Correct, long Count)> entries = [];

    /// <summary>An empty tally.</summary>
    /// <param name="total">How many images a run is asked about; at least 1.</param>
    public Tally(int total)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(total, 1);
        Total = total;
    }

    /// <summary>How many images each run was asked about, at least 1.</summary>
    public int Total { get; }

    /// <summary>How many runs were added.</summary>
    public long N { get; private set; }

    /// <summary>The exact sum of the correct counts.</summary>
    public long Sum { get; private set; }

    /// <summary>The exact sum of the squares of the correct counts.</summary>
    public UInt128 SumOfSquares { get; private set; }

    /// <summary>The mean proportion, exact up to two roundings; NaN for N = 0.</summary>
    public double Mean => N == 0 ? double.NaN : (double)Sum / ((double)N * Total);

    /// <summary>The variance of the proportion with divisor n − 1; NaN for N &lt; 2. Exactly 0 when all runs agree.</summary>
    /// <remarks>(N·ΣC² − (ΣC)²) / (N(N − 1)total²), the numerator exact, so that nothing cancels.</remarks>
    public double Variance => N < 2
        ? double.NaN
        : (double)(((UInt128)N * SumOfSquares) - ((UInt128)Sum * (UInt128)Sum)) / ((double)N * (N - 1) * Total * Total);

    /// <summary>The standard deviation of one run's proportion, divisor n − 1; NaN for N &lt; 2.</summary>
    public double StandardDeviation => Math.Sqrt(Variance);

    /// <summary>The standard error of the mean, sd/√n; NaN for N &lt; 2.</summary>
    public double StandardError => StandardDeviation / Math.Sqrt(N);

    /// <summary>The sample's skewness g₁ = m₃/m₂^1.5; NaN for no runs and for runs that all agree.</summary>
    /// <remarks>D. Joanes, C. Gill, "Comparing measures of sample skewness and kurtosis", The Statistician 47 (1998); R's
    /// <c>e1071::skewness(x, type = 1)</c>.</remarks>
    public double Skewness
    {
        get
        {
            if (N == 0 || SumOfSquares * (UInt128)N == (UInt128)Sum * (UInt128)Sum)
            {
                return double.NaN;
            }

            // Of the counts; in increasing order of the count, so that the order of adding is without effect.
            var mean = (double)Sum / N;
            var (second, third) = (0.0, 0.0);
            foreach (var (correct, count) in entries)
            {
                var deviation = correct - mean;
                second += count * deviation * deviation;
                third += count * deviation * deviation * deviation;
            }

            return third / N / (second / N * Math.Sqrt(second / N));
        }
    }

    /// <summary>The least proportion; NaN for N = 0.</summary>
    public double Minimum => N == 0 ? double.NaN : (double)entries[0].Correct / Total;

    /// <summary>The greatest proportion; NaN for N = 0.</summary>
    public double Maximum => N == 0 ? double.NaN : (double)entries[^1].Correct / Total;

    /// <summary>The median proportion, the mean of the middle two for even N; NaN for N = 0.</summary>
    public double Median => N == 0 ? double.NaN : ((double)OrderStatistic((N + 1) / 2) + OrderStatistic((N / 2) + 1)) / 2 / Total;

    /// <summary>Each correct count that occurred with how often it did, in increasing order of the count.</summary>
    public IReadOnlyList<(int Correct, long Count)> Entries => entries;

    /// <summary>Builds a tally from counts in any order.</summary>
    /// <param name="total">How many images a run is asked about; at least 1.</param>
    /// <param name="correct">One count a run, each in 0 … total.</param>
    public static Tally FromCounts(int total, params ReadOnlySpan<int> correct)
    {
        var tally = new Tally(total);
        foreach (var count in correct)
        {
            tally.Add(count);
        }

        return tally;
    }

    /// <summary>Adds one run.</summary>
    /// <param name="correct">How many images it had right, in 0 … total.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="correct"/> is negative or above the total.</exception>
    public void Add(int correct) => Add(correct, 1);

    /// <summary>Adds several runs that had the same count.</summary>
    /// <param name="correct">How many images each had right, in 0 … total.</param>
    /// <param name="runs">How many runs; 0 adds nothing.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is outside 0 … total, or the number of runs is
    /// negative.</exception>
    public void Add(int correct, long runs)
    {
        if ((uint)correct > (uint)Total)
        {
            throw new ArgumentOutOfRangeException(
                nameof(correct),
                correct,
                string.Create(CultureInfo.InvariantCulture, $"A count of correct images lies in 0..{Total}."));
        }

        ArgumentOutOfRangeException.ThrowIfNegative(runs);
        if (runs == 0)
        {
            return;
        }

        if (runs > MaxRuns - N)
        {
            throw new ArgumentOutOfRangeException(nameof(runs), runs, "A tally holds at most 2^32 runs.");
        }

        var at = entries.BinarySearch((correct, 0), ByCorrect);
        if (at < 0)
        {
            entries.Insert(~at, (correct, runs));
        }
        else
        {
            entries[at] = (correct, entries[at].Count + runs);
        }

        N += runs;
        Sum += correct * runs;
        SumOfSquares += (UInt128)((long)correct * correct) * (UInt128)runs;
    }

    /// <summary>The proportions of all runs in increasing order: what the methods on single values take.</summary>
    /// <exception cref="OverflowException">More runs than an array can hold.</exception>
    public double[] ToProportions()
    {
        var proportions = new double[checked((int)N)];
        var at = 0;
        foreach (var (correct, count) in entries)
        {
            proportions.AsSpan(at, (int)count).Fill((double)correct / Total);
            at += (int)count;
        }

        return proportions;
    }

    /// <summary>The count at a rank, 1 being the least.</summary>
    private int OrderStatistic(long rank)
    {
        var below = 0L;
        foreach (var (correct, count) in entries)
        {
            below += count;
            if (rank <= below)
            {
                return correct;
            }
        }

        throw new ArgumentOutOfRangeException(nameof(rank), rank, "No such rank.");
    }
}
