namespace Symmetry.Hosting.Security;

/// <summary>The PEM files with a process's certificate and the authorities that it trusts.</summary>
/// <param name="Certificate">The certificate of this process, followed by any intermediate certificates.</param>
/// <param name="Key">The private key of the certificate, unencrypted.</param>
/// <param name="Authority">The certificates of the cluster's own authorities. Anyone with a certificate from one of them is let in.</param>
public sealed record TlsFiles(string Certificate, string Key, string Authority);
