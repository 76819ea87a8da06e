using Symmetry.Analysis.Statistics;

namespace Symmetry.Analysis.Tests.Statistics;

// Reference values: R 4.2.2.
public sealed class FamiliesAndProportionsTests
{
    [Fact]
    public void Holms_adjustment_is_that_of_p_adjust()
    {
        // p.adjust(c(0.01, 0.04, 0.03, 0.005, 0.5, 0.9), "holm")
        double[] expected = [0.05, 0.12, 0.12, 0.03, 1, 1];
        var adjusted = HolmAdjustment.Adjust([0.01, 0.04, 0.03, 0.005, 0.5, 0.9]);
        for (var i = 0; i < expected.Length; i++)
        {
            Near.Relative(expected[i], adjusted[i]);
        }

        Assert.Empty(HolmAdjustment.Adjust([]));
        Assert.Throws<ArgumentOutOfRangeException>(() => HolmAdjustment.Adjust([double.NaN]));
    }

    // prop.test(x, n, correct = FALSE, conf.level = level)$conf.int
    [Theory]
    [InlineData(7, 10, 0.95, 0.39677814746114537, 0.89220873259369904)]
    [InlineData(0, 20, 0.95, 0, 0.1611251580528193)]
    [InlineData(295, 360, 0.99, 0.76159698228227979, 0.86573010014296514)]
    public void Wilsons_interval_is_that_of_prop_test(int x, int n, double level, double lower, double upper)
    {
        var interval = Proportion.WilsonInterval((double)x / n, n, level);
        Near.Relative(lower, interval.Lower);
        Near.Relative(upper, interval.Upper);
    }

    [Fact]
    public void Wilsons_interval_is_the_same_for_yes_and_no()
    {
        var yes = Proportion.WilsonInterval(1, 20);
        var no = Proportion.WilsonInterval(0, 20);
        Near.Relative(1 - no.Upper, yes.Lower);
        Assert.Equal(1, yes.Upper);
    }

    [Fact]
    public void A_win_counts_one_a_tie_one_half()
    {
        var superiority = ProbabilityOfSuperiority.FromDifferences([3, 0, -1, 2]);
        Assert.Equal(0.625, superiority.Value);
        Assert.True(superiority.Interval!.Value.Contains(0.5));
    }

    [Fact]
    public void Ties_make_the_interval_narrower_but_never_a_point()
    {
        var split = ProbabilityOfSuperiority.FromDifferences([1, -1, 1, -1, 1, -1, 1, -1]).Interval!.Value;
        var tied = ProbabilityOfSuperiority.FromDifferences(new double[8]).Interval!.Value;
        Near.Relative(Proportion.WilsonInterval(0.5, 8).Upper, split.Upper);
        Assert.InRange(tied.Width, 0.1, 0.8 * split.Width);
    }
}
