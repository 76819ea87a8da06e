using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Configuration;

namespace Symmetry.Hosting.Security;

/// <summary>Mutual TLS between silos, and between clients and silos.</summary>
/// <remarks>
/// <para>
/// Both peers must show a certificate from one of the cluster's own authorities before any other byte is exchanged. Host names
/// are not checked: silos know each other by address, and the authorities serve this cluster only.
/// </para>
/// <para>
/// A silo's certificate must allow server and client authentication (extended key usage); a client's certificate must allow
/// client authentication only, so that a client cannot pose as a silo: the port for silos refuses its connection, and an <see cref="ISiloProof"/> tells
/// the calls of silos from those that clients send through a gateway.
/// </para>
/// </remarks>
public static class MutualTls
{
    internal static readonly Oid ServerAuthentication = new("1.3.6.1.5.5.7.3.1");

    private static readonly Oid ClientAuthentication = new("1.3.6.1.5.5.7.3.2");

    /// <summary>Makes a client connect to gateways over mutual TLS only.</summary>
    /// <exception cref="TlsFilesException">The files cannot be used.</exception>
    public static IClientBuilder UseMutualTls(this IClientBuilder client, TlsFiles files)
    {
        // A client does not live long enough for its certificates to change.
        var security = new ConnectionSecurity(new PeerCertificates(files, NullLogger.Instance), NullLogger.Instance);
        return client.Configure<ClientConnectionOptions>(connections =>
            connections.ConfigureConnection(pipeline => security.SecureOutbound(pipeline, ServerAuthentication)));
    }

    /// <summary>Makes a silo accept and open connections over mutual TLS only.</summary>
    /// <remarks>If the files cannot be used, starting the silo throws a <see cref="TlsFilesException"/>.</remarks>
    public static ISiloBuilder UseMutualTls(this ISiloBuilder silo, TlsFiles files)
    {
        silo.Services.AddSingleton(services => new PeerCertificates(files, Logger(services)));
        silo.Services.AddSingleton<ISiloProof>(services =>
            new CertificateProof(services.GetRequiredService<PeerCertificates>(), services.GetRequiredService<TimeProvider>()));
        silo.Services.AddOptions<SiloConnectionOptions>().Configure<IServiceProvider>((connections, services) =>
        {
            var security = new ConnectionSecurity(services.GetRequiredService<PeerCertificates>(), Logger(services));
            connections.ConfigureSiloOutboundConnection(pipeline => security.SecureOutbound(pipeline, ServerAuthentication));
            connections.ConfigureSiloInboundConnection(pipeline => security.SecureInbound(pipeline, ServerAuthentication));
            connections.ConfigureGatewayInboundConnection(pipeline => security.SecureInbound(pipeline, ClientAuthentication));
        });
        return silo;
    }

    private static ILogger Logger(IServiceProvider services) => services.GetRequiredService<ILoggerFactory>().CreateLogger("Symmetry.Security");
}
