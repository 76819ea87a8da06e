using System.Globalization;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Symmetry.Engine.Sweeps;
using Symmetry.Grains;

namespace Symmetry.Chaos;

/// <summary>A cluster client that retries every call until it succeeds.</summary>
internal sealed class Client : IAsyncDisposable
{
    private static readonly TimeSpan RetryInterval = TimeSpan.FromMilliseconds(50);

    private readonly IHost host;

    private Client(IHost host) => this.host = host;

    private IGrainFactory Grains => host.Services.GetRequiredService<IClusterClient>();

    public static async Task<Client> ConnectAsync(IEnumerable<SiloProcess> silos, CancellationToken stop)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.UseOrleansClient(client => client
            .UseStaticClustering([.. silos.Select(silo => new IPEndPoint(silo.Advertised, silo.GatewayPort))])
            .Configure<ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = ("symmetry", "symmetry"))
            .Configure<GatewayOptions>(gateways => gateways.GatewayListRefreshPeriod = TimeSpan.FromSeconds(1))
            .Configure<ClientMessagingOptions>(messages => messages.ResponseTimeout = TimeSpan.FromSeconds(5)));
        var started = builder.Build();
        await started.StartAsync(stop);
        return new Client(started);
    }

    public Task SubmitAsync(Sweep sweep, CancellationToken stop) =>
        CallAsync(grains => grains.GetGrain<ISweepCatalogGrain>(ISweepCatalogGrain.Key).SubmitAsync(sweep.Canonical), stop);

    public Task<SweepProgress> ProgressAsync(Sweep sweep, CancellationToken stop) =>
        CallAsync(grains => grains.GetGrain<ISweepGrain>(sweep.Id).GetProgressAsync(), stop);

    public Task CancelAsync(Sweep sweep, CancellationToken stop) => CallAsync(grains => DoneAsync(grains.GetGrain<ISweepGrain>(sweep.Id).CancelAsync()), stop);

    public Task ResumeAsync(Sweep sweep, CancellationToken stop) => CallAsync(grains => DoneAsync(grains.GetGrain<ISweepGrain>(sweep.Id).ResumeAsync()), stop);

    public Task<string> FingerprintAsync(Sweep sweep, CancellationToken stop) =>
        CallAsync(grains => grains.GetGrain<ISweepGrain>(sweep.Id).GetFingerprintAsync(), stop);

    /// <summary>How many trials of a sweep a silo holds now.</summary>
    public async Task<long> HeldAsync(Sweep sweep, SiloProcess silo, CancellationToken stop) =>
        (await SharesAsync(sweep, silo, stop)).Sum(share => share.Held);

    /// <summary>The name that the silo now on a port has in a sweep's results. Earlier silos on that port have lower generations.</summary>
    public async Task<string?> NameAsync(Sweep sweep, SiloProcess silo, CancellationToken stop) =>
        (await SharesAsync(sweep, silo, stop)).Select(share => share.Silo).Max(StringComparer.Ordinal);

    /// <summary>The total training time of a sweep with one cell, in seconds.</summary>
    public async Task<double> TrainingSecondsAsync(Sweep sweep, CancellationToken stop)
    {
        var seconds = 0.0;
        for (var next = 0L; next < sweep.Replicates;)
        {
            var rows = await CallAsync(grains => grains.GetGrain<ISweepGrain>(sweep.Id).GetRowsAsync(0, next, 2000), stop);
            seconds += rows.Sum(row => row.Seconds);
            next = sweep.ReplicateOf(rows[^1].Trial) + 1;
        }

        return seconds;
    }

    /// <summary>The port of the silo that coordinates a sweep; 0 if no silo does now.</summary>
    public async Task<int> CoordinatorPortAsync(Sweep sweep, CancellationToken stop)
    {
        var address = await CallAsync(
            grains => grains.GetGrain<IManagementGrain>(0).GetActivationAddress(grains.GetGrain<ISweepGrain>(sweep.Id)).AsTask(), stop);
        return address?.Endpoint.Port ?? 0;
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
    }

    private async Task<SiloShare[]> SharesAsync(Sweep sweep, SiloProcess silo, CancellationToken stop)
    {
        var prefix = string.Create(CultureInfo.InvariantCulture, $"{silo.Advertised}:{silo.Port}@");
        var silos = await CallAsync(grains => grains.GetGrain<ISweepGrain>(sweep.Id).GetSilosAsync(), stop);
        return [.. silos.Where(share => share.Silo.StartsWith(prefix, StringComparison.Ordinal))];
    }

    private static async Task<bool> DoneAsync(Task call)
    {
        await call;
        return true;
    }

    private async Task<T> CallAsync<T>(Func<IGrainFactory, Task<T>> call, CancellationToken stop)
    {
        while (true)
        {
            try
            {
                return await call(Grains).WaitAsync(stop);
            }
            catch (Exception e) when (e is TimeoutException or OrleansException or StoreException or IOException)
            {
                await Task.Delay(RetryInterval, stop);
            }
        }
    }
}
