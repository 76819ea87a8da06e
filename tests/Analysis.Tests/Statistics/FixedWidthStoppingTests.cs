using CsCheck;
using Symmetry.Analysis.Statistics;
using Symmetry.Simulations;

namespace Symmetry.Analysis.Tests.Statistics;

public sealed class FixedWidthStoppingTests
{
    private static readonly Gen<int[]> Runs = Gen.Int[280, 320].Array[300];

    [Fact]
    public void It_stops_at_the_first_prefix_that_is_narrow_enough() => Runs.Sample(
        runs =>
        {
            var rule = new FixedWidthStopping(0.005, 250);
            var decision = StoppingDecision.Find(rule, runs, 360);
            Assert.True(decision.Stopped);
            var first = Enumerable.Range(30, 221).First(n => n == 250 || HalfWidth(runs[..n]) <= 0.005);
            Assert.Equal(first, decision.N);
            Near.Relative(Tally.FromCounts(360, runs.AsSpan(0, first)).Mean, decision.Estimate.Value, 1e-14);
            Assert.True(decision.Estimate.Interval!.Value.HalfWidth <= Math.Max(0.005, HalfWidth(runs[..first])));
        },
        iter: 50);

    [Fact]
    public void Runs_beyond_the_stop_change_nothing() => Runs.Sample(
        runs =>
        {
            var rule = new FixedWidthStopping(0.005, 250);
            var whole = StoppingDecision.Find(rule, runs, 360);
            Assert.Equal(whole, StoppingDecision.Find(rule, runs.AsSpan(0, (int)whole.N), 360));
            Assert.False(StoppingDecision.Find(rule, runs.AsSpan(0, (int)whole.N - 1), 360).Stopped);
        },
        iter: 50);

    [Fact]
    public void It_says_where_it_expects_to_stop()
    {
        var runs = Enumerable.Range(0, 400).Select(i => 280 + ((i * 17) % 41)).ToArray();
        var rule = new FixedWidthStopping(0.004, 2000);
        var stop = StoppingDecision.Find(rule, runs, 360);
        Assert.True(stop.Stopped);
        var early = StoppingDecision.Find(rule, runs.AsSpan(0, 41), 360);
        Assert.False(early.Stopped);
        Assert.InRange(early.ExpectedN, 0.8 * stop.N, 1.2 * stop.N);
        Assert.Equal(stop.N, stop.ExpectedN);
        Assert.Equal(30, StoppingDecision.Find(rule, [], 360).ExpectedN);
    }

    [Fact]
    public void Equal_runs_do_not_stop_it_before_its_least_number()
    {
        var rule = new FixedWidthStopping(0.01, 100);
        Assert.False(StoppingDecision.Find(rule, new int[29], 360).Stopped);
        var decision = StoppingDecision.Find(rule, new int[50], 360);
        Assert.Equal(30, decision.N);
        Assert.True(decision.Estimate.Interval!.Value.Upper > 0);
    }

    [Fact]
    public void Goals_and_budgets_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new FixedWidthStopping(0, 100));
        Assert.Throws<ArgumentOutOfRangeException>(() => new FixedWidthStopping(0.01, 29));
        Assert.Throws<ArgumentOutOfRangeException>(() => new FixedWidthStopping(0.01, 100, 1));
    }

    // The definition, in its own words.
    private static double HalfWidth(int[] runs)
    {
        var tally = Tally.FromCounts(360, runs);
        var variance = tally.Variance + (1 / 360.0 / 360 / tally.N);
        return StudentTIntervals.Quantile(0.95, tally.N - 1) * Math.Sqrt(variance / tally.N);
    }
}
