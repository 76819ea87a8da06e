using Symmetry.Analysis.Statistics;
using Symmetry.Engine.Numerics;

namespace Symmetry.Analysis.Tests.Statistics;

// Reference values: R 4.2.2. maxT enumerates the sign flips of whole rows; columns are differences, NA where a pair is missing.
//   maxT <- function(d) {
//     n <- nrow(d); g <- as.matrix(expand.grid(rep(list(c(-1, 1)), n)))
//     tt <- function(x) { x <- x[!is.na(x)]; abs(mean(x))/(sd(x)/sqrt(length(x))) }
//     obs <- apply(d, 2, tt); f <- t(apply(g, 1, function(s) apply(s*d, 2, tt))); o <- order(-obs); p <- c(); top <- rep(0, nrow(f))
//     for (k in rev(o)) { top <- pmax(top, f[, k]); p[k] <- mean(top >= obs[k]*(1 - 5e-10)) }
//     adj <- p; adj[o] <- cummax(p[o]); all <- sort(apply(f, 1, max))
//     list(t = obs, single = sapply(seq_along(obs), function(k) mean(f[, k] >= obs[k]*(1 - 5e-10))), adjusted = adj,
//          critical = all[length(all) - floor(0.05*length(all))]) }
public sealed class StepDownMaxTTests
{
    // R's data set sleep, group 1 less group 2, and three columns more.
    private static readonly double[] Sleep = [0.7 - 1.9, -1.6 - 0.8, -0.2 - 1.1, -1.2 - 0.1, 0, 3.4 - 4.4, 3.7 - 5.5, 0.8 - 1.6, 0 - 4.6, 2 - 3.4];
    private static readonly double[] Second = [1.1, -0.4, 0.6, 0.9, 0.2, 1.5, -0.1, 0.8, 0.3, 0.7];
    private static readonly double[] Missing = [double.NaN, 0.3, -0.2, 0.5, 0.1, double.NaN, 0.4, -0.6, 0.2, 0.9];
    private static readonly double[] Balanced = [0.2, -0.3, 0.1, 0, -0.1, 0.4, -0.2, 0.3, 0, -0.4];

    [Fact]
    public void Adjusted_p_values_are_those_of_multtest()
    {
        // e <- cbind(Sleep, Second, Balanced); X <- t(apply(e, 2, function(v) as.vector(rbind(0, v))))
        // multtest::mt.maxT(X, classlabel = rep(c(0, 1), 10), test = "pairt", B = 0); the critical value is that of maxT(e)
        var family = StepDownMaxT.Test([Sleep, Second, Balanced], seed: 1);
        Expect(family, [4.0621276833820366, 3.1068522301122985, 0], [0.003906250, 0.017578125, 1], [0.015625, 0.041015625, 1]);
        Near.Relative(2.9619827013913369, family.CriticalValue, 1e-9);
        Assert.Equal((3, 1024, true), (family.Tested, family.Flips, family.IsExact));
    }

    [Fact]
    public void Each_difference_has_its_own_pairs()
    {
        // maxT(cbind(Sleep, Second, Missing, Balanced))
        var family = StepDownMaxT.Test([Sleep, Second, Missing, Balanced], seed: 1);
        Expect(
            family,
            [4.0621276833820366, 3.1068522301122989, 1.2472191289246473, 0],
            [0.003906250, 0.017578125, 0.28125, 1],
            [0.021484375, 0.052734375, 0.400390625, 1]);
        Near.Relative(3.2504180333157682, family.CriticalValue, 1e-9);
        Assert.Equal([10, 10, 8, 10], family.Differences.Select(difference => difference.Pairs));

        // mean(x) + c(-1, 1)*3.2504180333157682*sd(x)/sqrt(10)
        var interval = family.Differences[0].Simultaneous!.Value;
        var half = 3.2504180333157682 * 1.2299954832798732 / Math.Sqrt(10);
        Near.Relative(-1.58 - half, interval.Lower, 1e-8);
        Near.Relative(-1.58 + half, interval.Upper, 1e-8);
    }

    [Fact]
    public void A_family_of_one_has_the_p_value_of_its_sign_flip_test()
    {
        var alone = StepDownMaxT.Test([Sleep], seed: 1).Differences[0];
        Assert.Equal(0.00390625, alone.P);
        Assert.Equal(alone.P, alone.Adjusted);
    }

    // Holm's adjustment of the same single p found the effect with 7 pairs and lost it with 8.
    [Theory]
    [InlineData(18)]
    [InlineData(100)]
    public void Adjusted_p_of_a_large_effect_falls_with_every_further_pair(int size)
    {
        var families = Enumerable.Range(7, 3).Select(pairs => StepDownMaxT.Test([.. Family(size, pairs, effect: 4)], seed: 1));
        var p = families.Select(family => family.Differences[0].Adjusted!.Value).ToArray();
        Assert.True(p[0] > p[1] && p[1] > p[2], string.Join(", ", p));
        Assert.InRange(p[1], Math.Pow(2, -7), 0.05);
        Assert.InRange(p[2], Math.Pow(2, -8), 0.02);
    }

    [Theory]
    [InlineData(6)]
    [InlineData(9)]
    [InlineData(14)]
    [InlineData(15)]
    [InlineData(40)]
    public void Interval_that_excludes_0_has_an_adjusted_p_of_at_most_5_percent(int pairs)
    {
        var excluded = 0;
        for (var effect = 0.0; effect < 6; effect += 0.25)
        {
            var family = StepDownMaxT.Test([.. Family(5, pairs, effect)], seed: 1);
            foreach (var difference in family.Differences)
            {
                Assert.True(difference.Adjusted >= difference.P);
                if (difference.Simultaneous is { } interval && !interval.Contains(0))
                {
                    Assert.InRange(difference.Adjusted!.Value, 0, 0.05);
                    excluded++;
                }
            }
        }

        Assert.True(excluded > 0);
    }

    // R: e <- cbind(Sleep, Second, Balanced) + 20; maxT(e)$critical is 2.2901948463414747, and that of the residuals
    // maxT(sweep(e, 2, colMeans(e)))$critical is 2.5879865568825315
    [Fact]
    public void Simultaneous_intervals_of_large_differences_come_from_their_residuals()
    {
        var family = StepDownMaxT.Test([.. new[] { Sleep, Second, Balanced }.Select(values => Array.ConvertAll(values, value => value + 20))], seed: 1);
        Near.Relative(2.5879865568825315, family.CriticalValue, 1e-9);
    }

    // Every difference is 20 standard deviations. Flips of the differences alone hold all means in about half of the families.
    [Fact]
    public void Simultaneous_intervals_hold_where_every_difference_is_large()
    {
        var held = 0;
        const int Families = 400;
        for (var repetition = 0; repetition < Families; repetition++)
        {
            var stream = new RandomStream(12, Purpose.Resampling, (uint)repetition);
            var differences = Enumerable.Range(0, 18).Select(_ => new double[10]).ToArray();
            for (var k = 0; k < 10; k++)
            {
                foreach (var difference in differences)
                {
                    difference[k] = 20 + Resampler.Normal(ref stream);
                }
            }

            held += StepDownMaxT.Test(differences, repetition).Differences.All(difference => difference.Simultaneous!.Value.Contains(20)) ? 1 : 0;
        }

        // 95 % less three binomial standard deviations.
        Assert.InRange(held, 0.917 * Families, Families);
    }

    [Fact]
    public void Drawn_flips_come_near_to_the_enumerated_ones()
    {
        // A replicate in which every difference is 0 changes no sum, but makes 15 replicates of 14: the flips are drawn.
        var exact = Family(4, 14, effect: 0.5).ToArray();
        var drawn = StepDownMaxT.Test([.. exact.Select(values => (double[])[.. values, 0])], seed: 1);
        Assert.False(drawn.IsExact);
        var same = StepDownMaxT.Test([.. exact.Select(values => (double[])[.. values, 0])], seed: 1);
        Assert.Equal(drawn.Differences, same.Differences);
        var missing = StepDownMaxT.Test([.. exact.Select(values => (double[])[.. values, double.NaN])], seed: 1);
        Assert.True(missing.IsExact);
        foreach (var (a, b) in missing.Differences.Zip(StepDownMaxT.Test(exact, seed: 1).Differences))
        {
            Assert.Equal(a, b);
        }
    }

    [Fact]
    public void Differences_that_agree_have_the_smallest_p_and_those_of_0_have_1()
    {
        // 0.3 less 0.1 and the like are not quite 0.2.
        double[] same = [0.3 - 0.1, 0.4 - 0.2, 0.5 - 0.3, 0.6 - 0.4, 0.7 - 0.5, 0.8 - 0.6];
        var family = StepDownMaxT.Test([same, new double[6]], seed: 1);
        Assert.Equal((double.PositiveInfinity, 1 / 32.0, 1 / 32.0), (family.Differences[0].T, family.Differences[0].P, family.Differences[0].Adjusted));
        Assert.Equal((0, 1.0, 1.0), (family.Differences[1].T, family.Differences[1].P, family.Differences[1].Adjusted));
    }

    [Theory]
    [InlineData(1e-60)]
    [InlineData(1e60)]
    public void The_unit_of_the_values_does_not_matter(double unit)
    {
        var scaled = StepDownMaxT.Test([[.. Sleep.Select(value => value * unit)]], seed: 1).Differences[0];
        Assert.Equal(0.00390625, scaled.P);
        Near.Relative(4.0621276833820366, scaled.T!.Value, 1e-9);
    }

    [Fact]
    public void Fewer_than_six_pairs_have_no_p_and_are_not_in_the_maximum()
    {
        double[] few = [9, 9.5, 9.1, 9.2, 9.3, .. Enumerable.Repeat(double.NaN, 5)];
        var family = StepDownMaxT.Test([Sleep, few, Second, Balanced], seed: 1);
        Assert.Equal((5, 9.22, null, null), (family.Differences[1].Pairs, Math.Round(family.Differences[1].Mean, 9), family.Differences[1].P,
            family.Differences[1].Simultaneous));
        Assert.Equal(0.015625, family.Differences[0].Adjusted);
        Assert.Equal(3, family.Tested);

        var none = StepDownMaxT.Test([few], seed: 1);
        Assert.Equal((0, double.PositiveInfinity), (none.Tested, none.CriticalValue));
        Assert.Empty(StepDownMaxT.Test([], seed: 1).Differences);
    }

    [Theory]
    [InlineData(0.05, 6)]
    [InlineData(0.01, 8)]
    [InlineData(0.5, 2)]
    public void The_smallest_number_of_pairs_is_the_first_that_can_reach_alpha(double alpha, int pairs) => Assert.Equal(pairs, StepDownMaxT.MinPairs(alpha));

    [Fact]
    public void Invalid_families_are_refused()
    {
        Assert.Throws<ArgumentException>(() => StepDownMaxT.Test([[1, 2], [1]], seed: 1));
        Assert.Throws<ArgumentException>(() => StepDownMaxT.Test([[1, double.PositiveInfinity]], seed: 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => StepDownMaxT.Test([Sleep], seed: 1, level: 1));
    }

    // Normal differences of sd 1 about 0, of which the first has an effect; further pairs continue the same sequence.
    private static IEnumerable<double[]> Family(int size, int pairs, double effect) => Enumerable.Range(0, size).Select(j =>
    {
        var stream = new RandomStream(11, Purpose.Resampling, (uint)j);
        var values = new double[pairs];
        foreach (ref var value in values.AsSpan())
        {
            value = Resampler.Normal(ref stream) + (j == 0 ? effect : 0);
        }

        return values;
    });

    private static void Expect(StepDownMaxT family, double[] t, double[] single, double[] adjusted)
    {
        for (var j = 0; j < t.Length; j++)
        {
            Near.Absolute(t[j], family.Differences[j].T!.Value, 1e-9);
            Near.Relative(single[j], family.Differences[j].P!.Value, 1e-9);
            Near.Relative(adjusted[j], family.Differences[j].Adjusted!.Value, 1e-9);
        }
    }
}
