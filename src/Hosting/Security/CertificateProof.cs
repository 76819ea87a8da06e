using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Symmetry.Hosting.Security;

/// <summary>Proves the role of a silo by its certificate, which must allow server authentication, and a signature with its key.</summary>
/// <remarks>
/// The proof is the same for all calls until the certificate is renewed: only silos see it, because the port for silos accepts certificates of silos only.
/// It is accepted for a minute before it is checked again.
/// </remarks>
internal sealed class CertificateProof(PeerCertificates certificates, TimeProvider time) : ISiloProof
{
    // Between the certificates and the signature; in neither.
    private const char Separator = '|';
    private const int MaxLength = 64 * 1024;
    private const int MaxAccepted = 10_000;

    private static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, long> accepted = new();
    private readonly Lock renewing = new();
    private (string Proof, long At)? own;

    private static ReadOnlySpan<byte> Signed => "This is a silo of Symmetry.Distributed."u8;

    public string Show()
    {
        lock (renewing)
        {
            if (own is not { } shown || time.GetElapsedTime(shown.At) > MaxAge)
            {
                own = (Create(), time.GetTimestamp());
            }

            return own.Value.Proof;
        }
    }

    public string? WhyRefused(string? proof)
    {
        if (proof is null or { Length: > MaxLength })
        {
            return "the call does not prove that it comes from a silo.";
        }

        if (accepted.TryGetValue(proof, out var at) && time.GetElapsedTime(at) < MaxAge)
        {
            return null;
        }

        var reason = Check(proof);
        if (reason is null)
        {
            if (accepted.Count >= MaxAccepted)
            {
                accepted.Clear();
            }

            accepted[proof] = time.GetTimestamp();
        }

        return reason;
    }

    private string Create()
    {
        var context = certificates.Own;
        var certificate = context.TargetCertificate;
        using var ec = certificate.GetECDsaPrivateKey();
        using var rsa = ec is null ? certificate.GetRSAPrivateKey() : null;
        var signature = ec?.SignData(Signed, HashAlgorithmName.SHA256)
            ?? rsa?.SignData(Signed, HashAlgorithmName.SHA256, RSASignaturePadding.Pss)
            ?? throw new CryptographicException("The key of this silo's certificate is neither an ECDSA nor an RSA key.");
        X509Certificate2[] chain = [certificate, .. context.IntermediateCertificates];
        return string.Join('\n', chain.Select(link => link.ExportCertificatePem())) + Separator + Convert.ToBase64String(signature);
    }

    private string? Check(string proof)
    {
        var parts = proof.Split(Separator);
        try
        {
            var chain = new X509Certificate2Collection();
            chain.ImportFromPem(parts[0]);
            var peer = chain[0];
            return certificates.WhyRefused(peer, chain, MutualTls.ServerAuthentication) is { } reason
                ? $"the certificate {peer.Subject} was refused: {reason}"
                : IsSignedBy(peer, Convert.FromBase64String(parts[1])) ? null : $"the signature is not that of {peer.Subject}.";
        }
        catch (Exception e) when (e is CryptographicException or FormatException or ArgumentException or IndexOutOfRangeException)
        {
            return "the proof cannot be read.";
        }
    }

    private static bool IsSignedBy(X509Certificate2 certificate, byte[] signature)
    {
        using var ec = certificate.GetECDsaPublicKey();
        using var rsa = ec is null ? certificate.GetRSAPublicKey() : null;
        return ec?.VerifyData(Signed, signature, HashAlgorithmName.SHA256)
            ?? rsa?.VerifyData(Signed, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pss)
            ?? false;
    }
}
