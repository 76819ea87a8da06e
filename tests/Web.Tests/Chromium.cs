using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Symmetry.Web.Tests.Chromium))]

namespace Symmetry.Web.Tests;

/// <summary>One Chromium for all tests, started by the first that needs it. Each test has a context of its own.</summary>
public sealed class Chromium : IAsyncDisposable
{
    private const string Program = "/usr/bin/chromium";

    private static readonly Lazy<Task<(IPlaywright Driver, IBrowser Browser)>> Started = new(StartAsync);

    /// <summary>The browser; the test is skipped where it is not installed.</summary>
    public static async Task<IBrowser> GetAsync()
    {
        Assert.SkipUnless(File.Exists(Program), $"{Program} is not installed (Debian: apt-get install chromium).");
        return (await Started.Value).Browser;
    }

    public async ValueTask DisposeAsync()
    {
        if (Started.IsValueCreated)
        {
            var (driver, browser) = await Started.Value;
            await browser.DisposeAsync();
            driver.Dispose();
        }
    }

    private static async Task<(IPlaywright Driver, IBrowser Browser)> StartAsync()
    {
        var driver = await Playwright.CreateAsync();
        return (driver, await driver.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Program,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        }));
    }
}
