using Microsoft.Playwright;

namespace Symmetry.Web.Tests;

/// <summary>A page in Chromium that reaches this machine only, with a log of what it asked others for and of its errors.</summary>
internal sealed class Browser : IAsyncDisposable
{
    private readonly List<string> foreign = [];
    private readonly List<string> errors = [];

    private Browser(IPage page)
    {
        Page = page;
        page.PageError += (_, error) => errors.Add(error);
    }

    public IPage Page { get; }

    public static async Task<Browser> OpenAsync(int width = 1200, int height = 900)
    {
        var chromium = await Chromium.GetAsync();
        var browser = new Browser(await chromium.NewPageAsync(new() { ViewportSize = new() { Width = width, Height = height } }));
        await browser.Page.Context.RouteAsync(
            address => new Uri(address) is { IsLoopback: false, Scheme: not "data" },
            route =>
            {
                browser.foreign.Add(route.Request.Url);
                return route.AbortAsync();
            });
        return browser;
    }

    /// <summary>Asserts that no script failed, that nothing was asked of another machine, and that the page is not wider than the screen.</summary>
    public async Task AssertFaultlessAsync()
    {
        // Without its style sheet a page has another width.
        await Page.WaitForLoadStateAsync();
        Assert.Empty(errors);
        Assert.Empty(foreign);
        Assert.True(await Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), $"{Page.Url} is wider than the screen.");
    }

    /// <summary>Opens an address and asserts that nothing has a focus ring before a key is pressed.</summary>
    public async Task GoToAsync(Uri address)
    {
        await Page.GotoAsync(address.ToString());
        Assert.Equal("BODY", await Page.EvaluateAsync<string>("document.activeElement.tagName"));
    }

    /// <summary>Changes to the light or the dark colours.</summary>
    public Task UseColoursAsync(ColorScheme scheme) => Page.EmulateMediaAsync(new() { ColorScheme = scheme });

    /// <summary>Keeps a picture of the page in artifacts/screenshots.</summary>
    public Task SaveScreenshotAsync(string name, bool isWhole = false) =>
        Page.ScreenshotAsync(new() { Path = Path.Combine(Repository.Folder, "artifacts", "screenshots", name + ".png"), FullPage = isWhole });

    public async ValueTask DisposeAsync() => await Page.Context.CloseAsync();
}
