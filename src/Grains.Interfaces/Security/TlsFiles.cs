namespace Symmetry.Grains.Security;

/// <summary>Where a silo or client finds its certificate, and the authority that it trusts; all PEM files.</summary>
/// <param name="Certificate">This process's certificate, followed by intermediate ones, if there are any.</param>
/// <param name="Key">The certificate's private key, not encrypted.</param>
/// <param name="Authority">The certificates of the cluster's own authorities: whoever holds a certificate of theirs is let in.</param>
public sealed record TlsFiles(string Certificate, string Key, string Authority);
