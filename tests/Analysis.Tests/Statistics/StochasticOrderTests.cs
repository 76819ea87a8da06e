using Symmetry.Analysis.Statistics;
using Symmetry.Engine.Numerics;

namespace Symmetry.Analysis.Tests.Statistics;

public sealed class StochasticOrderTests
{
    [Fact]
    public void A_sample_that_lies_above_violates_nothing()
    {
        var result = StochasticOrder.Compare([5, 6, 7, 8, 9, 10], [0, 1, 2, 3], seed: 1);
        Assert.Equal(0, result.Violation);
        Assert.Equal(0, result.UpperLimit);
        Assert.Equal(1, StochasticOrder.Compare([0, 1, 2, 3], [5, 6, 7, 8, 9], seed: 1).Violation);
    }

    [Fact]
    public void The_violation_is_the_violated_part_of_the_squared_Wasserstein_distance()
    {
        // Quantiles on thirds: 0, 2, 6 against 1, 2, 3: differences −1, 0, 3: violated 1 of 1 + 9.
        Assert.Equal(0.1, StochasticOrder.Violation([0, 2, 6], [1, 1, 1], [1, 2, 3], [1, 1, 1]));

        // Halves against thirds, in sixths: 0 0 0 4 4 4 against 1 1 2 2 3 3: 1 + 1 + 4 violated of 6 + 4 + 1 + 1.
        Near.Relative(0.5, StochasticOrder.Violation([0, 4], [1, 1], [1, 2, 3], [1, 1, 1]));
    }

    [Fact]
    public void Values_that_are_not_there_do_not_count_and_those_that_are_there_twice_count_twice() =>
        Assert.Equal(
            StochasticOrder.Violation([0, 2, 6], [2, 1, 3], [1, 3], [1, 1]),
            StochasticOrder.Violation([0, 1, 2, 6], [2, 0, 1, 3], [-1, 1, 3, 4], [0, 1, 1, 0]));

    [Fact]
    public void Limits_of_both_directions_have_the_same_margin()
    {
        double[] a = [0.81, 0.84, 0.79, 0.88, 0.83, 0.86, 0.9];
        double[] b = [0.80, 0.85, 0.82, 0.78, 0.8, 0.79, 0.83];
        var result = StochasticOrder.Compare(a, b, 1);
        Assert.InRange(result.UpperLimit, result.Violation + 0.001, 0.5);
        Near.Relative(Math.Min(1, 1 - result.Violation + (result.UpperLimit - result.Violation)), result.ReverseUpperLimit);
    }

    [Fact]
    public void The_two_directions_add_up_to_one()
    {
        double[] a = [0.81, 0.84, 0.79, 0.88, 0.83];
        double[] b = [0.80, 0.85, 0.82, 0.78];
        Near.Relative(1, StochasticOrder.Compare(a, b, 1).Violation + StochasticOrder.Compare(b, a, 1).Violation);
        Assert.Equal(0.5, StochasticOrder.Compare(a, a, 1).Violation);
    }

    // Margins of both ways of resampling, just below and just above the number of runs from which groups are resampled. Each margin has a Monte
    // Carlo error of 1/sqrt(2 x 1,000) = 2.2 %. Rounded values are few, so that they are resampled one by one.
    [Theory]
    [InlineData(0.02, 100)]
    [InlineData(0.05, 100)]
    [InlineData(0.05, 1_000_000)]
    [InlineData(0, 1_000_000)]
    public void Groups_of_neighbours_have_the_margin_of_single_runs(double shift, double steps)
    {
        var (single, grouped) = (Margin(StochasticOrder.MinGrouped - 1), Margin(StochasticOrder.MinGrouped));
        Near.Relative(single, grouped, 0.15);

        double Margin(int runs)
        {
            var stream = new RandomStream(3, Purpose.Resampling, 0);
            var (a, b) = (new double[runs], new double[runs]);
            for (var k = 0; k < runs; k++)
            {
                a[k] = Math.Round(steps * (shift + (1.1 * Resampler.Normal(ref stream)))) / steps;
                b[k] = Math.Round(steps * Resampler.Normal(ref stream)) / steps;
            }

            var result = StochasticOrder.Compare(a, b, 1);
            return Math.Max(result.UpperLimit - result.Violation, result.ReverseUpperLimit - (1 - result.Violation));
        }
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(5)]
    [InlineData(40)]
    public void Poisson_numbers_have_the_mean_and_the_variance_of_their_distribution(double mean)
    {
        const int Numbers = 40_000;
        var stream = new RandomStream(4, Purpose.Resampling, 0);
        var drawn = new double[Numbers];
        foreach (ref var number in drawn.AsSpan())
        {
            number = Resampler.Poisson(ref stream, mean);
        }

        // Five standard errors: sqrt(mean/n), and about sqrt((2 + 1/mean)/n) of the variance.
        var (found, sd) = Moments.MeanAndStandardDeviation(drawn);
        Near.Absolute(mean, found, 5 * Math.Sqrt(mean / Numbers));
        Near.Relative(mean, sd * sd, 5 * Math.Sqrt((2 + (1 / mean)) / Numbers));
    }
}
