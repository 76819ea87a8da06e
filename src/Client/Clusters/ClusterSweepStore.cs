using System.Data.Common;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Symmetry.Client.Embedding;
using Symmetry.Hosting;
using Symmetry.Hosting.Security;

namespace Symmetry.Client.Clusters;

/// <summary>Connects to a running cluster.</summary>
internal static class ClusterSweepStore
{
    // Calls to a killed gateway hang until this timeout. Every call is short and is retried.
    private static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan GatewayRefresh = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MaxShutdown = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan RetryInterval = TimeSpan.FromMilliseconds(500);

    /// <summary>Connects, waiting up to <see cref="ClusterAddress.WaitFor"/> for a cluster that does not respond yet.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="note">Tells the user what is waited for.</param>
    /// <param name="web">The port of the live page, which this process then serves; null for no page.</param>
    /// <param name="stop">Cancels the start.</param>
    /// <exception cref="UnreachableException">The cluster did not respond in time; the message says why.</exception>
    /// <exception cref="UsageException">The certificates or the port cannot be used.</exception>
    public static async Task<ISweepStore> OpenAsync(ClusterAddress cluster, Action<string> note, int? web, CancellationToken stop)
    {
        var budget = new RetryBudget(TimeProvider.System, cluster.WaitFor, $"the cluster at {cluster}", note);
        Exception? lastError = null;
        var host = await BuildAsync(cluster, async (e, token) =>
        {
            lastError = e;
            return budget.IsLeft(ErrorText.Of(e)) && await PauseAsync(token);
        }, budget, stop);
        try
        {
            await StartAsync(host, budget, stop);
        }
        catch (Exception e) when (!stop.IsCancellationRequested)
        {
            host.Dispose();
            throw new UnreachableException(NoResponseMessage(cluster, lastError ?? e), lastError ?? e);
        }
        catch
        {
            host.Dispose();
            throw;
        }

        budget.Answered();
        return await ServedSweepStore.OpenAsync(host.Services.GetRequiredService<IClusterClient>(), () => CloseAsync(host), budget, web, stop);
    }

    // A gateway may accept the connection and then say nothing; Orleans waits for its answer without a limit.
    private static async Task StartAsync(IHost host, RetryBudget budget, CancellationToken stop)
    {
        const string Silent = "It accepts connections and does not answer.";
        var start = host.StartAsync(stop);
        while (await Task.WhenAny(start, Task.Delay(ResponseTimeout, TimeProvider.System, stop)) != start)
        {
            stop.ThrowIfCancellationRequested();
            if (!budget.IsLeft(Silent))
            {
                throw new TimeoutException(Silent);
            }
        }

        await start;
    }

    private static async Task<IHost> BuildAsync(
        ClusterAddress cluster, Func<Exception, CancellationToken, Task<bool>> retry, RetryBudget budget, CancellationToken stop)
    {
        var gateways = await ResolveAsync(cluster, budget, stop);
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

    private static async Task<IPEndPoint[]> ResolveAsync(ClusterAddress cluster, RetryBudget budget, CancellationToken stop)
    {
        var resolved = new List<IPEndPoint>();
        foreach (var gateway in cluster.Gateways)
        {
            while (true)
            {
                try
                {
                    // One name may resolve to many silos, like the name of a Kubernetes service.
                    resolved.AddRange((await Dns.GetHostAddressesAsync(gateway.Host, stop)).Select(address => new IPEndPoint(address, gateway.Port)));
                    break;
                }
                catch (SocketException e)
                {
                    if (!budget.IsLeft(ErrorText.Of(e)))
                    {
                        throw new UnreachableException($"Cannot resolve the host name {gateway.Host}: {e.Message}.", e);
                    }

                    await PauseAsync(stop);
                }
            }
        }

        return [.. resolved.Distinct()];
    }

    // If the addresses could not be read from the database, the database is at fault, not the cluster.
    private static string NoResponseMessage(ClusterAddress cluster, Exception e) =>
        e.GetBaseException() is SocketException or DbException && cluster.Database is not null
            ? $"Cannot read the cluster's addresses from the database: {ErrorText.Of(e)}"
            : $"No response from the cluster at {cluster}: {ErrorText.Of(e)} Is symmetry-silo running there, and do --cluster-id and the certificates match?";

    private static async Task<bool> PauseAsync(CancellationToken stop)
    {
        await Task.Delay(RetryInterval, TimeProvider.System, stop);
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
            // The cluster is already gone.
        }
        finally
        {
            host.Dispose();
        }
    }

    // The program handles signals itself.
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
