namespace Symmetry.Analysis.Statistics;

/// <summary>Tests a family of paired differences together: the step-down maxT procedure over joint sign flips.</summary>
/// <remarks>
/// <para>
/// The statistic of a difference is |t| = |mean|/(sd/√n). Sign flips of whole replicates (<see cref="JointSignFlips"/>) show how large the
/// largest |t| of the family becomes where nothing differs. The differences are taken from the largest |t| on; the adjusted p of each is the
/// share of the flips in which the largest |t| of those not yet taken reaches it, and never below the p before it. So the chance of any false
/// p ≤ alpha is at most alpha, and the smallest possible adjusted p is 2^(1−n) whatever the size of the family.
/// </para>
/// <para>
/// Simultaneous intervals are mean ± c·sd/√n, with c what the largest |t| of the whole family exceeds in at most 1 − level of the flips, of
/// the differences or of their residuals from their means, whichever is larger. Residuals show how far means stray from the truth. Flips
/// of the differences alone do not where many of them are far from 0: all |t| then follow the same signs, and intervals of 18 large differences
/// would hold together in about half of all cases. An interval that excludes 0 belongs to an adjusted p ≤ 1 − level; the later steps of the
/// procedure may add differences to these.
/// </para>
/// <para>
/// Assumes independent replicates whose differences are jointly symmetric about their means. Each difference has the replicates that both of
/// its sides have; one with fewer than <see cref="MinPairs"/> of them has no p and is not in the maximum. Statistics that differ by 1e-9 of
/// their square are ties: they differ by rounding. A single difference of 0 and ±c is tested by all flips at any n, in closed form
/// (<see cref="EqualMagnitudes"/>).
/// </para>
/// <para>
/// Source: P. Westfall, S. Young, "Resampling-Based Multiple Testing", 1993, algorithms 2.8 and 4.1; J. Romano, M. Wolf, "Exact and approximate
/// stepdown methods for multiple hypothesis testing", JASA 100 (2005); R. Liu, "Bootstrap procedures under some non-i.i.d. models", Annals of
/// Statistics 16 (1988), for flips of residuals. p agrees with <c>multtest::mt.maxT(test = "pairt", B = 0)</c>.
/// </para>
/// </remarks>
public sealed class StepDownMaxT
{
    /// <summary>Up to which part of a square two of them are ties: 10⁻⁹.</summary>
    internal const double Rounding = 1e-9;

    // u² = S²/(nQ) lies in [0, 1]; nearer to an end than this is rounding of sums of 100,000 replicates.
    private const double AlmostNone = 1e-24;
    private const double AlmostAll = 1 - 1e-12;

    private StepDownMaxT(IReadOnlyList<FamilyDifference> differences, int tested, int flips, bool isExact, double critical) =>
        (Differences, Tested, Flips, IsExact, CriticalValue) = (differences, tested, flips, isExact, critical);

    /// <summary>The results, in the order of the differences.</summary>
    public IReadOnlyList<FamilyDifference> Differences { get; }

    /// <summary>How many differences have a p: those that the maximum is taken over.</summary>
    public int Tested { get; }

    /// <summary>How many flips there were; 0 where no difference has a p.</summary>
    public int Flips { get; }

    /// <summary>Whether these were all flips.</summary>
    public bool IsExact { get; }

    /// <summary>Whether p is McNemar's: of all flips in closed form, where <see cref="Flips"/> would only be drawn.</summary>
    public bool IsMcNemar { get; private init; }

    /// <summary>c: what the largest |t| of the family exceeds in at most 1 − level of the flips, of differences and of residuals; infinite where
    /// there is none.</summary>
    public double CriticalValue { get; }

    /// <summary>The smallest number of pairs whose test can reach p ≤ alpha: the smallest n with 2^(1−n) ≤ alpha; 6 at 0.05.</summary>
    /// <param name="alpha">The two-sided significance level, in (0, 1).</param>
    public static int MinPairs(double alpha)
    {
        Require.Level(alpha, nameof(alpha));
        var n = 1;
        for (var p = 1.0; p > alpha; p /= 2)
        {
            n++;
        }

        return n;
    }

    /// <summary>Tests a family.</summary>
    /// <param name="differences">Each difference in all replicates, in one order; NaN where a side has no value. All of one length.</param>
    /// <param name="seed">The sweep's seed; read only when flips are drawn.</param>
    /// <param name="level">The level of the simultaneous intervals, in (0, 1). Default 0.95.</param>
    /// <exception cref="ArgumentException">The differences have different numbers of replicates, or a value is infinite.</exception>
    public static StepDownMaxT Test(IReadOnlyList<double[]> differences, long seed, double level = Estimate.DefaultLevel)
    {
        ArgumentNullException.ThrowIfNull(differences);
        Require.Level(level);
        var results = new FamilyDifference[differences.Count];
        var columns = new List<Column>();
        for (var j = 0; j < results.Length; j++)
        {
            if (differences[j].Length != differences[0].Length)
            {
                throw new ArgumentException("The differences of a family have the same replicates.", nameof(differences));
            }

            var values = Array.FindAll(differences[j], value => !double.IsNaN(value));
            Require.Sample(values, 0, nameof(differences));
            var (mean, sd) = Moments.MeanAndStandardDeviation(values);
            results[j] = new FamilyDifference(values.Length, mean, sd, null, null, null, null);
            if (values.Length >= MinPairs(1 - level))
            {
                columns.Add(new Column(j, values));
            }
        }

        if (columns.Count == 0)
        {
            return new StepDownMaxT(results, 0, 0, false, double.PositiveInfinity);
        }

        // From the largest statistic on, as the steps go.
        columns.Sort((a, b) => a.Square != b.Square ? b.Square.CompareTo(a.Square) : a.Index.CompareTo(b.Index));
        return Test(differences, results, [.. columns], seed, level);
    }

    private static StepDownMaxT Test(IReadOnlyList<double[]> differences, FamilyDifference[] results, Column[] columns, long seed, double level)
    {
        // Replicates that no difference has leave the others fewer flips to enumerate.
        var replicates = Enumerable.Range(0, differences[0].Length).Where(k => columns.Any(column => !double.IsNaN(differences[column.Index][k]))).ToArray();
        var values = Layout(differences, columns, replicates, _ => 0);
        var flips = new JointSignFlips(replicates.Length, seed);
        var critical = Math.Sqrt(CriticalSquareOfResiduals(differences, results, columns, replicates, flips, level));
        var (alone, stepped, maxima, flip) = (new int[columns.Length], new int[columns.Length], new double[flips.Count], 0);
        flips.Sum(values, columns.Length, sums =>
        {
            var largest = 0.0;
            for (var j = columns.Length - 1; j >= 0; j--)
            {
                ref readonly var column = ref columns[j];
                var square = column.SquareOf(sums[j]);
                largest = Math.Max(largest, square);
                alone[j] += square >= column.Bar ? 1 : 0;
                stepped[j] += largest >= column.Bar ? 1 : 0;
            }

            maxima[flip++] = largest;
        });
        Array.Sort(maxima);
        var single = flips.IsExact || columns.Length > 1 ? null : columns[0].Equal;
        critical = Math.Max(critical, Math.Sqrt(
            single is { } equal ? columns[0].SquareOf(equal.CriticalSum(1 - level)) : flips.CriticalValue(maxima, 1 - level)));
        var reaching = 0;
        for (var j = 0; j < columns.Length; j++)
        {
            reaching = Math.Max(reaching, stepped[j]);
            var result = results[columns[j].Index];
            results[columns[j].Index] = result with
            {
                T = Math.Sqrt(columns[j].Square),
                P = single?.P ?? flips.PValue(alone[j]),
                Adjusted = single?.P ?? flips.PValue(reaching),
                Simultaneous = Around(result, critical),
            };
        }

        return new StepDownMaxT(results, columns.Length, flips.Count, flips.IsExact, critical) { IsMcNemar = single is not null };
    }

    private static double CriticalSquareOfResiduals(
        IReadOnlyList<double[]> differences, FamilyDifference[] results, Column[] columns, int[] replicates, JointSignFlips flips, double level)
    {
        var residuals = Array.ConvertAll(columns, column =>
        {
            var mean = results[column.Index].Mean;
            return new Column(column.Index, Array.ConvertAll(Array.FindAll(differences[column.Index], value => !double.IsNaN(value)), value => value - mean));
        });
        var values = Layout(differences, columns, replicates, column => results[column.Index].Mean);
        var (maxima, flip) = (new double[flips.Count], 0);
        flips.Sum(values, columns.Length, sums =>
        {
            var largest = 0.0;
            for (var j = 0; j < sums.Length; j++)
            {
                largest = Math.Max(largest, residuals[j].SquareOf(sums[j]));
            }

            maxima[flip++] = largest;
        });
        Array.Sort(maxima);
        return flips.CriticalValue(maxima, 1 - level);
    }

    // Replicates × columns, each column less its centre; 0 where a side has no value.
    private static double[] Layout(IReadOnlyList<double[]> differences, Column[] columns, int[] replicates, Func<Column, double> centreOf)
    {
        var values = new double[replicates.Length * columns.Length];
        for (var j = 0; j < columns.Length; j++)
        {
            var (difference, centre) = (differences[columns[j].Index], centreOf(columns[j]));
            for (var k = 0; k < replicates.Length; k++)
            {
                var value = difference[replicates[k]];
                values[(k * columns.Length) + j] = double.IsNaN(value) ? 0 : value - centre;
            }
        }

        return values;
    }

    // Wider by what counts as a tie, so that an interval never excludes 0 where p counts a tie against it.
    private static Interval? Around(FamilyDifference difference, double critical)
    {
        var half = critical * Math.Sqrt(1 + (2 * Rounding)) * difference.StandardDeviation / Math.Sqrt(difference.Pairs);
        return double.IsFinite(critical) ? new Interval(difference.Mean - half, difference.Mean + half) : null;
    }

    // A difference that is tested. Flips leave the sum of squares Q unchanged, so t² = (n − 1)·u²/(1 − u²) with u² = S²/(nQ) needs only the sum S.
    private readonly struct Column
    {
        private readonly double scale;
        private readonly int degrees;

        public Column(int index, ReadOnlySpan<double> values)
        {
            (Index, degrees) = (index, values.Length - 1);
            var (sum, squares) = (0.0, 0.0);
            foreach (var value in values)
            {
                sum += value;
                squares += value * value;
            }

            Equal = EqualMagnitudes.Find(values);
            scale = squares > 0 ? 1 / (values.Length * squares) : 0;
            Square = SquareOf(sum);
            Bar = Square / (1 + Rounding);
        }

        /// <summary>The place of the difference in the family.</summary>
        public int Index { get; }

        /// <summary>The closed form of its flips; null where there is none.</summary>
        public EqualMagnitudes? Equal { get; }

        /// <summary>t² as observed.</summary>
        public double Square { get; }

        /// <summary>What t² of a flip must be to reach the observed one.</summary>
        public double Bar { get; }

        /// <summary>t² of a sum.</summary>
        public double SquareOf(double sum)
        {
            var share = sum * sum * scale;
            return share > AlmostAll ? double.PositiveInfinity : share < AlmostNone ? 0 : degrees * share / (1 - share);
        }
    }
}
