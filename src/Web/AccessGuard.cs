using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Symmetry.Web;

/// <summary>Authenticates requests by token. Without a token only requests addressed to this machine pass.</summary>
/// <remarks>
/// Pages of other sites can link to this one, and cause nothing else: browsers say from where a request comes (<c>Sec-Fetch-Site</c>), programs do not.
/// The token is sent as <c>Authorization: Bearer</c>, or as the password of <c>Basic</c>, for which browsers prompt. A POST needs a
/// custom header: a page of another origin can send it only after a CORS preflight request, which the server does not accept. There are no cookies.
/// Without a token the Host header must name this machine, which prevents DNS rebinding.
/// </remarks>
internal sealed class AccessGuard(string? token)
{
    /// <summary>The header that every POST must have.</summary>
    public const string Header = "X-Symmetry";

    private const string Policy = "default-src 'self'; style-src 'self'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

    // The Orleans dashboard has inline styles and fonts. Its scripts, too, come from this server only.
    private const string DashboardPolicy =
        "default-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self' data:; img-src 'self' data:; "
        + "frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    private readonly byte[]? tokenHash = token is null ? null : Hash(token);

    /// <summary>Rejects the request or passes it on.</summary>
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var (request, response) = (context.Request, context.Response);
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ContentSecurityPolicy = request.Path.StartsWithSegments("/orleans", StringComparison.Ordinal) ? DashboardPolicy : Policy;
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers.CacheControl = "no-store";
        if (!IsAuthenticated(request))
        {
            response.StatusCode = StatusCodes.Status401Unauthorized;
            response.Headers.WWWAuthenticate = "Basic realm=\"symmetry\", charset=\"UTF-8\"";
        }
        else if (tokenHash is null && !IsThisMachine(request.Host.Host))
        {
            await JsonResponse.SendErrorAsync(context, StatusCodes.Status421MisdirectedRequest, "Without a token this page is served to localhost only.");
        }
        else if (IsFromAnotherSite(request))
        {
            await JsonResponse.SendErrorAsync(
                context, StatusCodes.Status403Forbidden, "A page of another site sent this request; it may only link to this one.");
        }
        else if (HttpMethods.IsPost(request.Method) && !request.Headers.ContainsKey(Header))
        {
            await JsonResponse.SendErrorAsync(context, StatusCodes.Status403Forbidden, $"A POST request must have the header {Header}.");
        }
        else
        {
            await next(context);
        }
    }

    // A link is followed to pages only: a request to the API may start a training.
    private static bool IsFromAnotherSite(HttpRequest request) => request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site"
        && (request.Headers["Sec-Fetch-Mode"] != "navigate" || request.Path.StartsWithSegments("/api", StringComparison.Ordinal));

    private bool IsAuthenticated(HttpRequest request) =>
        tokenHash is null || (TokenIn(request.Headers.Authorization.ToString()) is { } given
            && CryptographicOperations.FixedTimeEquals(Hash(given), tokenHash));

    private static string? TokenIn(string header)
    {
        if (header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
        {
            return header["Bearer ".Length..].Trim();
        }

        var bytes = new byte[header.Length];
        if (!header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase)
            || !Convert.TryFromBase64String(header["Basic ".Length..].Trim(), bytes, out var length))
        {
            return null;
        }

        var text = Encoding.UTF8.GetString(bytes, 0, length);
        return text.IndexOf(':', StringComparison.Ordinal) is >= 0 and var colon ? text[(colon + 1)..] : null;
    }

    // Hashes have equal lengths, so the comparison time does not reveal the token's length.
    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    private static bool IsThisMachine(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
