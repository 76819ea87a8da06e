using Symmetry.Analysis.Statistics;
using Symmetry.Engine.Numerics;

namespace Symmetry.Analysis.Tests.Statistics;

public sealed class SelfCheckTests
{
    // All 6^6 samples of six values: the true rate of which the check draws 1,000. The tolerance is four binomial standard deviations.
    [Fact]
    public void False_rate_is_that_of_all_samples()
    {
        double[] values = [0.3, -1.1, 0.45, 2.6, 0.2, 0.9];
        var centred = PairedFamily.Centre(values);
        var stars = 0;
        for (var sample = 0; sample < 46_656; sample++)
        {
            var drawn = new double[6];
            for (var (i, rest) = (0, sample); i < 6; i++, rest /= 6)
            {
                drawn[i] = centred[rest % 6];
            }

            stars += FlipP(drawn) <= 0.05 ? 1 : 0;
        }

        var rate = stars / 46_656.0;
        var check = Run(new PairedFamily([values], 1));
        Assert.InRange(rate, 0.01, 0.5);
        Near.Absolute(rate, check.FalseRate, 4 * Math.Sqrt(rate * (1 - rate) / SelfCheck.Tables));
        Assert.Equal(Proportion.ClopperPearson(check.FalseTables, 1_000), check.FalseInterval);
    }

    // Few replicates are skewed by chance, in the one as in the other: 1,000 tables of each of ten families stray by less than 3 % together.
    [Fact]
    public void Normal_differences_have_as_many_false_stars_as_symmetric_ones()
    {
        var checks = Enumerable.Range(0, 10).Select(family => Run(new PairedFamily(
            [.. Enumerable.Range(0, 4).Select(difference => Normal((uint)((4 * family) + difference), 9, 0))], 1))).ToList();
        Assert.InRange(checks.Average(check => check.FalseRate), 0.03, 0.12);
        Near.Absolute(checks.Average(check => check.SymmetricRate), checks.Average(check => check.FalseRate), 0.03);
    }

    [Fact]
    public void Skewed_differences_have_more_false_stars_than_symmetric_ones()
    {
        double[] values = [.. Enumerable.Range(0, 11).Select(k => -Math.Log(1 - ((k + 0.5) / 11)))];
        var check = Run(new PairedFamily([values], 1));
        Assert.True(check.FalseInterval.Lower > check.SymmetricRate, $"{check.FalseInterval} {check.SymmetricRate}");
    }

    [Fact]
    public void Difference_that_varies_by_rounding_only_has_no_false_star() =>
        Assert.Equal(0, Run(new PairedFamily([[.. Enumerable.Range(0, 8).Select(k => (0.1 * k) + 0.3 - (0.1 * k))]], 1)).FalseTables);

    [Fact]
    public void Clear_difference_is_found_by_every_half_and_a_faint_one_by_some()
    {
        var check = Run(new PairedFamily([Normal(1, 12, 9), Normal(2, 12, -9), [1, 2, 3, 4, 5, 6, 7, 8, 9, -1.5, -2.5, -3.5]], 1));

        Assert.Equal([DifferenceVerdict.Above, DifferenceVerdict.Below], check.Verdicts.Take(2));
        Assert.Equal([1, 1], check.Agreement.Take(2));

        // Six pairs have a star where all are positive. One half is, and the other is not, in 2 * C(9, 6) of the C(12, 6) splits.
        Near.Absolute(1 - (2 * 84 / 924.0), check.Agreement[2]!.Value, 4 * Math.Sqrt(2 / 11.0 * (9 / 11.0) / SelfCheck.Halvings));
        Near.Relative(check.Agreement.Average()!.Value, check.MeanAgreement!.Value);
    }

    [Fact]
    public void Halves_with_too_few_pairs_have_no_agreement()
    {
        double[] few = [.. Normal(1, 11, 0), double.NaN];
        Assert.Equal([false, true], Run(new PairedFamily([few, Normal(2, 12, 0)], 1)).Agreement.Select(agreement => agreement is not null));
        Assert.Null(Run(new PairedFamily([few], 1)).MeanAgreement);
    }

    [Fact]
    public void Unpaired_runs_of_equal_cells_keep_the_promise_and_differing_ones_agree()
    {
        var family = new UnpairedFamily([[Normal(1, 8, 0)], [Normal(2, 12, 0)], [Normal(3, 10, 30)], [[1, 2, 3]]],
            [(1, 0, 0), (2, 0, 0), (3, 0, 0)]);
        var check = Run(family);

        Assert.InRange(check.FalseRate, 0, 0.08);
        Assert.Equal((DifferenceVerdict.Above, 1.0, null), (check.Verdicts[1], check.Agreement[1], check.Agreement[2]));
    }

    [Fact]
    public void Same_seed_gives_the_same_numbers_whatever_the_threads_do()
    {
        var family = new UnpairedFamily([[Normal(4, 8, 0)], [Normal(5, 8, 1)]], [(1, 0, 0)]);
        Assert.Equal(Numbers(7), Numbers(7));
        Assert.NotEqual(Numbers(7), Numbers(8));

        (int, double?) Numbers(long seed) => SelfCheck.Run(family, seed, TestContext.Current.CancellationToken) is var check
            ? (check.FalseTables, check.Agreement[0]) : default;
    }

    private static SelfCheck Run(IResampledFamily family) => SelfCheck.Run(family, 1, TestContext.Current.CancellationToken);

    private static double[] Normal(uint sample, int n, double mean)
    {
        var stream = new RandomStream(5, Purpose.Resampling, sample);
        var values = new double[n];
        for (var i = 0; i < n; i++)
        {
            values[i] = mean + Resampler.Normal(ref stream);
        }

        return values;
    }

    // Fisher's sign-flip p by its definition.
    private static double FlipP(double[] values)
    {
        var (observed, reaching) = (Math.Abs(values.Sum()), 0);
        for (var flip = 0; flip < 1 << values.Length; flip++)
        {
            var sum = values.Select((value, i) => (flip >> i & 1) == 0 ? value : -value).Sum();
            reaching += Math.Abs(sum) >= observed - 1e-9 ? 1 : 0;
        }

        return (double)reaching / (1 << values.Length);
    }
}
