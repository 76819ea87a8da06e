using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Symmetry.Grains.Security;

namespace Symmetry.Silo.Clustering;

/// <summary>Mutual TLS on all connections of a silo.</summary>
internal static class SiloTls
{
    /// <summary>Lets only silos and clients with a certificate of the cluster's authority in.</summary>
    /// <remarks>Files that cannot be used end the start with a <see cref="TlsFilesException"/>.</remarks>
    public static ISiloBuilder UseMutualTls(this ISiloBuilder silo, TlsFiles files)
    {
        silo.Services.AddSingleton(services => new PeerCertificates(files, Logger(services)));
        silo.Services.AddOptions<SiloConnectionOptions>().Configure<IServiceProvider>((connections, services) =>
        {
            var certificates = services.GetRequiredService<PeerCertificates>();
            var logger = Logger(services);
            connections.ConfigureSiloOutboundConnection(pipeline => pipeline.UseTlsAsCaller(certificates));
            connections.ConfigureSiloInboundConnection(pipeline => pipeline.UseTlsAsCalled(certificates, fromSilos: true, logger));
            connections.ConfigureGatewayInboundConnection(pipeline => pipeline.UseTlsAsCalled(certificates, fromSilos: false, logger));
        });
        return silo;
    }

    private static ILogger Logger(IServiceProvider services) => services.GetRequiredService<ILoggerFactory>().CreateLogger("Symmetry.Security");
}
