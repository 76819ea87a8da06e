using Symmetry.Analysis.Statistics;

namespace Symmetry.Analysis.Tests.Statistics;

/// <summary>Goal: Fieller's interval is that of its t test. Method: at its ends the test of mean(a − r·b) = 0 is at its level.</summary>
public sealed class RatioOfMeansTests
{
    private static readonly double[] A = [3.1, 2.7, 4.4, 3.9, 2.2, 3.3];
    private static readonly double[] B = [2.0, 1.4, 2.9, 2.1, 1.7, 2.6];

    [Theory]
    [InlineData(0.95)]
    [InlineData(0.99)]
    public void The_ends_of_the_interval_are_where_the_test_turns(double level)
    {
        var ratio = RatioOfMeans.Fieller(A, B, level);
        Assert.Equal(A.Sum() / B.Sum(), ratio.Value, 1e-12);
        foreach (var end in (double[])[ratio.Interval!.Value.Lower, ratio.Interval.Value.Upper])
        {
            double[] rest = [.. A.Zip(B, (a, b) => a - (end * b))];
            var t = rest.Average() / (Math.Sqrt(rest.Sum(value => Math.Pow(value - rest.Average(), 2)) / 5) / Math.Sqrt(6));
            Assert.Equal(Quantiles.StudentT(5, (1 + level) / 2), Math.Abs(t), 1e-9);
        }
    }

    [Fact]
    public void Without_a_mean_below_that_is_told_from_0_there_is_no_interval()
    {
        Assert.Null(RatioOfMeans.Fieller([1, 2, 3], [1, -1, 0.1]).Interval);
        Assert.Null(RatioOfMeans.Fieller([1], [1]).Interval);
        Assert.Equal(2, RatioOfMeans.Fieller([2, 2.2, 1.8], [1, 1.1, 0.9]).Interval!.Value.Lower, 1e-6);
        Assert.Equal(2, RatioOfMeans.Fieller([2, 2.2, 1.8], [1, 1.1, 0.9]).Interval!.Value.Upper, 1e-6);
    }
}
