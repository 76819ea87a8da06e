using Symmetry.Engine.Data;
using Symmetry.Engine.Features;
using Symmetry.Engine.Sweeps;
using Symmetry.Engine.Trials;
using Symmetry.Grains.Tests.Support;
using Symmetry.Grains.Trials;
using Symmetry.Silo;

namespace Symmetry.Grains.Tests.Trials;

public sealed class OwnImagesTests : IDisposable
{
    private static readonly ImageSet Images = new(
        4, 3, 2, [.. Enumerable.Range(0, 30 * 12).Select(i => ((i * 7919 % 201) / 100f) - 1)], [.. Enumerable.Range(0, 30).Select(i => (byte)(i % 2))]);

    private readonly TempFolder folder = new();

    private static Sweep Own { get; } = new(new SweepSpec
    {
        Name = "own",
        Replicates = ReplicateDesign.Of(3),
        Fixed = [Setting("data", DataSet.Of(Images).ToString()), Setting("epochs", "1"), Setting("hidden", "[2]")],
    });

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_sweep_about_images_that_are_not_here_is_refused_and_runs_once_they_are()
    {
        await using var silo = await EmbeddedSilo.StartAsync(new EmbeddedSiloOptions { Data = folder.Path, Slots = 1 });
        var refused = await Assert.ThrowsAsync<RefusedException>(() => silo.Grains.SubmitAsync(Own));
        Assert.StartsWith($"The data set {DataSet.Of(Images)} is not on this machine: there is no ", refused.Message, StringComparison.Ordinal);
        Assert.EndsWith("Put the file there that symmetry data writes.", refused.Message, StringComparison.Ordinal);

        new DataSetFolder(folder.File("data-sets")).Put(Images);
        await silo.Grains.SubmitAsync(Own);
        await silo.Grains.UntilEndedAsync(Own.Id);
        var features = new FeatureStore(dataSets: new LoadedDataSets(Images));
        Assert.Equal(
            Small.FingerprintOf(Own, spec => Trial.Run(spec, features)), await silo.Grains.GetGrain<ISweepGrain>(Own.Id).GetFingerprintAsync());
    }

    [Fact]
    public async Task A_learning_curve_is_trained_on_a_slot_and_what_has_none_says_so()
    {
        await using var silo = await EmbeddedSilo.StartAsync(new EmbeddedSiloOptions { Data = folder.Path, Slots = 1 });
        new DataSetFolder(folder.File("data-sets")).Put(Images);
        await silo.Grains.SubmitAsync(Own);
        var curve = await silo.Grains.GetGrain<ICurveGrain>($"{Own.Id}/2").GetAsync();

        Assert.Equal([0, 1], curve.Epochs);
        var features = new FeatureStore(dataSets: new LoadedDataSets(Images));
        Assert.Equal(Trial.Run(Own.SpecOf(2), features).TrainLoss, curve.TrainLoss[1]);
        await Assert.ThrowsAsync<RefusedException>(() => silo.Grains.GetGrain<ICurveGrain>($"{Own.Id}/3").GetAsync());
        await Assert.ThrowsAsync<RefusedException>(() => silo.Grains.GetGrain<ICurveGrain>("nobody/0").GetAsync());
    }

    // What a worker asks before it takes trials.
    [Fact]
    public void A_silo_with_other_bytes_under_the_name_takes_no_trials()
    {
        var sets = new DataSetFolder(folder.Path);
        var file = sets.Put(Images);
        SweepCache.RequireImages(Own, sets);
        Assert.Equal(DataSet.Of(Images), DataSet.Of(sets.Read(DataSet.Of(Images))));

        var bytes = File.ReadAllBytes(file);
        bytes[^2] ^= 1;
        File.WriteAllBytes(file, bytes);
        File.SetLastWriteTimeUtc(file, DateTimeOffset.UnixEpoch.UtcDateTime);
        var refused = Assert.Throws<RefusedException>(() => SweepCache.RequireImages(Own, sets));
        Assert.Contains("its bytes have the SHA-256", refused.Message, StringComparison.Ordinal);
        Assert.Throws<DataSetException>(() => sets.Read(DataSet.Of(Images)));

        sets.Put(Images);
        SweepCache.RequireImages(Own, sets);
    }

    private static FixedSetting Setting(string name, string value) =>
        Engine.Settings.Setting.TryFind(name, out var setting) ? new(setting, value) : throw new ArgumentException(name, nameof(name));
}
