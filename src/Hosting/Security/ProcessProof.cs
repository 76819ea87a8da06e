using System.Security.Cryptography;

namespace Symmetry.Hosting.Security;

/// <summary>Proves that a call comes from this process, which is the only silo of its cluster.</summary>
public sealed class ProcessProof : ISiloProof
{
    private readonly string secret = RandomNumberGenerator.GetHexString(32);

    /// <inheritdoc/>
    public string Show() => secret;

    /// <inheritdoc/>
    public string? WhyRefused(string? proof) => proof == secret ? null : "this silo is standalone, and the call comes from another process.";
}
