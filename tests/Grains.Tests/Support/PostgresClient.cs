using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Symmetry.Hosting;
using Symmetry.Hosting.Security;

namespace Symmetry.Grains.Tests.Support;

/// <summary>A client that finds its cluster's gateways in the database.</summary>
internal sealed class PostgresClient : IAsyncDisposable
{
    private readonly IHost host;

    private PostgresClient(IHost host) => this.host = host;

    public IGrainFactory Grains => host.Services.GetRequiredService<IGrainFactory>();

    public static async Task<PostgresClient> ConnectAsync(string database, TlsFiles? files = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.UseOrleansClient(client =>
        {
            client
                .UseAdoNetClustering(clustering => (clustering.Invariant, clustering.ConnectionString) =
                    (ClusterDatabase.Invariant, ClusterDatabase.Membership(database)))
                .Configure<ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = (ClusterDatabase.DefaultClusterId, ClusterDatabase.ServiceId))
                .Configure<GatewayOptions>(gateways => gateways.GatewayListRefreshPeriod = TimeSpan.FromSeconds(1))
                .Configure<ClientMessagingOptions>(messages => messages.ResponseTimeout = TimeSpan.FromSeconds(5));
            if (files is not null)
            {
                client.UseMutualTls(files);
            }
        });
        var started = builder.Build();
        await started.StartAsync();
        return new PostgresClient(started);
    }

    /// <summary>Calls until a gateway answers: a call through a killed gateway hangs.</summary>
    public async Task<T> AskAsync<T>(Func<IGrainFactory, Task<T>> question)
    {
        T? answer = default;
        await Waiting.UntilAsync(async () =>
        {
            try
            {
                answer = await question(Grains);
                return true;
            }
            catch (Exception e) when (e is TimeoutException or Orleans.Runtime.OrleansException or StoreException)
            {
                return false;
            }
        });
        return answer!;
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
    }
}
