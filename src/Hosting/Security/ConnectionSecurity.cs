using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging;
using Orleans.Connections.Security;

namespace Symmetry.Hosting.Security;

/// <summary>Runs Orleans' TLS on each connection with the certificates that the files hold at that moment.</summary>
/// <remarks>
/// Orleans fixes the certificate when a pipeline is built, selects certificates without their intermediates, and ends a failed
/// handshake without an exception. Each connection therefore gets TLS options of its own, and a handshake that did not succeed
/// becomes an error for the caller and a log line for the listener.
/// </remarks>
internal sealed partial class ConnectionSecurity(PeerCertificates certificates, ILogger logger)
{
    private static readonly TimeSpan HandshakeTimeout = TimeSpan.FromSeconds(5);

    /// <summary>Secures connections that this process opens.</summary>
    /// <param name="pipeline">The connections.</param>
    /// <param name="purpose">The extended key usage that the peer's certificate must allow.</param>
    public void SecureOutbound(IConnectionBuilder pipeline, Oid purpose) => pipeline.Use(next => async context =>
    {
        if (await RunAsync(context, purpose, pipeline.ApplicationServices, TlsConnectionBuilderExtensions.UseClientTls, next) is { } failure)
        {
            throw new AuthenticationException($"The TLS handshake with {context.RemoteEndPoint} failed: {failure}");
        }
    });

    /// <summary>Secures connections that peers open, and closes those whose handshake fails.</summary>
    /// <param name="pipeline">The connections.</param>
    /// <param name="purpose">The extended key usage that the peer's certificate must allow.</param>
    public void SecureInbound(IConnectionBuilder pipeline, Oid purpose) => pipeline.Use(next => async context =>
    {
        if (await RunAsync(context, purpose, pipeline.ApplicationServices, TlsConnectionBuilderExtensions.UseServerTls, next) is { } failure)
        {
            Refused(logger, context.RemoteEndPoint, failure);
            context.Abort();
        }
    });

    // Returns why the handshake failed, or null if it succeeded.
    private async Task<string?> RunAsync(
        ConnectionContext context, Oid purpose, IServiceProvider services, Action<IConnectionBuilder, TlsOptions> useTls, ConnectionDelegate next)
    {
        string? failure = $"the peer sent no certificate, does not use TLS, refused our certificate, or took longer than {HandshakeTimeout.TotalSeconds:0} s.";
        var own = certificates.Own;
        var secured = new ConnectionBuilder(services);
        useTls(secured, new TlsOptions
        {
            RemoteCertificateMode = RemoteCertificateMode.RequireCertificate,
            HandshakeTimeout = HandshakeTimeout,
            RemoteCertificateValidation = (peer, chain, _) =>
            {
                if (certificates.WhyRefused(peer, chain?.ChainPolicy.ExtraStore, purpose) is not { } reason)
                {
                    return true;
                }

                failure = $"the certificate {peer.Subject} was refused: {reason}";
                return false;
            },

            // Required by Orleans; the contexts below replace it, because they include the intermediate certificates.
            LocalServerCertificateSelector = (_, _) => own.TargetCertificate,
            OnAuthenticateAsServer = (_, options) =>
            {
                options.ServerCertificateSelectionCallback = null;
                ((SslServerAuthenticationOptions)options.SslServerAuthenticationOptions).ServerCertificateContext = own;
            },
            OnAuthenticateAsClient = (_, options) =>
            {
                options.TargetHost = "symmetry";
                ((SslClientAuthenticationOptions)options.SslClientAuthenticationOptions).ClientCertificateContext = own;
            },
        });
        secured.Run(connected =>
        {
            failure = null;
            return next(connected);
        });
        await secured.Build()(context);
        return failure;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Refused a connection from {Peer}: {Reason}")]
    private static partial void Refused(ILogger logger, EndPoint? peer, string reason);
}
