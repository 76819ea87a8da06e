using Microsoft.Playwright;

namespace Symmetry.Web.Tests;

/// <summary>Chromium with a log of its requests and page errors. Screenshots are saved in the folder named by SYMMETRY_PICTURES, if set.</summary>
internal sealed class Browser : IAsyncDisposable
{
    private const string Chromium = "/usr/bin/chromium";

    private readonly IPlaywright playwright;
    private readonly IBrowser chromium;

    private Browser(IPlaywright playwright, IBrowser chromium, IPage page)
    {
        (this.playwright, this.chromium, Page) = (playwright, chromium, page);
        page.Request += (_, request) => Requests.Add(request.Url);
        page.PageError += (_, error) => Errors.Add(error);
    }

    public IPage Page { get; }

    public List<string> Requests { get; } = [];

    public List<string> Errors { get; } = [];

    public static async Task<Browser> OpenAsync(int width, int height, bool isDark)
    {
        Assert.SkipUnless(File.Exists(Chromium), $"{Chromium} is not installed (Debian: apt-get install chromium).");
        var driver = await Playwright.CreateAsync();
        var started = await driver.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Chromium,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
        return new Browser(driver, started, await started.NewPageAsync(new()
        {
            ViewportSize = new() { Width = width, Height = height },
            ColorScheme = isDark ? ColorScheme.Dark : ColorScheme.Light,
        }));
    }

    public async Task SaveScreenshotAsync(string name, bool isWhole = false)
    {
        if (Environment.GetEnvironmentVariable("SYMMETRY_PICTURES") is { Length: > 0 } folder)
        {
            await Page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png"), FullPage = isWhole });
        }
    }

    public async ValueTask DisposeAsync()
    {
        await chromium.DisposeAsync();
        playwright.Dispose();
    }
}
