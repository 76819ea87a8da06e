using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Symmetry.Web.Requests;

/// <summary>Sends JSON responses.</summary>
internal static class JsonResponse
{
    /// <summary>Sends JSON.</summary>
    public static async Task SendAsync(HttpContext context, Action<Utf8JsonWriter> write, int status = StatusCodes.Status200OK, bool isIndented = false)
    {
        var buffer = new ArrayBufferWriter<byte>();
        await using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = isIndented, NewLine = "\n" }))
        {
            write(json);
        }

        if (isIndented)
        {
            buffer.Write("\n"u8);
        }

        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json; charset=utf-8";
        await context.Response.Body.WriteAsync(buffer.WrittenMemory, context.RequestAborted);
    }

    /// <summary>Sends an error message as JSON.</summary>
    public static Task SendErrorAsync(HttpContext context, int status, string sentence) => SendAsync(
        context,
        json =>
        {
            json.WriteStartObject();
            json.WriteString("error", sentence);
            json.WriteEndObject();
        },
        status);
}
