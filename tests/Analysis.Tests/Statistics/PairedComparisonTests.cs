using Symmetry.Analysis.Statistics;

namespace Symmetry.Analysis.Tests.Statistics;

// Data: R's data set sleep, groups 1 and 2. Reference values: R 4.2.2.
public sealed class PairedComparisonTests
{
    private static readonly double[] First = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0];
    private static readonly double[] Second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];

    [Fact]
    public void The_paired_interval_is_that_of_t_test()
    {
        // t.test(x, y, paired = TRUE)$conf.int; cor(x, y); 1 - var(x - y)/(var(x) + var(y))
        var comparison = PairedComparison.Compare(First, Second, seed: 1);
        Near.Relative(-1.58, comparison.Difference.Value);
        Near.Relative(-2.45988576327698238, comparison.Difference.Interval!.Value.Lower);
        Near.Relative(-0.70011423672301754, comparison.Difference.Interval.Value.Upper);
        Near.Relative(0.79517020583357778, comparison.Correlation);
        Near.Relative(0.7901550411490923, comparison.VarianceSaved);
        Near.Relative(0.00283289019738427, comparison.PairedTPValue!.Value);

        // mean(x - y)/sqrt((var(x) + var(y))/2)
        Near.Relative(-0.832181081349540, comparison.EffectSize);

        // Nine pairs lost and one tied.
        Assert.Equal(0.05, comparison.Superiority.Value);
    }

    [Fact]
    public void Five_pairs_have_an_interval_but_no_p_value()
    {
        var comparison = PairedComparison.Compare([2, 3, 4, 5, 6], [1, 1, 1, 1, 1], seed: 1);
        Assert.Null(comparison.PairedTPValue);
        Assert.NotNull(comparison.Difference.Interval);
        Assert.Null(PairedComparison.Compare([1], [0], seed: 1).Difference.Interval);
    }

    [Fact]
    public void Where_all_differences_are_the_same_there_is_no_t()
    {
        Assert.Null(PairedComparison.Compare([2, 3, 4, 5, 6, 7], [1, 2, 3, 4, 5, 6], seed: 1).PairedTPValue);
        var none = PairedComparison.Compare([1, 2, 3, 4, 5, 6], [1, 2, 3, 4, 5, 6], seed: 1);
        Assert.Equal((1, 0), (none.PairedTPValue!.Value, none.EffectSize));
        Assert.Equal(double.NaN, PairedComparison.Compare([2, 2], [1, 1], seed: 1).EffectSize);
    }

    [Fact]
    public void Sides_of_different_length_are_refused()
    {
        Assert.Throws<ArgumentException>(() => PairedComparison.Compare([1, 2], [1], seed: 1));
        Assert.Throws<ArgumentException>(() => PairedComparison.Compare([], [], seed: 1));
    }

    [Fact]
    public void The_corrected_resampled_t_is_the_formula_of_Nadeau_and_Bengio()
    {
        // se <- sd(d)*sqrt(1/10 + 0.25); mean(d) + c(-1, 1)*qt(.975, 9)*se; 2*pt(-abs(mean(d))/se, 9)
        var (mean, p) = CorrectedResampledT.Mean([.. First.Zip(Second, (a, b) => a - b)], 0.25);
        Near.Relative(-3.226115532841274280, mean.Interval!.Value.Lower);
        Near.Absolute(0.066115532841274360, mean.Interval.Value.Upper);
        Near.Relative(0.057990706268655989, p);
    }
}
