using Symmetry.Analysis.Statistics;

namespace Symmetry.Analysis.Tests.Statistics;

public sealed class UnpairedComparisonTests
{
    private static readonly double[] A = [0.81, 0.835, 0.82, 0.842, 0.829];
    private static readonly double[] B = [0.79, 0.80, 0.81, 0.77, 0.795, 0.805, 0.76];
    private static readonly double[] D = [0.3, 0.9, 0.4, 0.82];

    // Rscript -e 'r <- t.test(x, y); print(c(r$stderr, r$parameter, r$p.value, r$conf.int))'; g*s from its formula with R's gamma.
    [Theory]
    [InlineData("B", "A", 0.0089637895897618971, 9.9976786104245416, 0.0019809084406535974, -0.05717319646825169, -0.017226803531748096, -2.1668131177619516)]
    [InlineData("D", "A", 0.14963246082763371, 3.0084654380918789, 0.2339754062789372, -0.69764012608660886, 0.2532401260866089, -0.76079457632946912)]
    [InlineData("D", "B", 0.14969015617983319, 3.0131054614515862, 0.3041054826221623, -0.66021084584649381, 0.2902108458464937, -0.63385714961420381)]
    public void Welch_s_t_is_that_of_R(string x, string y, double error, double degrees, double p, double lower, double upper, double effect)
    {
        var comparison = UnpairedComparison.Compare(Of(x), Of(y));

        Near.Relative(error, comparison.StandardError, 1e-9);
        Near.Relative(degrees, comparison.Degrees, 1e-9);
        Near.Relative(p, comparison.PValue!.Value, 1e-9);
        Near.Relative(lower, comparison.IntervalAt()!.Value.Lower, 1e-9);
        Near.Relative(upper, comparison.IntervalAt()!.Value.Upper, 1e-9);
        Near.Relative(effect, comparison.EffectSize, 1e-9);
    }

    [Fact]
    public void Swapped_sides_change_the_sign_only()
    {
        var (ab, ba) = (UnpairedComparison.Compare(A, B), UnpairedComparison.Compare(B, A));
        Assert.Equal((ab.PValue, -ab.Difference, -ab.EffectSize, ab.Second), (ba.PValue, ba.Difference, ba.EffectSize, ba.First));
    }

    [Fact]
    public void Side_without_spread_leaves_the_degrees_of_the_other()
    {
        var comparison = UnpairedComparison.Compare([0.5, 0.5, 0.5], B);
        Near.Relative(B.Length - 1, comparison.Degrees);
        Assert.InRange(comparison.PValue!.Value, 1e-9, 1e-3);
    }

    [Theory]
    [InlineData(0.5, 0.5)]
    [InlineData(0.5, 0.7)]
    public void Without_any_spread_there_is_no_p(double a, double b)
    {
        var comparison = UnpairedComparison.Compare([a, a, a], [b, b]);
        Assert.Equal((null, null), (comparison.PValue, comparison.IntervalAt()));
        Assert.True(double.IsNaN(comparison.EffectSize));
    }

    [Fact]
    public void One_value_a_side_is_too_few() => Assert.Throws<ArgumentException>(() => UnpairedComparison.Compare([0.5], B));

    private static double[] Of(string name) => name switch { "A" => A, "B" => B, _ => D };
}
