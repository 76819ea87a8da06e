using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Symmetry.Hosting.Security;

namespace Symmetry.Grains.Tests.Support;

/// <summary>A certificate authority for a test.</summary>
internal sealed class Authority : IDisposable
{
    private const string ForServers = "1.3.6.1.5.5.7.3.1";
    private const string ForClients = "1.3.6.1.5.5.7.3.2";
    private readonly X509Certificate2 root;
    private bool isIntermediate;
    private byte serial;

    public Authority(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        root = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
    }

    private Authority(X509Certificate2 root) => this.root = root;

    public TlsFiles ForSilo(TempFolder folder, string name = "silo") => Write(folder, name, ForServers, ForClients);

    public TlsFiles ForClient(TempFolder folder, string name = "client") => Write(folder, name, ForClients);

    /// <summary>A certificate without extended key usage.</summary>
    public TlsFiles WithoutPurpose(TempFolder folder) => Write(folder, "any");

    /// <summary>An authority whose certificate this one signs, and which appends it to the certificates that it signs itself.</summary>
    public Authority Intermediate(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var certificate = request.Create(root, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(150), [++serial]);
        return new Authority(certificate.CopyWithPrivateKey(key)) { isIntermediate = true };
    }

    public void Dispose() => root.Dispose();

    private TlsFiles Write(TempFolder folder, string name, params string[] purposes)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        if (purposes.Length > 0)
        {
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([.. purposes.Select(purpose => new Oid(purpose))], critical: false));
        }

        using var certificate = request.Create(root, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100), [++serial]);
        var files = new TlsFiles(folder.File($"{name}.pem"), folder.File($"{name}.key"), folder.File($"{name}.authority.pem"));
        File.WriteAllText(files.Certificate, certificate.ExportCertificatePem() + (isIntermediate ? $"\n{root.ExportCertificatePem()}" : ""));
        File.WriteAllText(files.Key, key.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(files.Authority, root.ExportCertificatePem());
        return files;
    }
}
