using System.Numerics;
using Symmetry.Analysis.Statistics;

namespace Symmetry.Analysis.Tests.Statistics;

public sealed class TuningCurveTests
{
    // By preference, the most preferred last: selection and result do not agree.
    private static readonly double[] Results = [0.3, 0.1, 0.7, 0.2, 0.9, 0.4];

    [Fact]
    public void Expectation_agrees_with_binomial_coefficients()
    {
        // x <- c(0.3,0.1,0.7,0.2,0.9,0.4); sapply(1:6, function(k) sum(choose(0:5,k-1)/choose(6,k)*x))
        double[] expected = [0.433333333333333, 0.513333333333333, 0.535, 0.52, 0.483333333333333, 0.4];

        Assert.Equal(expected, TuningCurve.Expected(Results), (a, b) => Math.Abs(a - b) < 1e-14);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4)]
    public void Expectation_is_the_mean_over_all_subsets(int missing)
    {
        var results = Results.Select((result, i) => i < missing ? double.NaN : result).ToArray();
        var found = TuningCurve.Expected(results);
        for (var k = 1; k <= results.Length; k++)
        {
            // The best of a subset is its highest place; subsets in which nothing was measured do not count.
            var best = Enumerable.Range(0, 1 << results.Length).Where(set => BitOperations.PopCount((uint)set) == k)
                .Select(set => results[BitOperations.Log2((uint)set)]).Where(double.IsFinite);
            Near.Relative(best.Average(), found[k - 1], 1e-13);
        }
    }

    [Fact]
    public void Weights_of_many_cells_neither_overflow_nor_vanish()
    {
        var found = TuningCurve.Expected([.. Enumerable.Range(1, 3000).Select(i => (double)i)]);

        // The expected maximum of k of 1 ... K is k(K + 1)/(k + 1).
        for (var k = 1; k <= 3000; k++)
        {
            Near.Relative(k * 3001.0 / (k + 1), found[k - 1], 1e-11);
        }
    }

    [Fact]
    public void Nothing_to_expect_is_rejected()
    {
        Assert.Throws<ArgumentException>(() => TuningCurve.Expected([]));
        Assert.Throws<ArgumentException>(() => TuningCurve.Expected([double.NaN]));
        Assert.Throws<ArgumentException>(() => TuningCurve.Expected([1, double.NaN]));
    }
}
