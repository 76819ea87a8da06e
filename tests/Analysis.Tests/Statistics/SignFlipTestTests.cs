using CsCheck;
using Symmetry.Analysis.Statistics;

namespace Symmetry.Analysis.Tests.Statistics;

public sealed class SignFlipTestTests
{
    [Fact]
    public void Darwins_maize_has_the_p_that_Fisher_counted()
    {
        // R. A. Fisher, "The Design of Experiments", section 21: 1,726 of 32,768 flips.
        int[] differences = [49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48];
        var test = SignFlipTest.Run(differences, seed: 1);
        Near.Relative(1726 / 32768.0, test.P, 1e-14);
        Assert.Equal(SignFlipMethod.Exact, test.Method);

        // Of the 863 on each side 28 just reach the observed sum of 314.
        Near.Relative((1726 - 28) / 32768.0, test.MidP, 1e-14);
        Near.Relative(1726 / 32768.0, SignFlipTest.Run(Array.ConvertAll(differences, d => (double)d), seed: 1).P, 1e-14);
    }

    [Fact]
    public void Shifting_and_counting_one_by_one_agree() =>
        Gen.Int[-9, 9].Array[1, 12].Sample(differences =>
        {
            var counted = SignFlipTest.Run(Array.ConvertAll(differences, d => 0.1 * d), seed: 1);
            var shifted = SignFlipTest.Run(differences, seed: 1);
            Near.Relative(counted.P, shifted.P, 1e-12);
            Near.Relative(counted.MidP, shifted.MidP, 1e-12);
            Assert.InRange(shifted.MidP, shifted.P / 2, shifted.P);
        });

    [Fact]
    public void Drawn_flips_come_near_the_exact_p()
    {
        int[] differences = [.. Enumerable.Range(0, 40).Select(i => ((i * 7919) % 41) - 15)];
        var exact = SignFlipTest.Run(differences, seed: 1);
        var drawn = SignFlipTest.Run(Array.ConvertAll(differences, d => (double)d), seed: 1);
        Assert.Equal(SignFlipMethod.Exact, exact.Method);
        Assert.Equal(SignFlipMethod.MonteCarlo, drawn.Method);

        // Five binomial sd of 99,999 flips.
        var error = 5 * Math.Sqrt(exact.P * (1 - exact.P) / 99_999);
        Near.Absolute(exact.P, drawn.P, error);
        Near.Absolute(exact.MidP, drawn.MidP, error);
    }

    // Exact p by shifts of the same differences: from the middle to where drawn flips see nothing any more.
    [Theory]
    [InlineData(1_000, 100, 0.0)]
    [InlineData(1_000, 100, 0.5)]
    [InlineData(1_000, 100, 5)]
    [InlineData(1_000, 100, 12)]
    [InlineData(1_000, 100, 40)]
    [InlineData(1_000, 1, 0.1)]
    [InlineData(4_000, 5, 0.1)]
    [InlineData(4_000, 5, 1)]
    public void The_saddlepoint_comes_within_a_thousandth_of_the_exact_p(int pairs, int most, double shift)
    {
        // Rounded Laplace-like differences: a few are far from the others.
        int[] differences = [.. Enumerable.Range(0, pairs).Select(i =>
        {
            var u = (((i * 7919L) % 10_007) + 0.5) / 10_007;
            var laplace = u < 0.5 ? Math.Log(2 * u) : -Math.Log(2 * (1 - u));
            return (int)Math.Round(Math.Clamp((most / 4.0 * laplace) + shift, -most, most));
        })];
        var exact = SignFlipTest.Run(differences, seed: 1);
        var near = SignFlipTail.Approximate(differences, divisor: 1);
        Assert.Equal(SignFlipMethod.Exact, exact.Method);
        Assert.Equal(SignFlipMethod.Saddlepoint, near.Method);
        Near.Relative(exact.P, near.P, 1e-3);
        Near.Relative(exact.MidP, near.MidP, 1e-3);
    }

    [Fact]
    public void Many_pairs_have_their_p_by_saddlepoint()
    {
        int[] counts = [.. Enumerable.Range(0, 100_000).Select(i => (int)((i * 7919L) % 401) - 199)];
        double[] reals = Array.ConvertAll(counts, d => d / 1800.0);
        var (whole, real) = (SignFlipTest.Run(counts, seed: 1), SignFlipTest.Run(reals, seed: 1));
        Assert.Equal(SignFlipMethod.Saddlepoint, whole.Method);
        Assert.Equal(SignFlipMethod.Saddlepoint, real.Method);
        Near.Relative(whole.MidP, real.P, 1e-7);
        Assert.InRange(whole.P, whole.MidP, 1.001 * whole.MidP);

        // The normal distribution, which is near in the middle.
        var z = Math.Abs(counts.Sum()) / Math.Sqrt(counts.Sum(d => (double)d * d));
        Near.Relative(MathNet.Numerics.SpecialFunctions.Erfc(z / Math.Sqrt(2)), whole.MidP, 1e-3);
    }

    [Fact]
    public void Pairs_of_one_sign_have_the_p_of_two_flips_among_all()
    {
        Assert.Equal(Math.Pow(2, -999), SignFlipTail.Approximate(Enumerable.Repeat(0.25, 1_000).ToArray()).P);
        Assert.Equal(Math.Pow(2, -1000), SignFlipTail.Approximate(Enumerable.Repeat(3, 1_000).ToArray(), divisor: 3).MidP);
        Assert.Equal(double.Epsilon, SignFlipTail.Approximate(Enumerable.Repeat(3, 2_000).ToArray(), divisor: 3).P);
    }

    [Fact]
    public void A_drawn_p_is_never_zero() =>
        Assert.Equal(0.001, SignFlipTest.Run(Enumerable.Repeat(1.0, 30).ToArray(), seed: 1, flips: 999).P);

    [Fact]
    public void The_least_p_of_n_pairs_is_two_to_the_one_minus_n()
    {
        for (var n = 1; n <= 12; n++)
        {
            Assert.Equal(Math.Pow(2, 1 - n), SignFlipTest.Run(Enumerable.Range(1, n).ToArray(), seed: 1).P);
        }

        Assert.Equal(6, SignFlipTest.MinPairs(0.05));
        Assert.Equal(8, SignFlipTest.MinPairs(0.01));
    }

    [Fact]
    public void No_difference_has_p_1()
    {
        Assert.Equal(1, SignFlipTest.Run(new int[7], seed: 1).P);
        Assert.Equal(1, SignFlipTest.Run([3, -3], seed: 1).P);
        Assert.Equal(1, SignFlipTest.Run(Array.Empty<double>(), seed: 1).P);
    }

    [Fact]
    public void Pairs_that_tie_add_nothing() =>
        Assert.Equal(SignFlipTest.Run([5, 3, 8], seed: 1).P, SignFlipTest.Run([5, 0, 3, 0, 8], seed: 1).P);
}
