namespace Symmetry.Analysis.Statistics;

/// <summary>The mean of the cell that looks best, without the winner's curse: chosen and measured on different replicates.</summary>
/// <remarks>
/// <para>
/// The largest of many means is too large, because choosing it chooses its luck too. Here the best cell is chosen on all replicates but one
/// and read off the one left out, once for every replicate; the mean of these n readings has no such bias. It estimates what choosing on
/// n − 1 replicates gives, so that it is a little low for the choice on all n. Where every choice falls on the same cell, it is that
/// cell's mean with its t interval.
/// </para>
/// <para>
/// The interval is Student's t over the n readings. That is approximate: the readings share n − 2 of the replicates that chose, so
/// they are not independent where the choice wavers between cells.
/// </para>
/// <para>
/// Source: S. Varma, R. Simon, "Bias in error estimation when using cross-validation for model selection", BMC Bioinformatics 7:91 (2006)
/// (choosing and measuring on different parts); G. Cawley, N. Talbot, "On over-fitting in model selection and subsequent selection bias in
/// performance evaluation", JMLR 11 (2010); H. van Hasselt, "Estimating the maximum expected value", arXiv 1302.7175 (2013), for the bias of the
/// largest mean (upwards) and of cross-validation (downwards).
/// </para>
/// </remarks>
public static class LeaveOneOutWinner
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
        const string Method = "mean of the cell chosen on the other replicates, t interval over replicates";
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

        var sums = values.Select(cell => cell.Sum()).ToArray();
        var rounding = StandardisedDifferences.Tie * values.Max(cell => cell.Sum(Math.Abs));
        var readings = new double[replicates];
        for (var left = 0; left < replicates; left++)
        {
            var largest = double.NegativeInfinity;
            for (var cell = 0; cell < sums.Length; cell++)
            {
                largest = Math.Max(largest, sums[cell] - values[cell][left]);
            }

            var chosen = 0;
            while (sums[chosen] - values[chosen][left] < largest - rounding)
            {
                chosen++;
            }

            readings[left] = values[chosen][left];
        }

        return StudentTIntervals.Mean(readings, level) with { Method = Method };
    }
}
