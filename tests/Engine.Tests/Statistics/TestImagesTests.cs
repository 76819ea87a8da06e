using CsCheck;
using Symmetry.Engine.Statistics;

namespace Symmetry.Engine.Tests.Statistics;

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
        var degrees = variance * variance / ((byRun * byRun / 1) + (byOriginal * byOriginal / 2));
        Near.Relative(4 / 7.0, estimate.Value);

        // With so few runs the interval is cut to [0, 1] at 0.95; a low level shows the formula.
        var low = TestImages.Mean(
            [
                new ImageOutcome(2, 3, 0, 1), new ImageOutcome(1, 2, 1, 2), new ImageOutcome(2, 1, 1, 2), new ImageOutcome(1, 1, 1, 1), new ImageOutcome(1, 1, 1, 1),
            ],
            0.2);
        variance = Math.Max(variance, Math.Max(byRun, byOriginal));
        degrees = Math.Max(variance * variance / ((byRun * byRun) + (byOriginal * byOriginal / 2)), 1);
        Near.Relative(StudentTIntervals.Quantile(0.2, degrees) * Math.Sqrt(variance), low.Interval!.Value.HalfWidth);
    }

    [Fact]
    public void It_is_never_narrower_than_the_runs_alone_say() =>
        Gen.Int[0, 5].Array[60].Sample(correct =>
        {
            var outcomes = correct.Select((count, i) => new ImageOutcome(i / 10, i % 10, count, 5)).ToArray();
            var both = TestImages.Mean(outcomes, 0.5).Interval!.Value;
            var runs = StudentTIntervals.Mean(
                Tally.Of(50, [.. outcomes.GroupBy(o => o.Run).Select(run => run.Sum(o => o.Correct))]), 0.5).Interval!.Value;
            Assert.True(both.HalfWidth >= 0.9 * runs.HalfWidth);
        });

    [Fact]
    public void With_counts_alone_the_images_are_taken_as_shared_by_all_runs()
    {
        var tally = Tally.Of(1800, 1500, 1512, 1488, 1521, 1490);
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
        var bound = TestImages.Bound(Tally.Of(1800, 0, 0, 0), 360).Interval!.Value;
        Assert.Equal(0, bound.Lower);
        Near.Relative(Proportion.WilsonInterval(0, 360).Upper, bound.Upper);
    }

    [Fact]
    public void Impossible_outcomes_are_refused_and_single_runs_have_no_interval()
    {
        Assert.Throws<ArgumentException>(() => TestImages.Mean([new ImageOutcome(0, 0, 6, 5)]));
        Assert.Null(TestImages.Mean([new ImageOutcome(0, 0, 5, 5), new ImageOutcome(0, 1, 5, 5)]).Interval);
        Assert.True(double.IsNaN(TestImages.Mean([]).Value));
    }
}
