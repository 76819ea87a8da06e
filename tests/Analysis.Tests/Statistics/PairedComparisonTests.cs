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
        Assert.Null(comparison.NoPValueReason);
        Near.Relative(0.00283289019738427, comparison.PairedTPValue!.Value);

        // All 1,024 sign flips: p <- mean(abs(g %*% d) >= abs(sum(d))); p - mean(abs(g %*% d) == abs(sum(d)))/2
        Assert.Equal(new SignFlipResult(0.00390625, 0.001953125, SignFlipMethod.Exact), comparison.SignFlip);
        Assert.Equal((0.001953125, PairedTest.SignFlipMidP), (comparison.PValue, comparison.Test!.Value));

        // Nine pairs lost and one tied.
        Assert.Equal(0.05, comparison.Superiority.Value);
    }

    [Fact]
    public void Counts_and_their_proportions_are_compared_alike()
    {
        int[] a = [1500, 1512, 1488, 1521, 1490, 1530, 1475];
        int[] b = [1480, 1500, 1489, 1500, 1470, 1531, 1460];
        var counts = PairedComparison.CompareCounts(a, b, 1800, seed: 3);
        var proportions = PairedComparison.Compare([.. a.Select(c => c / 1800.0)], [.. b.Select(c => c / 1800.0)], seed: 3);
        Near.Relative(proportions.Difference.Value, counts.Difference.Value, 1e-12);
        Near.Relative(proportions.PValue!.Value, counts.PValue!.Value, 1e-12);
        Near.Relative(proportions.VarianceSaved, counts.VarianceSaved, 1e-12);
    }

    [Fact]
    public void Five_pairs_are_refused_a_p_value_and_told_why()
    {
        var comparison = PairedComparison.Compare([2, 3, 4, 5, 6], [1, 1, 1, 1, 1], seed: 1);
        Assert.Null(comparison.PValue);
        Assert.Equal(
            "With 5 pairs the least two-sided sign-flip p is 2^-4 = 0.0625, above 0.05: no outcome could be significant; 6 pairs are needed.",
            comparison.NoPValueReason);
        Assert.NotNull(comparison.Difference.Interval);
        Assert.Null(PairedComparison.Compare([1], [0], seed: 1).Difference.Interval);
    }

    [Fact]
    public void Where_fewer_than_eight_pairs_differ_t_decides()
    {
        int[] tied = [3, 1, 0, 0, 0, 4, 2, 1, 5, 0];
        var seven = PairedComparison.CompareCounts([.. tied, 1], [.. new int[10], 2], 9, seed: 1);
        var eight = PairedComparison.CompareCounts([.. tied, 1, 1], [.. new int[10], 2, 2], 9, seed: 1);
        Assert.Equal((seven.PairedTPValue, PairedTest.PairedT), (seven.PValue, seven.Test!.Value));
        Assert.Equal((eight.SignFlip!.Value.MidP, PairedTest.SignFlipMidP), (eight.PValue, eight.Test!.Value));
    }

    [Fact]
    public void Where_all_differences_are_the_same_there_is_no_t_and_flips_decide()
    {
        var same = PairedComparison.Compare([2, 3, 4, 5, 6, 7], [1, 2, 3, 4, 5, 6], seed: 1);
        Assert.Equal((1 / 32.0, PairedTest.SignFlip), (same.PValue, same.Test!.Value));
        Assert.Null(same.PairedTPValue);
        Assert.Equal(1, PairedComparison.Compare([1, 2, 3, 4, 5, 6], [1, 2, 3, 4, 5, 6], seed: 1).PValue);
    }

    [Fact]
    public void Sides_of_different_length_are_refused()
    {
        Assert.Throws<ArgumentException>(() => PairedComparison.Compare([1, 2], [1], seed: 1));
        Assert.Throws<ArgumentException>(() => PairedComparison.Compare([], [], seed: 1));
        Assert.Throws<ArgumentException>(() => PairedComparison.CompareCounts([11], [3], 10, seed: 1));
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
