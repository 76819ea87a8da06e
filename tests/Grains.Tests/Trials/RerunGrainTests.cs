using Orleans.Runtime.Placement;
using Symmetry.Grains.Tests.Support;

namespace Symmetry.Grains.Tests.Trials;

public sealed class RerunGrainTests
{
    [Fact]
    public async Task A_trial_is_trained_again_where_the_caller_wishes_and_nothing_is_stored()
    {
        var sweep = Small.Of("again", 10);
        await using var cluster = await Cluster.StartAsync(2, (spec, _) => Small.ResultOf(spec));
        await cluster.Grains.SubmitAsync(sweep);
        await cluster.Grains.UntilEndedAsync(sweep.Id);

        foreach (var silo in cluster.Silos)
        {
            RequestContext.Set(IPlacementDirector.PlacementHintKey, silo.SiloAddress);
            var row = await cluster.Grains.GetGrain<IRerunGrain>($"{sweep.Id}/{silo.InstanceNumber}").RunAsync();

            Assert.Equal(silo.SiloAddress.ToParsableString(), row.Silo);
            Assert.Equal(Small.ResultOf(sweep.SpecOf(row.Trial)), row.Read());
        }

        var progress = await cluster.Sweep(sweep).GetProgressAsync();
        Assert.Equal((20, 0, 0), (progress.Committed, progress.Verified, progress.Mismatched));
    }

    [Fact]
    public async Task A_training_that_throws_again_says_so()
    {
        var sweep = Small.Of("again", 10);
        await using var cluster = await Cluster.StartAsync(1, (_, _) => throw new InvalidDataException("bad"));
        await cluster.Grains.SubmitAsync(sweep);

        var row = await cluster.Grains.GetGrain<IRerunGrain>($"{sweep.Id}/3").RunAsync();

        Assert.Equal("InvalidDataException: bad", row.Read().Reason);
        await Assert.ThrowsAsync<RefusedException>(() => cluster.Grains.GetGrain<IRerunGrain>($"{sweep.Id}/20").RunAsync());
    }
}
