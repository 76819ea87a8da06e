using System.Net;

namespace Symmetry.Web;

/// <summary>Where the live page is served, and to whom.</summary>
/// <param name="Endpoint">Address and port; port 0 picks a free port.</param>
/// <param name="Token">The token that clients must send; null allows every program on this machine. Required if other machines can reach the address.</param>
public sealed record WebOptions(IPEndPoint Endpoint, string? Token = null)
{
    /// <summary>The minimum length of a token.</summary>
    public const int MinTokenLength = 16;

    /// <summary>Why these options are invalid; null if they are valid.</summary>
    public string? Refusal => this switch
    {
        { Token: { Length: < MinTokenLength } } => $"The web token has {Token.Length} characters; expected at least {MinTokenLength}.",
        { Token: null } when !IPAddress.IsLoopback(Endpoint.Address) => $"Serving the live page on {Endpoint.Address} exposes it to other machines, so it needs a token.",
        _ => null,
    };

    /// <summary>The options for logs, without the token.</summary>
    public override string ToString() => $"{Endpoint}{(Token is null ? "" : ", with a token")}";
}
