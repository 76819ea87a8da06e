using Symmetry.Analysis.Statistics;

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
    public void The_two_directions_add_up_to_one()
    {
        double[] a = [0.81, 0.84, 0.79, 0.88, 0.83];
        double[] b = [0.80, 0.85, 0.82, 0.78];
        Near.Relative(1, StochasticOrder.Compare(a, b, 1).Violation + StochasticOrder.Compare(b, a, 1).Violation);
        Assert.Equal(0.5, StochasticOrder.Compare(a, a, 1).Violation);
    }
}
