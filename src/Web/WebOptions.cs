using System.Net;

namespace Symmetry.Web;

/// <summary>Where the live page is served, and to whom.</summary>
/// <param name="Endpoint">Address and port; port 0 picks a free port.</param>
/// <param name="Token">The token that clients must send; null allows every program on this machine. Required if other machines can reach the address.</param>
public sealed record WebOptions(IPEndPoint Endpoint, string? Token = null)
{
    /// <summary>The minimum length of a token.</summary>
    public const int MinTokenLength = 16;

    /// <summary>Why this cannot be served; null if it can.</summary>
    public string? Error => this switch
    {
        { Token: { Length: < MinTokenLength } } => $"The page's token: expected at least {MinTokenLength} characters, got {Token.Length}.",
        { Token: null } when !IPAddress.IsLoopback(Endpoint.Address) =>
            $"The page would be served on {Endpoint.Address} to other machines: that needs a token.",
        _ => null,
    };

    /// <summary>The options for logs, without the token.</summary>
    public override string ToString() => $"{Endpoint}{(Token is null ? "" : ", with a token")}";
}
