using Microsoft.Extensions.DependencyInjection;
using Symmetry.Grains.Tests.Support;
using Symmetry.Grains.Trials;
using Symmetry.Silo;

namespace Symmetry.Grains.Tests;

public sealed class EmbeddedSiloTests
{
    private static readonly RunTrial Instantly = (spec, _) => Small.ResultOf(spec);
    private readonly TimeSpan most = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_sweep_gives_the_fingerprint_and_the_tallies_of_the_direct_computation()
    {
        using var folder = new TempFolder();
        var sweep = Small.Of("small", 500);
        await using var silo = await StartAsync(folder.Path);

        await silo.Grains.SubmitAsync(sweep);
        var progress = await silo.Grains.UntilEndedAsync(sweep.Id).WaitAsync(most);

        Assert.Equal(1000, progress.Completed);
        Assert.Equal(Small.FingerprintOf(sweep), await silo.Grains.GetGrain<ISweepGrain>(sweep.Id).GetFingerprintAsync());
        Assert.Equal(Small.TalliesOf(sweep), (await silo.Grains.GetGrain<ISweepGrain>(sweep.Id).GetTalliesAsync(0, 10)).Tallies);
    }

    private static Task<EmbeddedSilo> StartAsync(string folder, RunTrial? run = null, int slots = 2) => EmbeddedSilo.StartAsync(
        new EmbeddedSiloOptions { Data = folder, Slots = slots },
        services => services.AddSingleton(run ?? Instantly),
        TestContext.Current.CancellationToken);
}
