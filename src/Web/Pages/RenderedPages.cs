using Microsoft.AspNetCore.Components;

namespace Symmetry.Web.Pages;

/// <summary>Pages that were rendered for a version of their sweep: once for all clients, on a thread of their own.</summary>
internal sealed class RenderedPages
{
    private const int MaxPages = 64;

    private readonly Lock gate = new();
    private readonly Dictionary<string, (string Version, Task<(int Status, byte[] Html)> Page)> pages = new(StringComparer.Ordinal);

    /// <summary>Renders a page, unless that was done for the same version.</summary>
    /// <param name="address">The address of the page.</param>
    /// <param name="version">The version of what it shows.</param>
    /// <param name="read">Reads what it is rendered from.</param>
    public Task<(int Status, byte[] Html)> GetAsync<TView>(string address, string version, Func<Task<PageContent>> read)
        where TView : IComponent
    {
        lock (gate)
        {
            if (pages.TryGetValue(address, out var known) && known.Version == version && !known.Page.IsFaulted)
            {
                return known.Page;
            }

            if (pages.Count >= MaxPages)
            {
                pages.Clear();
            }

            // Statistics of a large sweep take seconds, which threads of the pool are not for: grains run on them.
            var page = Task.Factory.StartNew(
                async () =>
                {
                    var content = await read();
                    return (content.Status, await HtmlResponse.RenderAsync<TView>(content));
                },
                CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();
            pages[address] = (version, page);
            return page;
        }
    }
}
