using System.Data.Common;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Symmetry.Client.Sweeps;
using Symmetry.Hosting;
using Symmetry.Hosting.Security;

namespace Symmetry.Client.Clusters;

/// <summary>Opens a cluster that runs elsewhere.</summary>
internal static class ClusterSweepStore
{
    // A gateway that was killed lets calls hang until then; every question is short, and asked again.
    private static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan GatewayRefresh = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MaxShutdown = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <summary>Connects; waits for a cluster that does not answer yet for as long as its address says.</summary>
    /// <exception cref="UnreachableException">It did not answer in time; the message says why.</exception>
    /// <exception cref="UsageException">The certificates cannot be used.</exception>
    public static async Task<ISweepStore> OpenAsync(ClusterAddress cluster, Action<string> note, CancellationToken stop)
    {
        var patience = new RetryBudget(TimeProvider.System, cluster.WaitFor, $"the cluster at {cluster}", note);
        Exception? last = null;
        var host = await BuildAsync(cluster, async (e, token) =>
        {
            last = e;
            return patience.IsLeft(ErrorText.Of(e)) && await PauseAsync(token);
        }, patience, stop);
        try
        {
            await host.StartAsync(stop);
        }
        catch (Exception e) when (!stop.IsCancellationRequested)
        {
            host.Dispose();
            throw new UnreachableException(Silence(cluster, last ?? e), last ?? e);
        }
        catch
        {
            host.Dispose();
            throw;
        }

        patience.Answered();
        return new GrainSweepStore(host.Services.GetRequiredService<IClusterClient>(), () => CloseAsync(host), TimeProvider.System, patience);
    }

    private static async Task<IHost> BuildAsync(
        ClusterAddress cluster, Func<Exception, CancellationToken, Task<bool>> retry, RetryBudget patience, CancellationToken stop)
    {
        var gateways = await ResolveAsync(cluster, patience, stop);
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        try
        {
            builder.UseOrleansClient(client =>
            {
                client
                    .Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (cluster.ClusterId, ClusterDatabase.ServiceId))
                    .Configure<GatewayOptions>(options => options.GatewayListRefreshPeriod = GatewayRefresh)
                    .Configure<ClientMessagingOptions>(options => options.ResponseTimeout = ResponseTimeout)
                    .UseConnectionRetryFilter(retry);
                if (cluster.Database is { } database)
                {
                    client.UseAdoNetClustering(clustering =>
                        (clustering.Invariant, clustering.ConnectionString) = (ClusterDatabase.Invariant, ClusterDatabase.Membership(database)));
                }
                else
                {
                    client.UseStaticClustering(gateways);
                }

                if (cluster.Tls is { } files)
                {
                    client.UseMutualTls(files);
                }
            });
            return builder.Build();
        }
        catch (TlsFilesException e)
        {
            throw new UsageException(e.Message);
        }
    }

    private static async Task<IPEndPoint[]> ResolveAsync(ClusterAddress cluster, RetryBudget patience, CancellationToken stop)
    {
        var resolved = new List<IPEndPoint>();
        foreach (var gateway in cluster.Gateways)
        {
            while (true)
            {
                try
                {
                    // A name may stand for many silos, as a service's name in Kubernetes does.
                    resolved.AddRange((await Dns.GetHostAddressesAsync(gateway.Host, stop)).Select(address => new IPEndPoint(address, gateway.Port)));
                    break;
                }
                catch (SocketException e)
                {
                    if (!patience.IsLeft(ErrorText.Of(e)))
                    {
                        throw new UnreachableException($"The name {gateway.Host} is not known: {e.Message}.", e);
                    }

                    await PauseAsync(stop);
                }
            }
        }

        return [.. resolved.Distinct()];
    }

    // The cluster's addresses may not be there to try.
    private static string Silence(ClusterAddress cluster, Exception e) => e.GetBaseException() is SocketException or DbException && cluster.Database is not null
        ? $"The database cannot be asked for the cluster's addresses: {ErrorText.Of(e)}"
        : $"No cluster answers at {cluster}: {ErrorText.Of(e)} Is symmetry-silo running there, and do --cluster-id and the certificates fit?";

    private static async Task<bool> PauseAsync(CancellationToken stop)
    {
        await Task.Delay(Pause, TimeProvider.System, stop);
        return true;
    }

    private static async ValueTask CloseAsync(IHost host)
    {
        try
        {
            using var limit = new CancellationTokenSource(MaxShutdown);
            await host.StopAsync(limit.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or OrleansException or TimeoutException)
        {
            // Nobody is there to say goodbye to.
        }
        finally
        {
            host.Dispose();
        }
    }

    // Signals belong to the program.
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
