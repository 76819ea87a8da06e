using System.Net;

namespace Symmetry.Web;

/// <summary>Where the live page is served, and who may see it.</summary>
/// <param name="Endpoint">The address and the port; port 0 for a free one.</param>
/// <param name="Token">What callers have to know; null for everybody on this machine. Required for an address that other machines reach.</param>
public sealed record WebOptions(IPEndPoint Endpoint, string? Token = null)
{
    /// <summary>The shortest token that is taken.</summary>
    public const int MinTokenLength = 16;

    /// <summary>Why this cannot be served; null if it can.</summary>
    public string? Error => this switch
    {
        { Token: { Length: < MinTokenLength } } => $"The page's token: expected at least {MinTokenLength} characters, got {Token.Length}.",
        { Token: null } when !IPAddress.IsLoopback(Endpoint.Address) => $"The page would be served on {Endpoint.Address} to other machines: that needs a token.",
        _ => null,
    };

    /// <summary>For logs: without the token.</summary>
    public override string ToString() => $"{Endpoint}{(Token is null ? "" : ", with a token")}";
}
