using Symmetry.Analysis.Statistics;

namespace Symmetry.Analysis.Tests.Statistics;

// Reference values: R 4.2.2.
public sealed class PlanningTests
{
    // pt(t, df, ncp); R promises about 1e-12 here.
    [Theory]
    [InlineData(2, 9, 1, 0.80414401825551096)]
    [InlineData(2.262, 9, 3.5, 0.12520801304181711)]
    [InlineData(-1, 4, 2, 0.0025732321751162912)]
    [InlineData(0, 5, 1.5, 0.066807201268858071)]
    [InlineData(1, 1, 0.5, 0.59274773643996048)]
    [InlineData(3, 250, 2.2, 0.78521401057088513)]
    [InlineData(2, 99, 1.3, 0.75428641133779106)]
    [InlineData(2, 101, 1.3, 0.75435999856948266)]
    [InlineData(1.96, 1e6, 2.5, 0.2945985260829147)]
    public void Noncentral_t_is_that_of_R(double t, double degrees, double noncentrality, double expected) =>
        Near.Absolute(expected, NoncentralT.Cumulative(degrees, noncentrality, t));

    // power.t.test(n, delta, sd = 1, sig.level, type = "paired", strict = TRUE)$power
    [Theory]
    [InlineData(20, 0.5, 0.05, 0.56450441843908394)]
    [InlineData(6, 1.2, 0.05, 0.6550433027012561)]
    [InlineData(3, 2, 0.01, 0.12142177883002725)]
    [InlineData(200, 0.3, 0.05, 0.98815490665950256)]
    [InlineData(5000, 0.04, 0.05, 0.80728170340298266)]
    public void Power_is_that_of_power_t_test(int pairs, double difference, double alpha, double expected)
    {
        Near.Absolute(expected, PairedPower.Power(pairs, difference, 1, alpha));
        Near.Absolute(expected, PairedPower.Power(pairs, -2 * difference, 2, alpha));
    }

    [Fact]
    public void The_number_of_pairs_is_the_least_with_the_wished_power()
    {
        // power.t.test(power = .8, delta = .5, sd = 1, type = "paired", strict = TRUE)$n is 33.37
        Assert.Equal(34, PairedPower.PairsFor(0.8, 0.5, 1));
        Assert.Equal(6, PairedPower.PairsFor(0.8, 100, 1, least: 6));
        Assert.Equal(2, PairedPower.PairsFor(0.8, 100, 1));
        Near.Absolute(0.05, PairedPower.Power(12, 0, 1));
    }

    // c <- qt(1 - alpha/2, n - 1); uniroot(function(l) pt(-c, n - 1, l) + pt(c, n - 1, l, lower.tail = FALSE) - .8, c(0, 15), tol = 1e-14)$root
    [Theory]
    [InlineData(12, 0.05, 3.0783886757013)]
    [InlineData(12, 0.002777777777777778, 4.8259712890088)]
    [InlineData(100, 0.05, 2.8291263278137)]
    public void The_smallest_difference_that_is_found_is_that_of_the_noncentral_t(int pairs, double alpha, double expected)
    {
        var noncentrality = PairedPower.DetectableNoncentrality(pairs, Quantiles.StudentT(pairs - 1, 1 - (alpha / 2)));
        Near.Relative(expected, noncentrality, 1e-9);
        Near.Absolute(0.8, PairedPower.Power(pairs, noncentrality / Math.Sqrt(pairs), 1, alpha));
    }

    [Fact]
    public void The_planned_number_of_replicates_is_the_least_that_is_narrow_enough()
    {
        var pilot = Tally.FromCounts(1800, 1466, 1502, 1480, 1521, 1497, 1455, 1511, 1489, 1530, 1478);
        var plan = ReplicatePlan.For(0.005, pilot);
        Assert.True(Half(plan.Replicates) <= 0.005);
        Assert.True(Half(plan.Replicates - 1) > 0.005);
        Assert.True(plan.AssuredReplicates > plan.Replicates);
        Assert.Equal(2, ReplicatePlan.For(0.005, Tally.FromCounts(1800, 7, 7, 7)).Replicates);
        Assert.Throws<ArgumentOutOfRangeException>(() => ReplicatePlan.For(0, pilot));
        Assert.Throws<ArgumentOutOfRangeException>(() => ReplicatePlan.For(0.01, Tally.FromCounts(1800, 7)));

        double Half(long runs) => StudentTIntervals.MeanInterval(runs, 0, pilot.StandardDeviation)!.Value.HalfWidth;
    }

    [Fact]
    public void A_plan_for_runs_like_the_pilot_gives_the_width_that_was_planned()
    {
        // The same ten runs over and over, in the pilot and in the sweep: same mean, spread and shape.
        int[] runs = [3, 5, 4, 2, 40, 6, 3, 5, 90, 4];
        var plan = ReplicatePlan.For(0.001, Repeated(200)).Replicates;

        Assert.InRange(plan, 500, 2_000);
        Near.Relative(0.001, StudentTIntervals.Mean(Repeated(plan / 10 * 10)).Interval!.Value.HalfWidth, 0.02);

        Tally Repeated(long n) => Tally.FromCounts(1800, [.. Enumerable.Range(0, (int)n).Select(i => runs[i % runs.Length])]);
    }
}
