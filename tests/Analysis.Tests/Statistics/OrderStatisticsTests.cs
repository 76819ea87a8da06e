using Symmetry.Analysis.Statistics;

namespace Symmetry.Analysis.Tests.Statistics;

public sealed class OrderStatisticsTests
{
    // k and its coverage: R 4.2.2, k <- qbinom(.025, n, .5); 1 - 2*pbinom(k - 1, n, .5)
    [Theory]
    [InlineData(6, 1, "96.9")]
    [InlineData(10, 2, "97.9")]
    [InlineData(17, 5, "95.1")]
    [InlineData(30, 10, "95.7")]
    [InlineData(100, 40, "96.5")]
    public void The_median_lies_between_the_order_statistics_of_the_sign_test(int n, int k, string covers)
    {
        var median = OrderStatistics.Median([.. Enumerable.Range(1, n).Select(i => (double)i).Reverse()]);
        Assert.Equal((n + 1) / 2.0, median.Value);
        Assert.Equal(new Interval(k, n + 1 - k), median.Interval);
        Assert.Contains(covers, median.Method, StringComparison.Ordinal);
    }

    [Fact]
    public void Below_six_values_the_median_has_no_95_percent_interval()
    {
        Assert.Null(OrderStatistics.Median([1, 2, 3, 4, 5]).Interval);
        Assert.NotNull(OrderStatistics.Median([1, 2, 3, 4, 5], 0.9).Interval);
        Assert.True(double.IsNaN(OrderStatistics.Median([]).Value));
    }

    [Fact]
    public void The_whole_range_predicts_one_further_run_from_39_runs_on()
    {
        double[] values = [.. Enumerable.Range(1, 39).Select(i => (double)i)];
        Assert.Equal(new Interval(1, 39), OrderStatistics.PredictionInterval(values));
        Assert.Null(OrderStatistics.PredictionInterval(values.AsSpan(1)));
        Assert.Equal(new Interval(2, 38), OrderStatistics.PredictionInterval(values, 0.9));
    }

    [Fact]
    public void The_interquartile_mean_is_the_mean_without_the_quarters_at_the_ends()
    {
        Assert.Equal(16, Location.InterquartileMean([0, 1, 3, 4, 56, 100]));
        Near.Relative(0.53333333333333333, Location.InterquartileMean([-1.6, -1.2, -0.2, -0.1, 0, 0.7, 0.8, 2, 3.4, 3.7]));
        Assert.Equal(7, Location.InterquartileMean([7]));
    }
}
