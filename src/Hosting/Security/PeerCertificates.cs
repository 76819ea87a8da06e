using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;

namespace Symmetry.Hosting.Security;

/// <summary>This process's certificate and the authorities it trusts, as the files have them at the moment.</summary>
/// <remarks>
/// The files are read again at every handshake, which costs far less than the handshake, so that a certificate that was
/// renewed is used from the next connection on, whatever way the files were replaced. Files that do not fit together (half of
/// them replaced) leave the last good ones in use. Connections that are open stay open. Thread-safe.
/// </remarks>
public sealed partial class PeerCertificates
{
    private readonly TlsFiles files;
    private readonly ILogger logger;
    private readonly Lock reading = new();
    private Loaded loaded;
    private PemTexts? refused;

    /// <summary>Reads the files.</summary>
    /// <exception cref="TlsFilesException">A file is not there, is no PEM file, or the key is not the certificate's.</exception>
    public PeerCertificates(TlsFiles files, ILogger logger)
    {
        this.files = files;
        this.logger = logger;
        loaded = Load(ReadText());
    }

    /// <summary>The certificate to show.</summary>
    internal SslStreamCertificateContext Own => Current().Own;

    /// <summary>Why a peer's certificate is refused; <c>null</c> if it is accepted.</summary>
    /// <remarks>Accepted are valid certificates from one of the authorities that allow the purpose.</remarks>
    /// <param name="peer">The peer's certificate.</param>
    /// <param name="sent">The chain with the intermediate certificates that the peer sent.</param>
    /// <param name="purpose">The extended key usage that the certificate must allow.</param>
    internal string? WhyRefused(X509Certificate2 peer, X509Chain? sent, Oid purpose)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(Current().Authorities);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.ApplicationPolicy.Add(purpose);
        if (sent is not null)
        {
            chain.ChainPolicy.ExtraStore.AddRange(sent.ChainPolicy.ExtraStore);
        }

        return chain.Build(peer) ? null : string.Join(' ', chain.ChainStatus.Select(status => status.StatusInformation.Trim()));
    }

    private Loaded Current()
    {
        lock (reading)
        {
            try
            {
                var text = ReadText();
                if (text != loaded.Text && text != refused)
                {
                    // Warned of once: it is tried again when a file changes again.
                    refused = text;
                    loaded = Load(text);
                    Reloaded(logger, files.Certificate, loaded.Own.TargetCertificate.NotAfter.ToUniversalTime());
                }
            }
            catch (TlsFilesException e)
            {
                KeptOld(logger, e.Message);
            }

            return loaded;
        }
    }

    private PemTexts ReadText() => new(Read(files.Certificate), Read(files.Key), Read(files.Authority));

    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new TlsFilesException($"{path} cannot be read: {e.Message}");
        }
    }

    private Loaded Load(PemTexts text)
    {
        var authorities = new X509Certificate2Collection();
        var chain = new X509Certificate2Collection();
        try
        {
            authorities.ImportFromPem(text.Authority);
            chain.ImportFromPem(text.Certificate);
        }
        catch (CryptographicException e)
        {
            throw new TlsFilesException($"{files.Certificate} or {files.Authority} is no PEM file: {e.Message}");
        }

        if (authorities.Count == 0 || chain.Count == 0)
        {
            throw new TlsFilesException($"{(chain.Count == 0 ? files.Certificate : files.Authority)} holds no certificate.");
        }

        try
        {
            var own = X509Certificate2.CreateFromPem(text.Certificate, text.Key);
            if (OperatingSystem.IsWindows())
            {
                // Windows' TLS takes no key that was never in a key store.
                own = X509CertificateLoader.LoadPkcs12(own.Export(X509ContentType.Pkcs12), password: null);
            }

            return new Loaded(text, SslStreamCertificateContext.Create(own, chain, offline: true), authorities);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            throw new TlsFilesException($"{files.Key} is not the key of {files.Certificate}: {e.Message}");
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Certificate {Path} was renewed, valid until {Until:u}")]
    private static partial void Reloaded(ILogger logger, string path, DateTime until);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Changed certificate files are not used, the last ones are: {Reason}")]
    private static partial void KeptOld(ILogger logger, string reason);

    private sealed record PemTexts(string Certificate, string Key, string Authority)
    {
        public override string ToString() => Certificate;
    }

    private sealed record Loaded(PemTexts Text, SslStreamCertificateContext Own, X509Certificate2Collection Authorities);
}
