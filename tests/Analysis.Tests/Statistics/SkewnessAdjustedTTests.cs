using CsCheck;
using Symmetry.Analysis.Statistics;

namespace Symmetry.Analysis.Tests.Statistics;

// Reference values from R 4.2.2, from the definition: Hall's ψ solved for T with uniroot, the score interval as the roots of its
// quadratic with polyroot, qt for the quantile, and the skewness of the beta-binomial summed over its mass function.
public sealed class SkewnessAdjustedTTests
{
    public static TheoryData<int[], double, double, double, double> References => new()
    {
        { [0, 1, 0, 2, 1, 0, 3, 0, 0, 1], 1.6133357631714411, 12.24958621326234, 0.00018669377712397122, 0.0011073564561337951 },
        { [1259, 1301, 1180, 626, 1290, 1333, 1222, 1248, 1270, 1305], -0.32979510536087653, 3.3695374164184493, 0.51313494507053148, 0.76667003194359662 },
        { [4, 0, 28, 2, 7, 9, 3, 0, 52, 1, 5, 3], 3.1138084983597345, 4.7360835278751852, 0.0016551659003567918, 0.020062714566865009 },
        { [1490, 1512, 1475, 1503, 1488], -0.041364340306435855, 6.25, 0.81996304641149387, 0.83916240959878619 },
        { [1400, 1500], -0.29522092751892909, 1, 0.097095279168639692, 1 },
    };

    [Theory]
    [MemberData(nameof(References))]
    public void The_interval_is_what_R_finds_by_solving(int[] counts, double skewness, double degrees, double lower, double upper)
    {
        var tally = Tally.FromCounts(1800, counts);
        Near.Relative(skewness, SkewnessAdjustedT.BetaBinomialSkewness(tally, tally.Variance), 1e-9);
        Assert.Equal(degrees, SkewnessAdjustedT.Degrees(tally, tally.N), degrees * 1e-10);
        var estimate = SkewnessAdjustedT.Mean(tally);
        Near.Relative(lower, estimate.Interval!.Value.Lower, 1e-10);
        Near.Relative(upper, estimate.Interval!.Value.Upper, 1e-10);
        Assert.Equal(tally.Mean, estimate.Value);
    }

    [Fact]
    public void The_moments_are_those_of_R()
    {
        var tally = Tally.FromCounts(1800, 1259, 1301, 1180, 626, 1290, 1333, 1222, 1248, 1270, 1305);
        Near.Relative(-2.90439948630079314, tally.Skewness, 1e-12);
        Near.Relative(8.78373740424459193, tally.ExcessKurtosis, 1e-12);
        Assert.Equal(double.NaN, Tally.FromCounts(9, 1, 2).Skewness);
        Assert.Equal(double.NaN, Tally.FromCounts(9, 3, 3, 3, 3, 3).ExcessKurtosis);
    }

    [Fact]
    public void Runs_that_vary_less_than_chance_have_the_score_interval_of_all_answers()
    {
        var tally = Tally.FromCounts(1800, 880, 890, 900, 910, 920);

        // Here β = 1 and c = 9/25, so that 2/(2(16/25)/4) degrees of freedom are left.
        var wilson = Proportion.Score(0.5, 5 * 1800, StudentTIntervals.Quantile(0.95, 6.25));
        var adjusted = SkewnessAdjustedT.Mean(tally).Interval!.Value;
        Near.Relative(wilson.Lower, adjusted.Lower, 1e-12);
        Near.Relative(wilson.Upper, adjusted.Upper, 1e-12);
    }

    [Fact]
    public void It_holds_the_score_interval_and_the_mean() => Gen.Int[0, 60].Array[2, 30].Sample(counts =>
    {
        var tally = Tally.FromCounts(60, counts);
        if (tally.Variance == 0)
        {
            return;
        }

        var t = StudentTIntervals.Quantile(0.95, SkewnessAdjustedT.Degrees(tally, tally.N));
        var start = SkewnessAdjustedT.Start(tally, tally.N, tally.Variance, t);
        var whole = SkewnessAdjustedT.Mean(tally).Interval!.Value;
        Assert.InRange(tally.Mean, start.Lower, start.Upper);
        Assert.True(whole.Lower <= start.Lower && start.Upper <= whole.Upper);
        Assert.True(whole is { Lower: >= 0, Upper: <= 1 });
    });

    [Fact]
    public void A_cell_and_its_mirror_image_have_mirrored_intervals()
    {
        int[] counts = [3, 14, 15, 92, 65, 35];
        var interval = SkewnessAdjustedT.Mean(Tally.FromCounts(100, counts)).Interval!.Value;
        var mirrored = SkewnessAdjustedT.Mean(Tally.FromCounts(100, Array.ConvertAll(counts, count => 100 - count))).Interval!.Value;
        Near.Absolute(1 - mirrored.Upper, interval.Lower, 1e-12);
        Near.Absolute(1 - mirrored.Lower, interval.Upper, 1e-12);
    }

    [Fact]
    public void Two_runs_have_an_interval_one_has_none_and_equal_runs_have_the_score_interval()
    {
        Assert.Null(SkewnessAdjustedT.Mean(Tally.FromCounts(1800, 1500)).Interval);
        Assert.True(SkewnessAdjustedT.Mean(Tally.FromCounts(1800, 1500, 1501)).Interval!.Value.Contains(1500.5 / 1800));
        Assert.True(SkewnessAdjustedT.Mean(Tally.FromCounts(1, 0, 1, 1)).Interval!.Value.Contains(2.0 / 3));
        Assert.Equal(
            StudentTIntervals.ScoreMean(Tally.FromCounts(1800, new int[10])).Interval,
            SkewnessAdjustedT.Mean(Tally.FromCounts(1800, new int[10])).Interval);
    }
}
