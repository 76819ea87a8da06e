using Symmetry.Engine.Data;
using Symmetry.Engine.Features;
using Symmetry.Engine.Numerics;
using Symmetry.Engine.Settings;

namespace Symmetry.Engine.Tests.Features;

public sealed class FeatureStoreTests
{
    private static readonly ImagePreparation Digits = new(DataSet.Digits, Enlarged: true, ShiftFill.Background, Binarised: false);

    private static readonly ImageSet Custom = new(1, 2, 2, [.5f, -.25f, 1f, 0f], [0, 1]);

    [Fact]
    public void Table_is_computed_once_per_permutation()
    {
        var store = new FeatureStore();

        Assert.Same(Table(store, 0), Table(store, 0));
        Assert.NotSame(Table(store, 0), Table(store, 1));
        Assert.Same(
            store.Table(FeatureMaps.Square, Digits, StreamIndices.Replicate(1, 0)), store.Table(FeatureMaps.Square, Digits, StreamIndices.Replicate(2, 1)));
    }

    [Fact]
    public void Only_maps_that_are_not_invariant_have_a_second_table_without_inversions()
    {
        var store = new FeatureStore();
        FeatureTable Get(IFeatureMapFactory map, bool withInversions) => store.Table(map, Digits, StreamIndices.Replicate(1, 0), withInversions);

        Assert.Same(Get(FeatureMaps.Square, withInversions: true), Get(FeatureMaps.Square, withInversions: false));
        Assert.Equal(2 * Get(FeatureMaps.Identity, withInversions: false).Matrix.Rows, Get(FeatureMaps.Identity, withInversions: true).Matrix.Rows);
    }

    [Fact]
    public void Table_is_dropped_when_memory_is_short()
    {
        var store = new FeatureStore(maxBytes: 1);
        var first = Table(store, 0);
        for (var replicate = 1u; replicate <= 10; replicate++)
        {
            _ = Table(store, replicate);
        }

        Assert.NotSame(first, Table(store, 0));
    }

    [Fact]
    public void Failing_data_set_drops_no_other_table()
    {
        var store = new FeatureStore(dataSets: new FailingDataSets(failures: int.MaxValue));
        FeatureTable[] tables = [Table(store, 0), Table(store, 1)];
        var images = store.Images(Digits);

        for (var attempt = 0; attempt < 20; attempt++)
        {
            Assert.Throws<DataSetException>(() => store.Table(FeatureMaps.Identity, Digits with { Data = DataSet.FromImages(Custom) },
                StreamIndices.Replicate(1, 0)));
        }

        Assert.Same(tables[0], Table(store, 0));
        Assert.Same(tables[1], Table(store, 1));
        Assert.Same(images, store.Images(Digits));
    }

    [Fact]
    public void Data_set_that_failed_is_read_again()
    {
        var store = new FeatureStore(dataSets: new FailingDataSets(failures: 1));
        var preparation = Digits with { Data = DataSet.FromImages(Custom), Enlarged = false };
        FeatureTable Get() => store.Table(FeatureMaps.Identity, preparation, StreamIndices.Replicate(1, 0));

        Assert.Throws<DataSetException>(Get);
        Assert.Equal(Custom.Values.ToArray(), Get().Images.Values.ToArray());
        Assert.Same(Get(), Get());
    }

    [Fact]
    public async Task Waiting_callers_share_one_computation()
    {
        var computed = 0;
        using var started = new ManualResetEventSlim();
        using var release = new ManualResetEventSlim();
        var values = new RecentValues<int, string>(
            key =>
            {
                Interlocked.Increment(ref computed);
                started.Set();
                release.Wait();
                return $"value {key}";
            },
            (_, _) => 1, capacity: 1, minKept: 0);

        var first = Task.Run(() => values.Get(7));
        started.Wait();
        var second = Task.Run(() => values.Get(7));
        release.Set();

        Assert.Same(await first, await second);
        Assert.Equal(1, computed);
    }

    private static FeatureTable Table(FeatureStore store, uint replicate) =>
        store.Table(FeatureMaps.Permutation, Digits, StreamIndices.Replicate(1, replicate));

    // Has the custom images, but only after so many failures.
    private sealed class FailingDataSets(int failures) : IDataSets
    {
        private int left = failures;

        public ImageSet Read(DataSet data) => left-- > 0 ? throw new DataSetException("The images are missing.") : Custom;
    }
}
