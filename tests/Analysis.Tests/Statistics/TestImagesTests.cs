using CsCheck;
using Symmetry.Analysis.Statistics;

namespace Symmetry.Analysis.Tests.Statistics;

public sealed class TestImagesTests
{
    [Fact]
    public void The_interval_over_images_is_the_formula_of_two_way_clusters()
    {
        // Run 1: original 1 2/2, original 2 1/2; run 2: original 1 1/2, original 3 0/1. p̂ = 4/7; y = 6/7, −1/7, −1/7, −4/7.
        var estimate = TestImages.Mean(
        [
            new ImageOutcome(1, 1, 2, 2), new ImageOutcome(1, 2, 1, 2), new ImageOutcome(2, 1, 1, 2), new ImageOutcome(2, 3, 0, 1),
        ]);
        double[] y = [6 / 7.0, -1 / 7.0, -1 / 7.0, -4 / 7.0];
        var byRun = 2 * (Math.Pow(y[0] + y[1], 2) + Math.Pow(y[2] + y[3], 2)) / 49;
        var byOriginal = 1.5 * (Math.Pow(y[0] + y[2], 2) + (y[1] * y[1]) + (y[3] * y[3])) / 49;
        var variance = byRun + byOriginal - (y.Sum(value => value * value) / 49);
        double degrees;
        Near.Relative(4 / 7.0, estimate.Value);

        Assert.Equal(2, estimate.N);

        // Solving (p̂ − p)² = t²·p(1 − p)·V/(p̂(1 − p̂)) for p, at both ends; outcomes in another order, one of them in two parts.
        var interval = TestImages.Mean(
            [
                new ImageOutcome(2, 3, 0, 1), new ImageOutcome(1, 2, 1, 2),
                new ImageOutcome(2, 1, 1, 2), new ImageOutcome(1, 1, 1, 1), new ImageOutcome(1, 1, 1, 1),
            ]).Interval!.Value;
        variance = Math.Max(variance, Math.Max(byRun, byOriginal));
        degrees = Math.Max(variance * variance / ((byRun * byRun) + (byOriginal * byOriginal / 2)), 1);
        var t = StudentTIntervals.Quantile(0.95, degrees);
        foreach (var end in new[] { interval.Lower, interval.Upper })
        {
            Near.Relative(t * t * end * (1 - end) * variance / (12 / 49.0), Math.Pow((4 / 7.0) - end, 2), 1e-8);
        }

        Assert.Equal(interval, estimate.Interval);
    }

    [Fact]
    public void It_is_never_narrower_than_the_runs_alone_say() =>
        Gen.Int[0, 5].Array[60].Sample(correct =>
        {
            var outcomes = correct.Select((count, i) => new ImageOutcome(i / 10, i % 10, count, 5)).ToArray();
            var both = TestImages.Mean(outcomes, 0.5).Interval!.Value;
            var runs = StudentTIntervals.Mean(
                Tally.FromCounts(50, [.. outcomes.GroupBy(o => o.Run).Select(run => run.Sum(o => o.Correct))]), 0.5).Interval!.Value;
            Assert.True(both.HalfWidth >= 0.8 * runs.HalfWidth);
        });

    [Fact]
    public void With_counts_alone_the_images_are_taken_as_shared_by_all_runs()
    {
        var tally = Tally.FromCounts(1800, 1500, 1512, 1488, 1521, 1490);
        var runs = StudentTIntervals.Mean(tally).Interval!.Value;
        var bound = TestImages.Bound(tally, 360);
        var wilson = Proportion.WilsonInterval(tally.Mean, 360);
        var d = tally.Mean;
        Near.Relative(Math.Sqrt(Math.Pow(d - runs.Lower, 2) + Math.Pow(d - wilson.Lower, 2)), d - bound.Interval!.Value.Lower);
        Assert.True(TestImages.Bound(tally, 1797).Interval!.Value.HalfWidth < bound.Interval.Value.HalfWidth);
    }

    [Fact]
    public void Runs_that_are_never_right_still_leave_the_images_in_doubt()
    {
        var bound = TestImages.Bound(Tally.FromCounts(1800, 0, 0, 0), 360).Interval!.Value;
        Assert.Equal(0, bound.Lower);
        Near.Relative(Proportion.WilsonInterval(0, 360).Upper, bound.Upper);
    }

    [Fact]
    public void Answers_that_all_agree_are_as_sure_as_the_number_of_originals_makes_them()
    {
        var outcomes = Enumerable.Range(0, 300).Select(i => new ImageOutcome(i % 3, i / 3, 5, 5)).ToArray();
        var interval = TestImages.Mean(outcomes).Interval!.Value;
        Assert.Equal(1, interval.Upper);
        Near.Relative(1 / (1 + (Math.Pow(StudentTIntervals.Quantile(0.95, 2), 2) / 100)), interval.Lower);
    }

    [Fact]
    public void Impossible_outcomes_are_refused_and_single_runs_have_no_interval()
    {
        Assert.Throws<ArgumentException>(() => TestImages.Mean([new ImageOutcome(0, 0, 6, 5)]));
        Assert.Null(TestImages.Mean([new ImageOutcome(0, 0, 5, 5), new ImageOutcome(0, 1, 5, 5)]).Interval);
        Assert.True(double.IsNaN(TestImages.Mean([]).Value));
    }
}
