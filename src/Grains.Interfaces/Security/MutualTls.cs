using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Configuration;

namespace Symmetry.Grains.Security;

/// <summary>Mutual TLS on connections between silos, and between clients and silos.</summary>
/// <remarks>
/// <para>
/// Both ends show a certificate of the cluster's own authority; nobody else gets a byte of the protocol to see. Host names are
/// not compared: silos know each other by address from the membership table, and the authority is for this cluster alone.
/// </para>
/// <para>
/// A silo's certificate must be allowed for servers and clients (extended key usage), a client's for clients only: then a client
/// cannot pose as a silo.
/// </para>
/// </remarks>
public static partial class MutualTls
{
    private static readonly TimeSpan HandshakeTimeout = TimeSpan.FromSeconds(5);
    private static readonly Oid ForServers = new("1.3.6.1.5.5.7.3.1");
    private static readonly Oid ForClients = new("1.3.6.1.5.5.7.3.2");

    /// <summary>Makes a client speak to gateways over mutual TLS only.</summary>
    /// <exception cref="TlsFilesException">The files cannot be used.</exception>
    public static IClientBuilder UseMutualTls(this IClientBuilder builder, TlsFiles files)
    {
        // Only changed files are logged, and a client does not live that long.
        var certificates = new PeerCertificates(files, NullLogger.Instance);
        return builder.Configure<ClientConnectionOptions>(connections =>
            connections.ConfigureConnection(pipeline => pipeline.UseTlsAsCaller(certificates)));
    }

    /// <summary>Secures a connection that this process opens.</summary>
    public static void UseTlsAsCaller(this IConnectionBuilder pipeline, PeerCertificates certificates) => pipeline.Use(next => async context =>
    {
        await using var stream = new SslStream(new DuplexStream(context.Transport));
        await AuthenticateAsync(context, stop => stream.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions
            {
                TargetHost = "symmetry",
                ClientCertificateContext = certificates.Own,
                EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
                CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
                RemoteCertificateValidationCallback = (_, peer, chain, _) => certificates.Accept(peer, chain, ForServers),
            },
            stop));
        await ContinueAsync(context, stream, next);
    });

    /// <summary>Secures a connection that a peer opened; one that does not pass is closed.</summary>
    /// <param name="pipeline">The connections.</param>
    /// <param name="certificates">What to show and whom to trust.</param>
    /// <param name="fromSilos">Whether the peer must be a silo.</param>
    /// <param name="logger">Hears of peers that were refused.</param>
    public static void UseTlsAsCalled(this IConnectionBuilder pipeline, PeerCertificates certificates, bool fromSilos, ILogger logger) => pipeline.Use(next => async context =>
    {
        await using var stream = new SslStream(new DuplexStream(context.Transport));
        try
        {
            await AuthenticateAsync(context, stop => stream.AuthenticateAsServerAsync(
                new SslServerAuthenticationOptions
                {
                    ServerCertificateContext = certificates.Own,
                    ClientCertificateRequired = true,
                    EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
                    CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
                    RemoteCertificateValidationCallback = (_, peer, chain, _) => certificates.Accept(peer, chain, fromSilos ? ForServers : ForClients),
                },
                stop));
        }
        catch (Exception e) when (e is AuthenticationException or IOException or OperationCanceledException)
        {
            Refused(logger, context.RemoteEndPoint, e.Message);
            context.Abort();
            return;
        }

        await ContinueAsync(context, stream, next);
    });

    private static async Task AuthenticateAsync(ConnectionContext context, Func<CancellationToken, Task> authenticate)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(context.ConnectionClosed);
        limit.CancelAfter(HandshakeTimeout);
        await authenticate(limit.Token);
    }

    private static async Task ContinueAsync(ConnectionContext context, SslStream stream, ConnectionDelegate next)
    {
        var plain = context.Transport;
        context.Transport = new StreamPipe(stream);
        try
        {
            await next(context);
        }
        finally
        {
            await context.Transport.Input.CompleteAsync();
            await context.Transport.Output.CompleteAsync();
            context.Transport = plain;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Refused a connection from {Peer}: {Reason}")]
    private static partial void Refused(ILogger logger, System.Net.EndPoint? peer, string reason);
}
