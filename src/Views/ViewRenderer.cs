using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Symmetry.Views;

/// <summary>Renders views to HTML, for files and for responses.</summary>
public static class ViewRenderer
{
    // Views ask for no services.
    private static readonly ServiceProvider Services = new ServiceCollection().BuildServiceProvider();

    /// <summary>Renders a view.</summary>
    /// <param name="parameters">The view's parameters by name.</param>
    public static async Task<string> RenderAsync<TView>(IReadOnlyDictionary<string, object?> parameters)
        where TView : IComponent
    {
        await using var renderer = new HtmlRenderer(Services, NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<TView>(ParameterView.FromDictionary(parameters.ToDictionary()))).ToHtmlString());
    }
}
