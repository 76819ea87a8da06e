using Symmetry.Analysis.Statistics;
using Symmetry.Engine.Numerics;

namespace Symmetry.Analysis.Tests.Statistics;

/// <summary>The mean of the chosen cell without the winner's curse.</summary>
public sealed class CrossFittedWinnerTests
{
    // R: y <- v(6, 9, 0.02) as in MultipleComparisonsWithBestTests.Values; A <- seq(1, 9, 2); B <- seq(2, 9, 2)
    // x <- c(y[B, which.max(colMeans(y[A,]))], y[A, which.max(colMeans(y[B,]))]); c(mean(x), t.test(x)$conf.int)
    [Fact]
    public void Each_half_is_read_from_the_cell_that_the_other_half_chooses()
    {
        var mean = CrossFittedWinner.Mean(MultipleComparisonsWithBestTests.Values(6, 9, 0.02));
        Near.Relative(0.550234555665676, mean.Value);
        Near.Relative(0.364025502658113, mean.Interval!.Value.Lower);
        Near.Relative(0.736443608673238, mean.Interval.Value.Upper);
        Assert.Equal(9, mean.N);
    }

    [Fact]
    public void Clear_winner_keeps_its_own_mean_and_interval()
    {
        double[] best = [10, 11, 12, 13];
        var mean = CrossFittedWinner.Mean([[1, 2, 3, 4], best]);
        var own = StudentTIntervals.Mean(best);
        Assert.Equal((own.Value, own.Interval), (mean.Value, mean.Interval));
    }

    [Fact]
    public void Of_cells_that_tie_but_for_rounding_the_first_is_chosen()
    {
        // Sums in another order differ in the last bit: 0.1 + 0.2 + 0.3 is more than 0.3 + 0.2 + 0.1. The even places choose the second cell.
        var mean = CrossFittedWinner.Mean([[0.3, 1, 0.2, 2, 0.1], [0.1, 5, 0.2, 6, 0.3]]);
        Near.Relative((0.1 + 1 + 0.2 + 2 + 0.3) / 5, mean.Value);
    }

    [Fact]
    public void Single_replicate_leaves_nothing_to_choose_on() => Assert.Equal(double.NaN, CrossFittedWinner.Mean([[1], [2]]).Value);

    [Fact]
    public void Equal_cells_have_no_bias_although_the_largest_mean_has()
    {
        var (stream, largest, unbiased) = (new RandomStream(13, Purpose.Resampling, 0, 0), 0.0, 0.0);
        const int Sweeps = 4000;
        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            var values = Enumerable.Range(0, 10).Select(_ => new double[5]).ToArray();
            foreach (var cell in values)
            {
                for (var replicate = 0; replicate < cell.Length; replicate++)
                {
                    cell[replicate] = stream.NextDouble() - 0.5;
                }
            }

            largest += values.Max(cell => cell.Average()) / Sweeps;
            unbiased += CrossFittedWinner.Mean(values).Value / Sweeps;
        }

        // A reading has a standard deviation of at most 0.29, so that the mean of all sweeps has one of at most 0.005.
        Assert.InRange(unbiased, -0.02, 0.02);
        Assert.True(largest > 0.15, $"{largest}");
    }
}
