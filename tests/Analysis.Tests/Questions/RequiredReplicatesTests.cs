using Symmetry.Analysis.Questions.Planning;
using Symmetry.Analysis.Runs;
using Symmetry.Analysis.Statistics;

namespace Symmetry.Analysis.Tests.Questions;

public sealed class RequiredReplicatesTests
{
    [Fact]
    public void Required_replicates_equal_those_of_the_replicate_plan()
    {
        int[] counts = [1400, 1450, 1500, 1430, 1480];
        var (runs, reals) = (new MetricRuns(), new MetricRuns());
        for (var k = 0; k < counts.Length; k++)
        {
            runs.Add(k, counts[k], 1800);
            reals.Add(k, counts[k]);
        }

        var need = RequiredReplicates.ForHalfWidth(0.005, runs)!.Value;
        var plan = ReplicatePlan.For(0.005, Tally.FromCounts(1800, counts));

        Assert.Equal((plan.Replicates, plan.AssuredReplicates), (need.Even, need.Assured));
        Assert.Equal(need, RequiredReplicates.ForHalfWidth(9, reals));
        Assert.Null(RequiredReplicates.ForHalfWidth(0.1, new MetricRuns()));
    }

    [Fact]
    public void A_larger_family_needs_more_pairs()
    {
        // sd is 1. n <- function(m) ceiling(power.t.test(power = .8, delta = .5, sd = 1, sig.level = .05/m, type = "paired", strict = TRUE)$n)
        double[] pilot = [-1, 0, 1];
        Assert.Equal(34, RequiredReplicates.ForPower(0.8, 0.5, pilot, family: 1)!.Value.Even);
        Assert.Equal(64, RequiredReplicates.ForPower(0.8, 0.5, pilot, family: 18)!.Value.Even);
    }

    [Fact]
    public void Six_pairs_are_needed_even_without_spread_and_in_any_family()
    {
        Assert.Equal(6, RequiredReplicates.ForPower(0.9, 0.01, [0.1, 0.1, 0.1], family: 18)!.Value.Even);
        Assert.Equal(6, RequiredReplicates.ForPower(0.9, 1000, [0.1, 0.2, 0.3], family: 18)!.Value.Even);
        Assert.Null(RequiredReplicates.ForPower(0.9, 0.01, [0.1], family: 1));
    }
}
