using Symmetry.Analysis.Statistics;

namespace Symmetry.Analysis.Tests.Statistics;

// Reference values: R 4.2.2.
public sealed class ProportionTests
{
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

    // print(binom.test(x, n, conf.level = level)$conf.int, digits = 17)
    [Theory]
    [InlineData(0, 40, 0.95, 0, 0.08809730287880235)]
    [InlineData(0, 40, 0.9, 0, 0.072157524505514603)]
    [InlineData(3, 40, 0.95, 0.015742179851041538, 0.203864748732898948)]
    [InlineData(40, 40, 0.95, 0.9119026971211976, 1)]
    [InlineData(7, 10, 0.9, 0.39337578389458649, 0.91273556608584971)]
    [InlineData(1, 1, 0.99, 0.005, 1)]
    [InlineData(500, 1000, 0.95, 0.46854917297179194, 0.53145082702820812)]
    [InlineData(5000, 10000, 0.99, 0.48707333515582107, 0.51292666484417893)]
    [InlineData(99999, 100000, 0.95, 0.99994428483965225, 0.99999974682195225)]
    [InlineData(1, 1000000, 0.95, 2.5317807663794211e-08, 5.5716306551722366e-06)]
    [InlineData(500000, 1000000, 0.95, 0.49901951919531184, 0.50098048080468816)]
    public void Clopper_and_Pearsons_interval_is_that_of_binom_test(long x, long n, double level, double lower, double upper)
    {
        var interval = Proportion.ClopperPearson(x, n, level);
        Near.Relative(lower, interval.Lower, 1e-9);
        Near.Relative(upper, interval.Upper, 1e-9);
    }

    [Theory]
    [InlineData(-1, 10, 0.95)]
    [InlineData(11, 10, 0.95)]
    [InlineData(0, 0, 0.95)]
    [InlineData(1, 2, 1)]
    public void Clopper_and_Pearson_refuse_counts_and_levels_outside_of_their_range(long x, long n, double level) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Proportion.ClopperPearson(x, n, level));

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
