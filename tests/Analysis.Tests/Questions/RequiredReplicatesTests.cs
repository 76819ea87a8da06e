using Symmetry.Analysis.Questions.Planning;
using Symmetry.Analysis.Statistics;

namespace Symmetry.Analysis.Tests.Questions;

public sealed class RequiredReplicatesTests
{
    [Fact]
    public void Required_replicates_equal_those_of_the_replicate_plan()
    {
        var runs = Tally.FromCounts(1800, 1400, 1450, 1500, 1430, 1480);
        var need = RequiredReplicates.ForHalfWidth(0.005, runs)!.Value;
        var plan = ReplicatePlan.For(0.005, runs);

        Assert.Equal((plan.Replicates, plan.AssuredReplicates), (need.Even, need.Assured));
        Assert.Equal(6, RequiredReplicates.ForPower(0.9, 0.01, [0.1, 0.1, 0.1])!.Value.Even);
        Assert.Null(RequiredReplicates.ForPower(0.9, 0.01, [0.1]));
        Assert.Null(RequiredReplicates.ForHalfWidth(0.1, null));
    }
}
