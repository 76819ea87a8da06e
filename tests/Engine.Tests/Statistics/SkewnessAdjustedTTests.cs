using Symmetry.Engine.Statistics;

namespace Symmetry.Engine.Tests.Statistics;

// Reference values from R 4.2.2: Hall's ψ solved for T with uniroot, qt for the quantile, and the skewness of the beta-binomial summed
// over its mass function (choose and beta).
public sealed class SkewnessAdjustedTTests
{
    public static TheoryData<int[], double, double, double> References => new()
    {
        { [0, 1, 0, 2, 1, 0, 3, 0, 0, 1], 1.6133357631714433, 0.00010656678035972459, 0.0022067998529546511 },
        { [1259, 1301, 1180, 626, 1290, 1333, 1222, 1248, 1270, 1305], -0.32979510536075529, 0.39773713298083330, 0.77321359493493463 },
        { [4, 0, 28, 2, 7, 9, 3, 0, 52, 1, 5, 3], 3.1138084983597345, 0.0003980027630198623, 0.0275208046699750020 },
    };

    [Theory]
    [MemberData(nameof(References))]
    public void The_interval_is_what_R_finds_by_solving(int[] counts, double skewness, double lower, double upper)
    {
        var tally = Tally.Of(1800, counts);
        Near.Relative(skewness, SkewnessAdjustedT.BetaBinomialSkewness(tally), 1e-9);
        var estimate = SkewnessAdjustedT.Mean(tally);
        Near.Relative(lower, estimate.Interval!.Value.Lower, 1e-10);
        Near.Relative(upper, estimate.Interval!.Value.Upper, 1e-10);
        Assert.Equal(tally.Mean, estimate.Value);
    }

    [Fact]
    public void The_moments_are_those_of_R()
    {
        var tally = Tally.Of(1800, 1259, 1301, 1180, 626, 1290, 1333, 1222, 1248, 1270, 1305);
        Near.Relative(-2.90439948630079314, tally.Skewness, 1e-12);
        Near.Relative(8.78373740424459193, tally.ExcessKurtosis, 1e-12);
        Assert.Equal(double.NaN, Tally.Of(9, 1, 2).Skewness);
        Assert.Equal(double.NaN, Tally.Of(9, 3, 3, 3, 3, 3).ExcessKurtosis);
    }

    [Fact]
    public void Without_skewness_and_heavy_tails_it_is_the_t_interval()
    {
        var tally = Tally.Of(1800, 880, 890, 900, 910, 920);
        var plain = StudentTIntervals.Mean(tally).Interval!.Value;
        var adjusted = SkewnessAdjustedT.Mean(tally).Interval!.Value;
        Near.Relative(plain.Lower, adjusted.Lower, 1e-12);
        Near.Relative(plain.Upper, adjusted.Upper, 1e-12);
    }

    [Fact]
    public void A_cell_and_its_mirror_image_have_mirrored_intervals()
    {
        int[] counts = [3, 14, 15, 92, 65, 35];
        var one = SkewnessAdjustedT.Mean(Tally.Of(100, counts)).Interval!.Value;
        var other = SkewnessAdjustedT.Mean(Tally.Of(100, Array.ConvertAll(counts, count => 100 - count))).Interval!.Value;
        Near.Absolute(1 - other.Upper, one.Lower, 1e-12);
        Near.Absolute(1 - other.Lower, one.Upper, 1e-12);
    }

    [Fact]
    public void Two_runs_have_an_interval_one_has_none_and_equal_runs_have_the_score_interval()
    {
        Assert.Null(SkewnessAdjustedT.Mean(Tally.Of(1800, 1500)).Interval);
        Assert.True(SkewnessAdjustedT.Mean(Tally.Of(1800, 1500, 1501)).Interval!.Value.Contains(1500.5 / 1800));
        Assert.True(SkewnessAdjustedT.Mean(Tally.Of(1, 0, 1, 1)).Interval!.Value.Contains(2.0 / 3));
        Assert.Equal(
            StudentTIntervals.ScoreMean(Tally.Of(1800, new int[10])).Interval,
            SkewnessAdjustedT.Mean(Tally.Of(1800, new int[10])).Interval);
    }
}
