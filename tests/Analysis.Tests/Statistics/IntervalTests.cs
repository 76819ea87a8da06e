using Symmetry.Analysis.Statistics;

namespace Symmetry.Analysis.Tests.Statistics;

public sealed class IntervalTests
{
    [Theory]
    [InlineData(1, 0)]
    [InlineData(double.NaN, 0)]
    [InlineData(0, double.NaN)]
    [InlineData(double.NegativeInfinity, 0)]
    public void Ends_that_are_out_of_order_or_not_finite_are_refused(double lower, double upper) =>
        Assert.Throws<ArgumentException>(() => new Interval(lower, upper));

    [Fact]
    public void An_interval_is_closed()
    {
        var interval = new Interval(1, 3);
        Assert.True(interval.Contains(1) && interval.Contains(3));
        Assert.False(interval.Contains(0.99) || interval.Contains(double.NaN));
        Assert.Equal(1, interval.HalfWidth);
        Assert.Equal("[1, 3]", interval.ToString());
        Assert.Equal(new Interval(1, 2), interval.ClippedTo(0, 2));
        Assert.Equal(new Interval(0.5, 0.5), interval.ClippedTo(0, 0.5));
    }
}
