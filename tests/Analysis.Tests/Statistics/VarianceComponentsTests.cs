using Symmetry.Analysis.Statistics;

namespace Symmetry.Analysis.Tests.Statistics;

// Reference values: R 4.2.2, anova(aov(...)) and lme4.
public sealed class VarianceComponentsTests
{
    private static readonly double[] TwoFactors =
    [
        16.91, 15.86, 18.53, 18.15, 7.15, 11.2, 8.19, 6.42, 7.2, 9.35, 9.98, 10.02, 9.29, 11.88, 6.98, 11.24, 7.39, 9.94, 8.83, 6.74,
    ];

    private static readonly double[] ThreeFactors =
    [
        -0.14, -0.73, 2.74, 2.14, 1.79, 1.45, 0.25, 1.8, -1.95, -0.99, 1.36, 2.26,
        0.19, 0.6, -1.49, -0.57, -1.49, 0.26, 1.39, 0.9, 1.58, 0.38, -0.43, -0.05,
    ];

    [Fact]
    public void Mean_squares_of_two_factors_are_those_of_aov()
    {
        // anova(aov(v ~ a + b)), a of 5 levels, b of 4
        var analysis = VarianceComponents.Analyse(["weights", "order"], [5, 4], TwoFactors, seed: 1);
        Assert.Equal(["weights", "order", "residual"], analysis.Components.Select(c => c.Name));
        Near.Relative(59.6397625000000176, analysis.Components[0].MeanSquare);
        Near.Relative(3.5493916666666707, analysis.Components[1].MeanSquare);
        Near.Relative(2.7635625000000008, analysis.Components[2].MeanSquare);
        Assert.Equal([4, 3, 12], analysis.Components.Select(c => c.Degrees));
        Near.Relative((59.6397625 - 2.7635625) / 4, analysis.Components[0].Variance);
        Near.Relative((3.5493916666666707 - 2.7635625) / 5, analysis.Components[1].Variance);
    }

    [Fact]
    public void Mean_squares_of_three_factors_are_those_of_aov()
    {
        // anova(aov(v ~ f1*f2*f3)) of 3 x 4 x 2 runs
        var analysis = VarianceComponents.Analyse(["a", "b", "c"], [3, 4, 2], ThreeFactors, seed: 1);
        double[] expected =
        [
            3.19388750000000332, 8.12807083333333047, 0.55510416666666729, 0.38543749999999988, 0.37057916666666679, 0.58884861111111209, 0.39447361111111073,
        ];
        Assert.Equal(["a", "b", "c", "a x b", "a x c", "b x c", "residual"], analysis.Components.Select(c => c.Name));
        Assert.Equal([2, 3, 1, 6, 2, 3, 6], analysis.Components.Select(c => c.Degrees));
        for (var i = 0; i < expected.Length; i++)
        {
            Near.Relative(expected[i], analysis.Components[i].MeanSquare);
        }

        // E(MS_a) − E(MS_ab) − E(MS_ac) + E(MS_abc) = 8 σ²_a
        Near.Relative((expected[0] - expected[3] - expected[4] + expected[6]) / 8, analysis.Components[0].Variance);
        Near.Relative((expected[3] - expected[6]) / 2, analysis.Components[3].Variance);
        Assert.True(analysis.Components[3].Variance < 0);
    }

    [Fact]
    public void Repeats_part_the_interaction_from_the_residual()
    {
        // anova(aov(v ~ f1*f2)) of 3 x 4 combinations, twice each
        var analysis = VarianceComponents.Analyse(["a", "b"], [3, 4], ThreeFactors, seed: 1);
        Assert.Equal(["a", "b", "a x b", "residual"], analysis.Components.Select(c => c.Name));
        Near.Relative(0.38543749999999988, analysis.Components[2].MeanSquare);
        Near.Relative(0.45247083333333332, analysis.Components[3].MeanSquare);
        Near.Relative((0.38543749999999988 - 0.45247083333333332) / 2, analysis.Components[2].Variance);
        Near.Relative((8.12807083333333047 - 0.38543749999999988) / 6, analysis.Components[1].Variance);
        Assert.Equal([2, 3, 6, 12], analysis.Components.Select(c => c.Degrees));
    }

    [Fact]
    public void One_factor_with_repeats_is_the_one_way_layout()
    {
        var analysis = VarianceComponents.Analyse(["a"], [3], [1, 2, 3, 5, 6, 10], seed: 1);
        Assert.Equal(["a", "residual"], analysis.Components.Select(c => c.Name));

        // Means 1.5, 4, 8 around 4.5: MS_a = 2(9 + 0.25 + 12.25)/2; MS_e = (0.5 + 2 + 8)/3.
        Near.Relative(21.5, analysis.Components[0].MeanSquare);
        Near.Relative(3.5, analysis.Components[1].MeanSquare);
        Near.Relative(9, analysis.Components[0].Variance);
        Near.Relative(12.5, analysis.TotalVariance);
        Near.Relative(9 / 12.5, analysis.Factors[0].Alone.Value);
    }

    [Fact]
    public void Four_factors_are_parted_without_rest()
    {
        // A purely additive design: factor i contributes its own index, so every interaction vanishes.
        var values = new List<double>();
        for (var a = 0; a < 2; a++)
        {
            for (var b = 0; b < 3; b++)
            {
                for (var c = 0; c < 4; c++)
                {
                    for (var d = 0; d < 5; d++)
                    {
                        values.Add((10 * a) + (3 * b) + (2 * c) + d);
                    }
                }
            }
        }

        var analysis = VarianceComponents.Analyse(["a", "b", "c", "d"], [2, 3, 4, 5], [.. values], seed: 1);
        Assert.Equal(15, analysis.Components.Count);
        double[] expected = [50, 9, 4 * 5 / 3.0, 2.5];
        for (var i = 0; i < 4; i++)
        {
            Near.Relative(expected[i], analysis.Components[i].Variance);
        }

        Assert.All(analysis.Components.Skip(4), component => Near.Absolute(0, component.Variance));
        Near.Relative(1, analysis.Factors.Sum(factor => factor.Alone.Value));
    }

    [Fact]
    public void The_sentence_says_how_much_a_factor_explains()
    {
        var analysis = VarianceComponents.Analyse(["weights", "order"], [5, 4], TwoFactors, seed: 1);
        var share = analysis.Factors[0];
        Assert.True(share.Alone.Interval!.Value.Contains(share.Alone.Value));
        Assert.StartsWith("weights explains 83.0 % (95 % interval ", share.Sentence, StringComparison.Ordinal);
        var again = VarianceComponents.Analyse(["weights", "order"], [5, 4], TwoFactors, seed: 1);
        Assert.Equal(share.Sentence, again.Factors[0].Sentence);
    }

    [Fact]
    public void Runs_that_all_agree_leave_nothing_to_explain()
    {
        var analysis = VarianceComponents.Analyse(["a", "b"], [2, 2], [1, 1, 1, 1], seed: 1);
        Assert.Equal(0, analysis.TotalVariance);
        Assert.Null(analysis.Factors[0].Alone.Interval);
        Assert.Contains("undefined", analysis.Factors[0].Sentence, StringComparison.Ordinal);
        Assert.Equal(new Interval(1, 1), analysis.Mean.Interval);
    }

    [Fact]
    public void Designs_that_do_not_fit_are_refused()
    {
        Assert.Throws<ArgumentException>(() => VarianceComponents.Analyse(["a"], [3], [1, 2, 3], seed: 1));
        Assert.Throws<ArgumentException>(() => VarianceComponents.Analyse(["a", "b"], [1, 3], [1, 2, 3], seed: 1));
        Assert.Throws<ArgumentException>(() => VarianceComponents.Analyse(["a", "b"], [2, 2], [1, 2, 3], seed: 1));
        Assert.Throws<ArgumentException>(() => VarianceComponents.Analyse(["a", "b"], [2], [1, 2], seed: 1));
        Assert.Throws<ArgumentException>(() => VarianceComponents.Analyse([], [], [1, 2], seed: 1));
    }

    [Fact]
    public void A_single_mean_square_has_the_exact_interval_of_chi_squared()
    {
        // 9*4/qchisq(c(.975, .025), 9)
        var interval = MeanSquares.ModifiedLargeSampleInterval([new MeanSquareTerm(1, 4, 9)]);
        Near.Relative(36 / 19.022767798641635, interval.Lower);
        Near.Relative(36 / 2.7003894999803579, interval.Upper);
        Near.Relative(9, MeanSquares.SatterthwaiteDegrees([new MeanSquareTerm(3, 4, 9)]));
    }

    [Fact]
    public void A_difference_of_mean_squares_has_an_end_at_0_exactly_when_F_is_at_its_quantile()
    {
        // The F test of θ₁ = θ₂ is the interval's own test: at S₁/S₂ = F(0.975; 3, 5) the lower end is 0. qf(.975, 3, 5) = 7.7635894820185447
        var interval = MeanSquares.ModifiedLargeSampleInterval([new MeanSquareTerm(1, 7.7635894820185447, 3), new MeanSquareTerm(-1, 1, 5)]);
        Near.Absolute(0, interval.Lower, 1e-9);
    }

    [Fact]
    public void Mean_squares_that_pool_have_the_lower_end_of_the_pooled_one_and_an_upper_end_beyond_it()
    {
        // ν₁S₁ + ν₂S₂ with S₁ = S₂ is one sum of squares with ν₁ + ν₂ degrees of freedom. The upper end has no term
        // for two positive mean squares in the source, which errs on the wide side.
        var two = MeanSquares.ModifiedLargeSampleInterval([new MeanSquareTerm(3 / 8.0, 2, 3), new MeanSquareTerm(5 / 8.0, 2, 5)]);
        var single = MeanSquares.ModifiedLargeSampleInterval([new MeanSquareTerm(1, 2, 8)]);
        Near.Relative(single.Lower, two.Lower);
        Assert.True(two.Upper > single.Upper);
    }
}
