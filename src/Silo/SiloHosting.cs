using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Symmetry.Grains;
using Symmetry.Grains.Configuration;
using Symmetry.Hosting;

namespace Symmetry.Silo;

/// <summary>Adds the parts of a silo: first clustering, then storage and grains.</summary>
internal static class SiloHosting
{
    // Part of the address of a silo without a port.
    private const int NominalPort = 1;

    private static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(30);

    /// <summary>Adds a standalone silo on loopback.</summary>
    /// <param name="builder">The host.</param>
    /// <param name="siloPort">The port for other silos, which is unused.</param>
    /// <param name="gatewayPort">The port for clients.</param>
    public static IHostApplicationBuilder AddLoopbackSilo(this IHostApplicationBuilder builder, int siloPort, int gatewayPort) =>
        builder.UseOrleans(silo => silo
            .UseLocalhostClustering(siloPort, gatewayPort, serviceId: ClusterDatabase.ServiceId, clusterId: ClusterDatabase.DefaultClusterId)
            .Configure<EndpointOptions>(endpoints =>
            {
                endpoints.SiloListeningEndpoint = new IPEndPoint(IPAddress.Loopback, siloPort);
                endpoints.GatewayListeningEndpoint = new IPEndPoint(IPAddress.Loopback, gatewayPort);
            })
            .Configure<SiloMessagingOptions>(messages => messages.ResponseTimeout = ResponseTimeout));

    /// <summary>Adds a standalone silo that only this process reaches: it has no port.</summary>
    public static void AddPortlessSilo(this IHostApplicationBuilder builder)
    {
        builder.AddLoopbackSilo(NominalPort, NominalPort);

        // Orleans keeps the keys of its listeners to itself.
        foreach (var listener in builder.Services.Where(service => service.ServiceType == typeof(IConnectionListenerFactory)).ToArray())
        {
            builder.Services.Remove(listener);
            builder.Services.AddKeyedSingleton<IConnectionListenerFactory>(listener.ServiceKey, (_, _) => new NoListener());
        }
    }

    /// <summary>Adds the data sets and the services of the grains. Add the silo and the store, if it has one, first.</summary>
    public static IServiceCollection AddSweeps(this IServiceCollection services, DataSetFolder dataSets, Action<DistributionOptions> configure) =>
        services.AddSingleton(dataSets).AddSymmetryGrains(configure);
}
