using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Symmetry.Views;
using Symmetry.Views.Pages;

namespace Symmetry.Web.Pages;

/// <summary>Sends views as HTML.</summary>
internal static class HtmlResponse
{
    /// <summary>Renders a view and sends it.</summary>
    public static async Task SendAsync<TView>(HttpContext context, PageContent content)
        where TView : IComponent => await SendAsync(context, content.Status, await RenderAsync<TView>(content));

    /// <summary>Sends an error as a page.</summary>
    public static Task SendErrorAsync(HttpContext context, int status, string sentence) =>
        SendAsync<ErrorPage>(context, new PageContent(new Dictionary<string, object?> { [nameof(ErrorPage.Sentence)] = sentence }, status));

    /// <summary>Renders a view.</summary>
    public static async Task<byte[]> RenderAsync<TView>(PageContent content)
        where TView : IComponent => Encoding.UTF8.GetBytes(await ViewRenderer.RenderAsync<TView>(content.Parameters));

    /// <summary>Sends HTML.</summary>
    public static async Task SendAsync(HttpContext context, int status, byte[] html)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html; charset=utf-8";
        await context.Response.Body.WriteAsync(html, context.RequestAborted);
    }
}
