using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;

namespace Symmetry.Hosting.Security;

/// <summary>This process's certificate and the authorities that it trusts, as the files are now.</summary>
/// <remarks>
/// The files are read at every handshake, which costs far less than the handshake itself. So a renewed certificate is used from the
/// next connection on. While the files do not match each other, because only some of them are replaced, the last matching ones
/// stay in use. Open connections stay open. Thread-safe.
/// </remarks>
public sealed partial class PeerCertificates
{
    private readonly TlsFiles files;
    private readonly ILogger logger;
    private readonly Lock reading = new();
    private Loaded loaded;
    private PemTexts? rejected;

    /// <summary>Reads the files.</summary>
    /// <exception cref="TlsFilesException">A file does not exist or is not a PEM file, or the key does not match the certificate.</exception>
    public PeerCertificates(TlsFiles files, ILogger logger)
    {
        this.files = files;
        this.logger = logger;
        loaded = Load(ReadText());
    }

    /// <summary>The certificate of this process.</summary>
    internal SslStreamCertificateContext Own => Current().Own;

    /// <summary>Why a peer's certificate is rejected; <c>null</c> if it is accepted.</summary>
    /// <remarks>A certificate is accepted if it is valid, one of the authorities signed it, and it allows the purpose.</remarks>
    /// <param name="peer">The peer's certificate.</param>
    /// <param name="sent">The intermediate certificates that the peer sent.</param>
    /// <param name="purpose">The extended key usage that the certificate must allow.</param>
    internal string? WhyRefused(X509Certificate2 peer, X509Certificate2Collection? sent, Oid purpose)
    {
        // A certificate without the extension would be valid for every purpose.
        if (!peer.Extensions.OfType<X509EnhancedKeyUsageExtension>().Any(usage => usage.EnhancedKeyUsages.Cast<Oid>().Any(oid => oid.Value == purpose.Value)))
        {
            return $"its extended key usage does not include {purpose.FriendlyName ?? purpose.Value}.";
        }

        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(Current().Authorities);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.ApplicationPolicy.Add(purpose);
        if (sent is not null)
        {
            chain.ChainPolicy.ExtraStore.AddRange(sent);
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
                if (text != loaded.Text && text != rejected)
                {
                    // Files that do not match are tried again when one of them changes.
                    rejected = text;
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
            throw new TlsFilesException($"{files.Certificate} or {files.Authority} is not a PEM file: {e.Message}");
        }

        if (authorities.Count == 0 || chain.Count == 0)
        {
            throw new TlsFilesException($"{(chain.Count == 0 ? files.Certificate : files.Authority)} has no certificate.");
        }

        try
        {
            var own = X509Certificate2.CreateFromPem(text.Certificate, text.Key);
            if (OperatingSystem.IsWindows())
            {
                // TLS on Windows needs a key from a key store.
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

    [LoggerMessage(Level = LogLevel.Warning, Message = "The changed certificate files cannot be used; using the previous ones: {Reason}")]
    private static partial void KeptOld(ILogger logger, string reason);

    private sealed record PemTexts(string Certificate, string Key, string Authority)
    {
        public override string ToString() => Certificate;
    }

    private sealed record Loaded(PemTexts Text, SslStreamCertificateContext Own, X509Certificate2Collection Authorities);
}
