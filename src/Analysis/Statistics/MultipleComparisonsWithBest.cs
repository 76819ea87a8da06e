namespace Symmetry.Analysis.Statistics;

/// <summary>Which of many cells may be the best, from paired replicates: multiple comparisons with the best.</summary>
/// <remarks>
/// <para>
/// Cell k is excluded where T(k) = max over j of t(j − k), one-sided and paired by replicate, is larger than chance makes it. Its p value is
/// the share of joint sign flips (<see cref="JointSignFlips"/>) under which the maximum reaches T(k); the cell stays while p &gt; 1 − level.
/// Only the comparisons with the true best can exclude it, so each cell is tested at the full level and the set contains the best cell
/// with probability <c>level</c>. t(k − k) is 0, so the cell that looks best has p = 1.
/// </para>
/// <para>
/// Ranks: j is better than k where t(j − k) is beyond the critical value of the maximum over all ordered pairs. The rank of k lies between 1 +
/// the number of cells that are better and K − the number that are worse, simultaneously for all cells. This asks for more than the set
/// does, so an excluded cell may keep rank 1 in its interval.
/// </para>
/// <para>
/// Assumes independent replicates whose differences, less their mean, are symmetric. The p values are exact where the cells do not differ and
/// conservative where they do: a cell far below cannot exclude the best, but comes out far above where nearly all signs are flipped,
/// so that with five or six replicates only clearly worse cells are excluded.
/// </para>
/// <para>
/// Up to <see cref="MaxCellsOfAllFlips"/> cells all flips are used where <see cref="JointSignFlips"/> enumerates them, and
/// <see cref="JointSignFlips.Drawn"/> otherwise; for more cells <see cref="FlipsOfManyCells"/>. Beyond <see cref="MaxCellsOfFlips"/> cells
/// a <see cref="BestMethod.Screen"/> by Student's t with Bonferroni's correction over K − 1 comparisons (all ordered pairs for ranks) takes
/// the place of flips: valid for normal differences, and less powerful.
/// </para>
/// <para>
/// Source: J. C. Hsu, "Constrained simultaneous confidence intervals for multiple comparisons with the best", Annals of Statistics 12 (1984);
/// J. C. Hsu, "Multiple Comparisons", 1996; J. Romano, M. Wolf, JASA 100 (2005), for maxima under resampling; M. Mogstad, J. Romano,
/// A. Shaikh, D. Wilhelm, "Inference for ranks with applications to mobility across neighbourhoods and academic achievement across countries",
/// Review of Economic Studies 91 (2024), and D. Al Mohamad, J. Goeman, E. van Zwet, "Simultaneous confidence intervals for ranks with
/// application to ranking institutions", Biometrics 78 (2022), for ranks from pairwise comparisons.
/// </para>
/// </remarks>
public static class MultipleComparisonsWithBest
{
    /// <summary>Up to how many cells the default number of flips is used: 2,000.</summary>
    public const int MaxCellsOfAllFlips = 2_000;

    /// <summary>How many flips are drawn for more cells: 1,000.</summary>
    public const int FlipsOfManyCells = 1_000;

    /// <summary>Up to how many cells flips are used at all: 10,000.</summary>
    public const int MaxCellsOfFlips = 10_000;

    // u lies in [-1, 1]; sums of the same numbers in another order differ by less.
    private const double Tolerance = 1e-9;

    /// <summary>The least number of replicates that can exclude a cell: the least n with 2^(−n) ≤ 1 − level; 5 at 0.95.</summary>
    /// <remarks>Rank intervals are two-sided and need one more.</remarks>
    /// <param name="level">In (0, 1). Default 0.95.</param>
    public static int MinReplicates(double level = Estimate.DefaultLevel)
    {
        Require.Level(level);
        var n = 1;
        for (var p = 0.5; p > 1 - level; p /= 2)
        {
            n++;
        }

        return n;
    }

    /// <summary>Finds the cells that may be best.</summary>
    /// <param name="values">One array per cell, at least two cells; in each one finite value per replicate, in the same order of replicates,
    /// at least one. Larger is better.</param>
    /// <param name="seed">The sweep's seed; read only when flips are drawn.</param>
    /// <param name="level">With which probability the set contains the best cell, in (0, 1). Default 0.95.</param>
    /// <exception cref="ArgumentException">The cells do not have the same number of finite values.</exception>
    public static BestSet Find(IReadOnlyList<double[]> values, long seed, double level = Estimate.DefaultLevel)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfLessThan(values.Count, 2, nameof(values));
        Require.Level(level);
        var (cells, replicates) = (values.Count, values[0].Length);
        foreach (var cell in values)
        {
            Require.Sample(cell, 1);
            ArgumentOutOfRangeException.ThrowIfNotEqual(cell.Length, replicates, nameof(values));
        }

        if (replicates < MinReplicates(level))
        {
            var unknown = new CellStanding(true, null, 1, cells);
            return new BestSet([.. Enumerable.Repeat(unknown, cells)], replicates, BestMethod.TooFewReplicates, 0, level);
        }

        var differences = new StandardisedDifferences(values);
        var observed = LargestDifferences(differences);
        if (cells > MaxCellsOfFlips)
        {
            var comparisons = cells - 1.0;
            var p = Array.ConvertAll(observed, u => u <= 0 ? 1 : Math.Min(1, comparisons * UpperTail(u, replicates)));
            return Build(differences, p, CriticalValue((1 - level) / (comparisons * cells), replicates), BestMethod.Screen, 0, level);
        }

        var flips = new JointSignFlips(replicates, seed, cells <= MaxCellsOfAllFlips ? JointSignFlips.Drawn : FlipsOfManyCells);
        var (reaching, largest) = FlippedMaxima.Find(differences, flips, observed, Tolerance);
        Array.Sort(largest);
        return Build(
            differences, Array.ConvertAll(reaching, flips.PValue), flips.CriticalValue(largest, 1 - level) + Tolerance,
            flips.IsExact ? BestMethod.AllFlips : BestMethod.DrawnFlips, flips.Count, level);
    }

    private static BestSet Build(StandardisedDifferences differences, double[] p, double critical, BestMethod method, int flips, double level)
    {
        var standings = new CellStanding[differences.Cells];
        Parallel.For(0, differences.Cells, () => new double[differences.Cells], (cell, _, row) =>
        {
            var (better, worse) = (0, 0);
            differences.Observe(cell, row);
            foreach (var difference in row)
            {
                better += difference > critical ? 1 : 0;
                worse += difference < -critical ? 1 : 0;
            }

            standings[cell] = new CellStanding(p[cell] > 1 - level, p[cell], 1 + better, differences.Cells - worse);
            return row;
        }, _ => { });
        return new BestSet(standings, differences.Replicates, method, flips, level);
    }

    // A cell's difference to itself is 0.
    private static double[] LargestDifferences(StandardisedDifferences differences)
    {
        var largest = new double[differences.Cells];
        Parallel.For(0, differences.Cells, () => new double[differences.Cells], (cell, _, row) =>
        {
            differences.Observe(cell, row);
            foreach (var difference in row)
            {
                largest[cell] = Math.Max(largest[cell], difference);
            }

            return row;
        }, _ => { });
        return largest;
    }

    // Where all differences are equal, t is infinite and rounding may take u beyond 1.
    private static double UpperTail(double u, int replicates) =>
        u >= 1 - Tolerance ? 0 : Quantiles.UpperTailOfStudentT(replicates - 1, u * Math.Sqrt((replicates - 1) / (1 - (u * u))));

    private static double CriticalValue(double alpha, int replicates)
    {
        var t = -Quantiles.StudentT(replicates - 1, alpha);
        return t / Math.Sqrt(replicates - 1 + (t * t));
    }
}
