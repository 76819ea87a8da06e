using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Symmetry.Views;

namespace Symmetry.Web;

/// <summary>Serves the script, the style sheet and the description of the API. Pages load nothing from other servers.</summary>
internal static class PageFiles
{
    private static readonly (string Route, string File, string Type)[] All =
    [
        ("/live.js", "live.js", "text/javascript; charset=utf-8"),
        ("/submit.js", "submit.js", "text/javascript; charset=utf-8"),
        ("/import.js", "import.js", "text/javascript; charset=utf-8"),
        ("/openapi.json", "openapi.json", "application/json; charset=utf-8"),
    ];

    /// <summary>Adds the routes.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        foreach (var (route, file, type) in All)
        {
            Map(routes, route, type, Read(file));
        }

        Map(routes, "/views.css", "text/css; charset=utf-8", Encoding.UTF8.GetBytes(StyleSheet.Text));
    }

    private static void Map(IEndpointRouteBuilder routes, string route, string type, byte[] content) => routes.MapGet(route, async context =>
    {
        context.Response.ContentType = type;
        await context.Response.Body.WriteAsync(content, context.RequestAborted);
    });

    private static byte[] Read(string file)
    {
        using var resource = typeof(PageFiles).Assembly.GetManifestResourceStream(file)
            ?? throw new InvalidOperationException($"{file} is not embedded in this build.");
        var content = new byte[resource.Length];
        resource.ReadExactly(content);
        return content;
    }
}
