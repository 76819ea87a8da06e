using Symmetry.Engine.Data;
using Symmetry.Engine.Features;
using Symmetry.Grains.Tests.Support;
using Symmetry.Grains.Trials;
using Symmetry.Hosting;
using Symmetry.Silo;

namespace Symmetry.Grains.Tests.Trials;

public sealed class CustomImagesTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Sweep_without_its_images_is_rejected_and_runs_once_they_are_there()
    {
        await using var silo = await EmbeddedSilo.StartAsync(new EmbeddedSiloOptions { Data = folder.Path, Slots = 1 });
        var refused = await Assert.ThrowsAsync<RefusedException>(() => silo.Grains.SubmitAsync(CustomImages.Sweep));
        Assert.StartsWith($"The data set {DataSet.FromImages(CustomImages.Set)} is not on this machine: ", refused.Message, StringComparison.Ordinal);
        Assert.EndsWith("does not exist. Copy the file there that 'symmetry data' writes.", refused.Message, StringComparison.Ordinal);

        new DataSetFolder(folder.File("data-sets")).Add(CustomImages.Set);
        await silo.Grains.SubmitAsync(CustomImages.Sweep);
        await silo.Grains.UntilEndedAsync(CustomImages.Sweep.Id);
        var features = new FeatureStore(dataSets: new LoadedDataSets(CustomImages.Set));
        Assert.Equal(
            RealSweep.FingerprintOf(CustomImages.Sweep, features), await silo.Grains.GetGrain<ISweepGrain>(CustomImages.Sweep.Id).GetFingerprintAsync());
    }

    [Fact]
    public async Task Learning_curve_is_computed_and_unknown_trials_are_rejected()
    {
        await using var silo = await EmbeddedSilo.StartAsync(new EmbeddedSiloOptions { Data = folder.Path, Slots = 1 });
        new DataSetFolder(folder.File("data-sets")).Add(CustomImages.Set);
        await silo.Grains.SubmitAsync(CustomImages.Sweep);
        var curve = await silo.Grains.GetGrain<ICurveGrain>($"{CustomImages.Sweep.Id}/2").GetAsync();

        Assert.Equal([0, 1], curve.Epochs);
        var features = new FeatureStore(dataSets: new LoadedDataSets(CustomImages.Set));
        Assert.Equal(CustomImages.Sweep.SpecOf(2).Run(new(features)).Find("train_loss")!.Value.Value, curve.TrainLoss[1]);
        await Assert.ThrowsAsync<RefusedException>(() => silo.Grains.GetGrain<ICurveGrain>($"{CustomImages.Sweep.Id}/3").GetAsync());
        await Assert.ThrowsAsync<RefusedException>(() => silo.Grains.GetGrain<ICurveGrain>("nobody/0").GetAsync());
    }

    // The worker checks this before it asks for trials.
    [Fact]
    public void Silo_with_a_changed_data_set_takes_no_trials()
    {
        var sets = new DataSetFolder(folder.Path);
        var file = sets.Add(CustomImages.Set);
        SweepCache.RequireImages(CustomImages.Sweep, sets);
        var data = DataSet.FromImages(CustomImages.Set);
        Assert.Same(CustomImages.Set, sets.Read(data));
        Assert.Equal(data, DataSet.FromImages(new DataSetFolder(folder.Path).Read(data)));

        var bytes = File.ReadAllBytes(file);
        bytes[^2] ^= 1;
        File.WriteAllBytes(file, bytes);
        File.SetLastWriteTimeUtc(file, DateTimeOffset.UnixEpoch.UtcDateTime);
        var refused = Assert.Throws<RefusedException>(() => SweepCache.RequireImages(CustomImages.Sweep, sets));
        Assert.Contains("its bytes have the SHA-256", refused.Message, StringComparison.Ordinal);
        Assert.Throws<DataSetException>(() => sets.Read(DataSet.FromImages(CustomImages.Set)));

        sets.Add(CustomImages.Set);
        SweepCache.RequireImages(CustomImages.Sweep, sets);
    }
}
