using Symmetry.Engine.Sweeps;
using Symmetry.Grains.Tests.Support;

namespace Symmetry.Grains.Tests.Faults;

/// <summary>Calls grains while silos are killed: repeats calls that are lost.</summary>
internal static class Asking
{
    public static async Task<T> AskAsync<T>(this Cluster cluster, Func<IGrainFactory, Task<T>> call)
    {
        T? answer = default;
        await Waiting.UntilAsync(async () =>
        {
            try
            {
                answer = await call(cluster.Grains).WaitAsync(TimeSpan.FromSeconds(10));
                return true;
            }
            catch (Exception e) when (e is TimeoutException or OrleansException or StoreException or OperationCanceledException)
            {
                return false;
            }
        });
        return answer!;
    }

    /// <summary>Waits until a number of results is stored.</summary>
    public static Task UntilCommittedAsync(this Cluster cluster, Sweep sweep, long results) => Waiting.UntilAsync(async () =>
        (await cluster.AskAsync(grains => grains.GetGrain<ISweepGrain>(sweep.Id).GetProgressAsync())).Committed >= results);

    /// <summary>The silo of a sweep's coordinator; null if none is active.</summary>
    public static async Task<Orleans.TestingHost.InProcessSiloHandle?> CoordinatorsSiloAsync(this Cluster cluster, Sweep sweep)
    {
        var address = await cluster.AskAsync(grains =>
            grains.GetGrain<IManagementGrain>(0).GetActivationAddress(grains.GetGrain<ISweepGrain>(sweep.Id)).AsTask());
        return cluster.Silos.FirstOrDefault(silo => silo.SiloAddress.Equals(address));
    }

    /// <summary>The expected end after every fault: each trial is stored once, with the bits of a direct computation.</summary>
    public static async Task AssertEndAsync(this Cluster cluster, Sweep sweep, string because)
    {
        await cluster.UntilCommittedAsync(sweep, sweep.Trials);
        var progress = await cluster.AskAsync(grains => grains.GetGrain<ISweepGrain>(sweep.Id).GetProgressAsync());
        var stored = new HashSet<long>();
        var rows = 0;
        await foreach (var page in cluster.Store.ReadAllAsync(sweep))
        {
            stored.UnionWith(page.Rows.Select(row => row.Trial));
            rows += page.Rows.Count;
        }

        Assert.True(progress.Completed == sweep.Trials && progress.Mismatched == 0, $"{because}: {progress}");
        Assert.True(rows == sweep.Trials && stored.Count == rows, $"{because}: {rows} rows of {stored.Count} trials");
        Assert.Equal(Small.FingerprintOf(sweep), await cluster.AskAsync(grains => grains.GetGrain<ISweepGrain>(sweep.Id).GetFingerprintAsync()));
        Assert.Equal(Small.TalliesOf(sweep), (await cluster.AskAsync(grains => grains.GetGrain<ISweepGrain>(sweep.Id).GetTalliesAsync(0, 10))).Tallies);
    }
}
