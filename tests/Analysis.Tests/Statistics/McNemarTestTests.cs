using Symmetry.Analysis.Statistics;

namespace Symmetry.Analysis.Tests.Statistics;

public sealed class McNemarTestTests
{
    // Rscript -e 'print(binom.test(b, b + c)$p.value, digits = 16)'
    [Theory]
    [InlineData(3, 12, 0.03515625000000001)]
    [InlineData(15, 8, 0.2100396156311037)]
    [InlineData(203, 225, 0.3100683034709525)]
    [InlineData(12, 90, 6.125402762201376e-16)]
    [InlineData(500, 700, 8.535366081034376e-09)]
    [InlineData(0, 40, 1.818989403545859e-12)]
    [InlineData(7, 7, 1)]
    [InlineData(1, 0, 1)]
    public void P_is_that_of_the_exact_binomial_test_in_R(long onlyFirst, long onlySecond, double p)
    {
        Near.Relative(p, McNemarTest.P(onlyFirst, onlySecond), 1e-9);
        Assert.Equal(McNemarTest.P(onlyFirst, onlySecond), McNemarTest.P(onlySecond, onlyFirst));
    }

    [Fact]
    public void Without_a_discordant_case_nothing_tells_the_two_apart() => Assert.Equal(1, McNemarTest.P(0, 0));

    // Every discordant case is a pair whose difference is 1 or -1.
    [Fact]
    public void P_is_that_of_sign_flips_of_single_images()
    {
        for (var b = 0; b < 8; b++)
        {
            for (var c = 6 - Math.Min(b, 6); c < 8; c++)
            {
                double[] differences = [.. Enumerable.Repeat(1.0, b), .. Enumerable.Repeat(-1.0, c)];
                Near.Relative(StepDownMaxT.Test([differences], seed: 1).Differences[0].P!.Value, McNemarTest.P(b, c), 1e-12);
            }
        }
    }
}
