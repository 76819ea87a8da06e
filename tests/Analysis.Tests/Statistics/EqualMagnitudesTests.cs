using Symmetry.Analysis.Statistics;

namespace Symmetry.Analysis.Tests.Statistics;

public sealed class EqualMagnitudesTests
{
    [Fact]
    public void Other_magnitudes_have_no_closed_form()
    {
        Assert.Null(EqualMagnitudes.Find([1, -1, 0.5]));
        Assert.Null(EqualMagnitudes.Find([0, 0]));
        Assert.Equal(new EqualMagnitudes(0.25, 1, 2), EqualMagnitudes.Find([0.25, 0, -0.25, -0.25]));
    }

    [Fact]
    public void Critical_sum_is_the_largest_that_is_not_significant()
    {
        for (var n = 1L; n < 60; n++)
        {
            var critical = (long)new EqualMagnitudes(1, n, 0).CriticalSum(0.05);
            Assert.True(McNemarTest.P((n - critical) / 2, (n + critical) / 2) > 0.05);
            Assert.True(critical == n || McNemarTest.P((n - critical - 2) / 2, (n + critical + 2) / 2) <= 0.05);
        }
    }

    // Differences of right and wrong answers of 40 cases, from no discordant one to all: the interval excludes 0 where p is at most 0.05.
    [Fact]
    public void Interval_agrees_with_the_exact_p_at_any_n()
    {
        for (var b = 0; b <= 40; b += 2)
        {
            for (var c = 0; b + c <= 40; c += 3)
            {
                double[] differences = [.. Enumerable.Repeat(1.0, b), .. Enumerable.Repeat(-1.0, c), .. new double[40 - b - c]];
                var tested = StepDownMaxT.Test([differences], seed: 1).Differences[0];
                Near.Relative(McNemarTest.P(b, c), tested.P!.Value, 1e-12);
                Assert.Equal(tested.P, tested.Adjusted);
                Assert.True(tested.Simultaneous is not { } interval || interval.Contains(0) || tested.P <= 0.05, $"{b} {c}");
            }
        }
    }
}
