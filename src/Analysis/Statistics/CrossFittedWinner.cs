namespace Symmetry.Analysis.Statistics;

/// <summary>The mean of the cell that looks best, without the winner's curse: chosen on one half of the replicates, read off the other.</summary>
/// <remarks>
/// <para>
/// The largest of many means is too large, because choosing it chooses its luck too. Here the replicates with odd and with even places are two
/// halves; each half chooses the cell with the largest mean, and the replicates of the other half are read from that cell. The mean of all n
/// readings has no such bias. It estimates what choosing on half of the replicates gives, so that it is a little low for the choice on all of
/// them. Where both halves choose the same cell, it is that cell's mean with its t interval.
/// </para>
/// <para>
/// The interval is Student's t over the n readings. That is approximate where the halves choose different cells, because each half is then
/// both chosen on and read. Choosing on all replicates but one, for each in turn, is worse: its choices share n − 2 replicates, and the interval
/// holds in as little as two thirds of cases. COVERAGE.md has what this one holds.
/// </para>
/// <para>
/// Source: H. van Hasselt, "Double Q-learning", NIPS 23 (2010), and "Estimating the maximum expected value", arXiv 1302.7175 (2013) (the double
/// estimator); D. R. Cox, "A note on data-dependent choice of model", Biometrika 62 (1975), for splitting.
/// </para>
/// </remarks>
public static class CrossFittedWinner
{
    /// <summary>The mean of the chosen cell.</summary>
    /// <param name="values">One array per cell, at least one cell; in each one finite value per replicate. Larger is better; of cells with the
    /// same mean, but for rounding, the first is chosen.</param>
    /// <param name="level">The coverage of the interval, in (0, 1). Default 0.95.</param>
    /// <returns>NaN without an interval for one replicate, which leaves nothing to choose on.</returns>
    public static Estimate Mean(IReadOnlyList<double[]> values, double level = Estimate.DefaultLevel)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfLessThan(values.Count, 1, nameof(values));
        Require.Level(level);
        const string Method = "mean of the cell chosen on the other half of the replicates, t interval over replicates";
        var replicates = values[0].Length;
        foreach (var cell in values)
        {
            Require.Sample(cell, 1);
            ArgumentOutOfRangeException.ThrowIfNotEqual(cell.Length, replicates, nameof(values));
        }

        if (replicates == 1)
        {
            return new Estimate(double.NaN, null, level, 0, Method);
        }

        var rounding = StandardisedDifferences.Tie * values.Max(cell => cell.Sum(Math.Abs));
        var readings = new double[replicates];
        for (var half = 0; half < 2; half++)
        {
            var chosen = Choose(values, half, rounding);
            for (var replicate = 1 - half; replicate < replicates; replicate += 2)
            {
                readings[replicate] = values[chosen][replicate];
            }
        }

        return StudentTIntervals.Mean(readings, level) with { Method = Method };
    }

    // The cell with the largest sum over every second replicate.
    private static int Choose(IReadOnlyList<double[]> values, int first, double rounding)
    {
        var sums = new double[values.Count];
        for (var cell = 0; cell < sums.Length; cell++)
        {
            for (var replicate = first; replicate < values[cell].Length; replicate += 2)
            {
                sums[cell] += values[cell][replicate];
            }
        }

        var largest = sums.Max();
        return Array.FindIndex(sums, sum => sum >= largest - rounding);
    }
}
