using CsCheck;
using Symmetry.Analysis.Statistics;

namespace Symmetry.Analysis.Tests.Statistics;

/// <summary>Skewness and what follows from it: Hall's interval, Cochran's rule, and runs far from the rest.</summary>
/// <remarks>
/// Reference values from R 4.2.2: psi solved for T with uniroot, qt(0.975, n - 1) for the quantile, g1 = mean((x - m)^3)/mean((x - m)^2)^1.5,
/// ends cut to [0, 1].
/// </remarks>
public sealed class SkewedMeanTests
{
    public static TheoryData<int[], double, double, double> References => new()
    {
        { [0, 1, 0, 2, 1, 0, 3, 0, 0, 1], 1.0461362443136488, 3.3990313567577955e-05, 0.0010767828732233171 },
        { [1259, 1301, 1180, 626, 1290, 1333, 1222, 1248, 1270, 1305], -2.4492046964622696, 0.39333482878344689, 0.75106691791875868 },
        { [4, 0, 28, 2, 7, 9, 3, 0, 52, 1, 5, 3], 2.0791193503585461, 0, 0.026532739379249264 },
        { [1490, 1512, 1475, 1503, 1488], 0.038570423115279084, 0.81991803086634785, 0.83980979948236834 },
    };

    [Theory]
    [MemberData(nameof(References))]
    public void Hull_of_t_and_Hall_is_what_R_finds_by_solving(int[] counts, double skewness, double lower, double upper)
    {
        var tally = Tally.FromCounts(1800, counts);
        Near.Relative(skewness, tally.Skewness, 1e-9);
        Near.Relative(skewness, Moments.Skewness(tally.ToProportions()), 1e-9);
        var estimate = SkewedMean.Mean(tally);
        Near.Absolute(lower, estimate.Interval!.Value.Lower, 1e-9);
        Near.Absolute(upper, estimate.Interval!.Value.Upper, 1e-9);
        Assert.Equal(tally.Mean, estimate.Value);
    }

    [Fact]
    public void Hull_holds_the_t_interval() => Gen.Double[-5, 5].Array[2, 30].Sample(values =>
    {
        var (student, hull) = (StudentTIntervals.Mean(values).Interval!.Value, SkewedMean.Mean(values).Interval!.Value);
        Assert.True(hull.Lower <= student.Lower && student.Upper <= hull.Upper);
    });

    [Fact]
    public void Runs_that_all_agree_have_no_skewness_and_the_interval_of_the_table()
    {
        var tally = Tally.FromCounts(1800, new int[10]);
        Assert.Equal(double.NaN, tally.Skewness);
        Assert.Equal(double.NaN, Tally.FromCounts(9).Skewness);
        Assert.Equal(StudentTIntervals.Mean(tally), SkewedMean.Mean(tally));
        Assert.False(CochranRule.IsViolated(10, tally.Skewness));
    }

    [Theory]
    [InlineData(24, 1.0, true)]
    [InlineData(25, 1.0, false)]
    [InlineData(99, -2.0, true)]
    [InlineData(100, -2.0, false)]
    public void Cochrans_rule_needs_25_runs_for_each_squared_skewness(long n, double skewness, bool isViolated) =>
        Assert.Equal(isViolated, CochranRule.IsViolated(n, skewness));

    [Fact]
    public void Runs_are_far_out_beyond_three_interquartile_ranges_of_the_quartile()
    {
        // quantile(x, c(0.25, 0.75)) is 2.25 and 7, so that the fences are -12 and 21.25.
        double[] values = [1, 2, 3, 4, 8, 16];
        Assert.Equal((0, 0), (FarOut.CountBelow(values), FarOut.CountAbove(values)));
        Assert.Equal(1, FarOut.CountBelow([-40, 2, 3, 4, 8, 16]));
        Assert.Equal(2, FarOut.CountAbove([1, 2, 2, 3, 3, 4, 4, 5, 40, 50]));
    }

    [Fact]
    public void Equal_runs_need_a_resolution_to_have_far_ones()
    {
        double[] values = [0.1, 0.89, .. Enumerable.Repeat(0.9, 10)];
        Assert.Equal(2, FarOut.CountBelow(values));
        Assert.Equal(1, FarOut.CountBelow(values, 0.005));
        Assert.Equal(0, FarOut.CountBelow([]));
    }
}
