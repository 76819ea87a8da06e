using Symmetry.Analysis.Statistics;
using Symmetry.Simulations;

namespace Symmetry.Analysis.Tests.Statistics;

/// <summary>Main effects and interactions on full grids.</summary>
public sealed class FactorialGridTests
{
    // 3 x 2 x 2 cells, the last axis fastest, in 4 replicates; in R:
    // i <- 0:47; y <- ((i*37) %% 101)/100 + rep(c(0,.2,.5,.1,.9,.3,.4,.8,.2,.6,.7,1.1), 4); Y <- matrix(y, 12, 4)
    // g <- expand.grid(c=factor(1:2), b=factor(1:2), a=factor(1:3))
    private static readonly double[] Base = [0, 0.2, 0.5, 0.1, 0.9, 0.3, 0.4, 0.8, 0.2, 0.6, 0.7, 1.1];
    private static readonly double[][] Values =
        [.. Enumerable.Range(0, 4).Select(r => Enumerable.Range(0, 12).Select(cell => ((((r * 12) + cell) * 37 % 101) / 100.0) + Base[cell]).ToArray())];

    // ss <- function(v) summary(aov(v ~ a*b*c, data=cbind(g, v=v)))[[1]][["Sum Sq"]]
    // comp <- function(Y) { m <- ncol(Y); (m^2*ss(rowMeans(Y)) - rowSums(apply(Y,2,ss)))/(12*m*(m-1)) }; p <- comp(Y); p/sum(p)
    // jack <- sapply(1:4, function(r) { p <- comp(Y[,-r]); p/sum(p) }); se <- sqrt(3/4*rowSums((jack-rowMeans(jack))^2)); +- qt(.975, 3)*se
    public static TheoryData<int, double, double, double> Shares => new()
    {
        { 0, 0.4411319397481895, -0.370033328253611, 1.2522972077499901 },
        { 1, 0.1873694321564099, -0.278481482737191, 0.6532203470500109 },
        { 2, -0.0158942793516512, -0.112613019168626, 0.0808244604653232 },
        { 3, 0.0350180264387770, -0.166666326385051, 0.2367023792626045 },
        { 4, 0.0310099974586382, -0.429291454295070, 0.4913114492123468 },
        { 5, -0.0116321141975974, -0.105512325129596, 0.0822480967344014 },
        { 6, 0.3329969977472340, -0.679009792013478, 1.3450037875079464 },
    };

    [Theory]
    [MemberData(nameof(Shares))]
    public void Shares_and_jackknife_intervals_agree_with_sums_of_squares_of_aov(int term, double share, double lower, double upper)
    {
        var found = new FactorialGrid([3, 2, 2], Values).Shares();

        Near.Absolute(share, found.Terms[term].Share.Value);
        Near.Absolute(lower, found.Terms[term].Share.Interval!.Value.Lower);
        Near.Absolute(upper, found.Terms[term].Share.Interval!.Value.Upper);

        // sum(comp(Y))
        Near.Absolute(0.107481018518518, found.Variance);
    }

    [Fact]
    public void Terms_are_main_effects_pairs_and_the_rest()
    {
        var terms = new FactorialGrid([3, 2, 2], Values).Shares().Terms;

        Assert.Equal(["0", "1", "2", "0,1", "0,2", "1,2", ""], terms.Select(term => string.Join(',', term.Axes)));
        Assert.Equal(1, terms.Sum(term => term.Share.Value), 1e-12);
    }

    [Fact]
    public void Margins_are_means_over_the_other_axes()
    {
        var grid = new FactorialGrid([2, 3], [[1, 2, 3, 5, 6, 10]]);

        Assert.Equal([2, 7], grid.Margin(0)[0]);
        Assert.Equal([3, 4, 6.5], grid.Margin(1)[0]);
        Assert.Equal([1, 5, 2, 6, 3, 10], grid.Margin(1, 0)[0]);
    }

    [Fact]
    public void Effects_that_add_up_have_no_interaction()
    {
        double[] values = [0, 1, 2, 5, 6, 7];
        var found = new FactorialGrid([2, 3], [values, values, values]).Shares();

        // Variances with divisor n: 6.25 between the rows, 2/3 between the columns.
        Assert.Equal(6.25 + (2.0 / 3), found.Variance, 1e-12);
        Assert.Equal([6.25, 2.0 / 3, 0], found.Terms.Select(term => Math.Round(term.Component, 12)), (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal(0, found.Terms[0].Share.Interval!.Value.Width, 1e-12);
    }

    [Fact]
    public void Noise_larger_than_the_effects_does_not_bias_components()
    {
        const int Repetitions = 4000;
        double[] truth = [0, 0.5, 0, 0, 0.5, 1];
        var expected = new FactorialGrid([2, 3], [truth, truth]).Shares().Terms.Select(term => term.Component).ToArray();
        var found = expected.Select(_ => new double[Repetitions]).ToArray();
        for (var repetition = 0; repetition < Repetitions; repetition++)
        {
            var dice = new Dice(5, (uint)repetition, 0);
            double[][] values = [.. Enumerable.Range(0, 3).Select(_ => Array.ConvertAll(truth, mean => mean + dice.Normal()))];
            var terms = new FactorialGrid([2, 3], values).Shares().Terms;
            for (var term = 0; term < found.Length; term++)
            {
                found[term][repetition] = terms[term].Component;
            }
        }

        for (var term = 0; term < found.Length; term++)
        {
            // The usual sums of squares are too large by a third, two thirds of a sixth of the noise: 0.056 and 0.111.
            var (mean, deviation) = Moments.MeanAndStandardDeviation(found[term]);
            Assert.InRange((mean - expected[term]) / (deviation / Math.Sqrt(Repetitions)), -3.5, 3.5);
            Assert.True(deviation / Math.Sqrt(Repetitions) < 0.01, $"term {term}: {deviation}");
        }
    }

    [Fact]
    public void Jackknife_intervals_cover_the_true_share()
    {
        const int Repetitions = 2000;
        double[] truth = [0, 1, 2, 1, 2, 4];
        var share = new FactorialGrid([2, 3], [truth, truth]).Shares().Terms[0].Share.Value;
        var covered = Enumerable.Range(0, Repetitions).Count(repetition =>
        {
            // Cells share half of the variance of a run, as they do where they share splits.
            var dice = new Dice(6, (uint)repetition, 0);
            double[][] values = [.. Enumerable.Range(0, 10).Select(_ => dice.Normal()).Select(shared =>
                Array.ConvertAll(truth, mean => mean + shared + dice.Normal()))];
            return new FactorialGrid([2, 3], values).Shares().Terms[0].Share.Interval!.Value.Contains(share);
        });

        // 93.5 % in R with the same method; three standard errors are 1.6 %.
        Assert.InRange(100.0 * covered / Repetitions, 92, 96.6);
    }

    [Fact]
    public void One_axis_has_all_of_the_variance()
    {
        var term = Assert.Single(new FactorialGrid([3], [[1, 2, 4], [1, 3, 4], [0, 2, 5]]).Shares().Terms);

        Assert.Equal(new Interval(1, 1), term.Share.Interval);
        Assert.Equal(1, term.Share.Value);
    }

    [Fact]
    public void Cells_that_do_not_differ_have_nothing_to_split()
    {
        var found = new FactorialGrid([2, 2], [[0.3, 0.3, 0.3, 0.3], [0.7, 0.7, 0.7, 0.7], [0.1, 0.1, 0.1, 0.1]]).Shares();

        Assert.Equal(0, found.Variance, 1e-30);
        Assert.All(found.Terms, term => Assert.True(double.IsNaN(term.Share.Value) && term.Share.Interval is null));
    }

    [Fact]
    public void Variance_that_one_replicate_makes_is_not_split()
    {
        double[][] values = [[0, 3], [0, 1], [0.5, 0]];
        var found = new FactorialGrid([2], values).Shares();

        Assert.True(found.Variance > 0);
        Assert.True(new FactorialGrid([2], values[1..]).Shares().Variance < 0);
        Assert.True(double.IsNaN(Assert.Single(found.Terms).Share.Value));
    }

    [Fact]
    public void Two_replicates_give_shares_without_intervals_and_one_gives_none()
    {
        var shares = new FactorialGrid([3, 2, 2], Values[..2]).Shares();

        Assert.All(shares.Terms, term => Assert.True(double.IsFinite(term.Share.Value) && term.Share.Interval is null));
        Assert.Throws<InvalidOperationException>(() => new FactorialGrid([3, 2, 2], Values[..1]).Shares());
    }

    [Fact]
    public void Values_that_do_not_fill_the_grid_are_rejected()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new FactorialGrid([2, 2], [[1, 2, 3]]));
        Assert.Throws<ArgumentException>(() => new FactorialGrid([2], [[1, double.NaN]]));
    }

    [Fact]
    public void Jackknife_of_a_mean_is_the_t_interval()
    {
        double[] values = [3, 5, 4, 9, 1];
        var leftOut = values.Select(value => (values.Sum() - value) / 4).ToArray();
        var (jackknife, t) = (Jackknife.Around(values.Average(), leftOut)!.Value, StudentTIntervals.Mean(values).Interval!.Value);

        Near.Relative(t.Lower, jackknife.Lower);
        Near.Relative(t.Upper, jackknife.Upper);
        Assert.Null(Jackknife.Around(1, [1]));
        Assert.Null(Jackknife.Around(double.NaN, leftOut));
    }
}
