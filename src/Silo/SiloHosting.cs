using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Symmetry.Grains;
using Symmetry.Grains.Configuration;
using Symmetry.Grains.Storage;
using Symmetry.Hosting;

namespace Symmetry.Silo;

/// <summary>Puts a silo together: clustering, storage, grains, in this order.</summary>
internal static class SiloHosting
{
    private static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(30);

    /// <summary>Adds a silo that is a cluster of its own on loopback.</summary>
    /// <param name="builder">The host.</param>
    /// <param name="siloPort">Where other silos would call.</param>
    /// <param name="gatewayPort">Where clients call; 0 for none from outside of this process.</param>
    public static IHostApplicationBuilder AddLoopbackSilo(this IHostApplicationBuilder builder, int siloPort, int gatewayPort) =>
        builder.UseOrleans(silo => silo
            .UseLocalhostClustering(siloPort, gatewayPort, serviceId: ClusterDatabase.ServiceId, clusterId: ClusterDatabase.DefaultClusterId)
            .Configure<EndpointOptions>(endpoints =>
            {
                endpoints.SiloListeningEndpoint = new IPEndPoint(IPAddress.Loopback, siloPort);
                endpoints.GatewayListeningEndpoint = gatewayPort == 0 ? null : new IPEndPoint(IPAddress.Loopback, gatewayPort);
            })
            .Configure<SiloMessagingOptions>(messages => messages.ResponseTimeout = ResponseTimeout));

    /// <summary>Adds the store, the data sets and the grains' services; after the silo.</summary>
    public static IServiceCollection AddSweeps(
        this IServiceCollection services, IResultStore store, string dataSets, Action<DistributionOptions> configure) =>
        services.AddSingleton(store).AddSingleton(new DataSetFolder(dataSets)).AddSymmetryGrains(configure);
}
