using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Symmetry.Web;

/// <summary>Lets in who knows the token; without one, who names this machine. Changes are taken only from the page itself.</summary>
/// <remarks>
/// The token comes as <c>Authorization: Bearer</c>, or as the password of <c>Basic</c>, which browsers ask for by themselves. A
/// POST needs a header that no foreign page can set without asking first, and nobody answers that question; there are no
/// cookies. Without a token the host must be a name of this machine, so that no other site's name can be pointed at it.
/// </remarks>
internal sealed class AccessGuard(string? token)
{
    /// <summary>The header that every POST needs.</summary>
    public const string Header = "X-Symmetry";

    private const string Policy = "default-src 'self'; style-src 'self'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    // The dashboard of Orleans has styles and fonts inside its page; scripts come from here alone there too.
    private const string DashboardPolicy =
        "default-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self' data:; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    private readonly byte[]? hash = token is null ? null : Hash(token);

    /// <summary>Answers those who are not let in, and asks on for the others.</summary>
    public async Task EnterAsync(HttpContext context, RequestDelegate next)
    {
        var (request, response) = (context.Request, context.Response);
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ContentSecurityPolicy = request.Path.StartsWithSegments("/orleans", StringComparison.Ordinal) ? DashboardPolicy : Policy;
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers.CacheControl = "no-store";
        if (!IsKnown(request))
        {
            response.StatusCode = StatusCodes.Status401Unauthorized;
            response.Headers.WWWAuthenticate = "Basic realm=\"symmetry\", charset=\"UTF-8\"";
        }
        else if (hash is null && !IsThisMachine(request.Host.Host))
        {
            await JsonResponse.RefuseAsync(context, StatusCodes.Status421MisdirectedRequest, "This page answers to localhost only.");
        }
        else if (HttpMethods.IsPost(request.Method) && !request.Headers.ContainsKey(Header))
        {
            await JsonResponse.RefuseAsync(context, StatusCodes.Status403Forbidden, $"A POST needs the header {Header}.");
        }
        else
        {
            await next(context);
        }
    }

    private bool IsKnown(HttpRequest request) =>
        hash is null || (Given(request.Headers.Authorization.ToString()) is { } given && CryptographicOperations.FixedTimeEquals(Hash(given), hash));

    private static string? Given(string header)
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

    // Hashes have one length, so that not even the token's can be told from the time.
    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    private static bool IsThisMachine(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
