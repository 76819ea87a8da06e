using Symmetry.Analysis.Statistics;

namespace Symmetry.Analysis.Tests.Statistics;

public sealed class LeastSquaresTests
{
    // By hand: means 3 and 4, Σ(x−3)² = 10, Σ(x−3)(y−4) = 6, slope 0.6; residuals −0.8 0.6 1 −0.6 −0.2, squares 2.4; standard
    // error √(2.4/3/10) = 0.28284; t(0.975, 3) = 3.182446.
    [Fact]
    public void A_slope_of_five_points_is_that_by_hand()
    {
        var slope = LeastSquares.Slope([1, 2, 3, 4, 5], [2, 4, 5, 4, 5]);
        Assert.Equal(0.6, slope.Value, 1e-12);
        Assert.Equal(3.182446305 * Math.Sqrt(0.08), slope.Interval!.Value.HalfWidth, 1e-8);
        Assert.Equal(5, slope.N);
    }

    [Fact]
    public void There_is_no_slope_where_x_stays_or_points_are_few()
    {
        Assert.Null(LeastSquares.Slope([1, 1, 1, 1], [1, 2, 3, 4]).Interval);
        Assert.True(double.IsNaN(LeastSquares.Slope([1, 2], [1, 2]).Value));
    }
}
