using Orleans.Runtime.Placement;
using Symmetry.Grains.Tests.Support;

namespace Symmetry.Grains.Tests.Trials;

public sealed class RerunGrainTests
{
    [Fact]
    public async Task Trial_is_rerun_on_the_chosen_silo_and_not_stored()
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
    public async Task Trial_that_throws_in_a_rerun_gives_a_row_with_the_reason()
    {
        var sweep = Small.Of("again", 10);
        await using var cluster = await Cluster.StartAsync(1, (_, _) => throw new InvalidDataException("bad"));
        await cluster.Grains.SubmitAsync(sweep);

        var row = await cluster.Grains.GetGrain<IRerunGrain>($"{sweep.Id}/3").RunAsync();

        Assert.Equal("InvalidDataException: bad", row.Read().Reason);
        await Assert.ThrowsAsync<RefusedException>(() => cluster.Grains.GetGrain<IRerunGrain>($"{sweep.Id}/20").RunAsync());
    }
}
