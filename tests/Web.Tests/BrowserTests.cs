using Microsoft.Playwright;

namespace Symmetry.Web.Tests;

/// <summary>The page in Chromium, operated as a user would.</summary>
public sealed class BrowserTests
{
    public static TheoryData<string, int, int, bool> Screens => new()
    {
        { "desktop-light", 1200, 900, false },
        { "desktop-dark", 1200, 900, true },
        { "phone-light", 390, 800, false },
        { "phone-dark", 390, 800, true },
    };

    [Theory]
    [MemberData(nameof(Screens))]
    public async Task Sweep_can_be_submitted_watched_cancelled_resumed_and_inspected(string name, int width, int height, bool isDark)
    {
        await using var served = await Served.StartAsync();
        await using var browser = await Browser.OpenAsync(width, height, isDark);
        var page = browser.Page;
        await page.GotoAsync(served.Address.ToString());
        await page.GetByText("Submit a sweep").ClickAsync();
        await page.GetByLabel("Specification").FillAsync(Specs.Tiny(3000, epochs: 3).Canonical);
        await browser.SaveScreenshotAsync($"{name}-list");
        await page.GetByRole(AriaRole.Button, new() { Name = "Submit" }).ClickAsync();

        // The interval narrows: its half-width shrinks.
        var original = page.Locator("tr[data-cell='1'] td").Nth(2);
        await Assertions.Expect(original).ToContainTextAsync("±", new() { Timeout = 30_000 });
        var first = await HalfWidthAsync(original);
        await page.WaitForFunctionAsync(
            "first => Number(document.querySelector(\"tr[data-cell='1']\").children[3].textContent.split('±')[1]) < first / 1.5", first, new() { Timeout = 60_000 });
        await browser.SaveScreenshotAsync($"{name}-sweep");

        await page.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status).Nth(1)).ToContainTextAsync("cancelled", new() { Timeout = 10_000 });
        await page.GetByRole(AriaRole.Button, new() { Name = "Resume" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status).Nth(1)).ToContainTextAsync("running", new() { Timeout = 10_000 });
        await page.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "permutation" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading)).ToContainTextAsync("Trials of cell 1");
        await browser.SaveScreenshotAsync($"{name}-cell");
        await page.GetByRole(AriaRole.Link, new() { Name = "0", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading).First).ToContainTextAsync("Cell 1, replicate 0");
        await Assertions.Expect(page.Locator(".pixels span")).ToHaveCountAsync(64);
        await browser.SaveScreenshotAsync($"{name}-trial");

        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), "The page is wider than the screen.");
        Assert.Empty(browser.Errors);
        Assert.All(browser.Requests, address => Assert.Equal(served.Address.Authority, new Uri(address).Authority));
    }

    [Fact]
    public async Task Page_reconnects_after_the_silo_restarts()
    {
        await using var served = await Served.StartAsync();
        await using var browser = await Browser.OpenAsync(1200, 900, isDark: false);
        var sweep = await served.SubmitAsync(3000, epochs: 3);
        await served.WaitAsync(sweep, "\"status\":\"running\"");
        await browser.Page.GotoAsync(new Uri(served.Address, $"#/sweep/{sweep.Id}").ToString());
        await Assertions.Expect(browser.Page.Locator("#connection")).ToHaveTextAsync("live", new() { Timeout = 10_000 });

        await served.RestartAsync();

        await Assertions.Expect(browser.Page.Locator("#connection")).ToHaveTextAsync("live", new() { Timeout = 20_000 });
        var before = await SummaryAsync(browser.Page);
        await browser.Page.WaitForFunctionAsync(
            "before => document.querySelector('main [role=status]').textContent !== before", before, new() { Timeout = 30_000 });
    }

    [Fact]
    public async Task Page_works_with_the_keyboard_alone()
    {
        await using var served = await Served.StartAsync();
        await using var browser = await Browser.OpenAsync(1200, 900, isDark: false);
        var sweep = await served.SubmitAsync(2);
        await served.WaitAsync(sweep, "\"status\":\"completed\"");
        await browser.Page.GotoAsync(served.Address.ToString());
        var link = browser.Page.GetByRole(AriaRole.Link, new() { Name = sweep.Id });
        await Assertions.Expect(link).ToBeVisibleAsync();
        await browser.Page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(link).ToBeFocusedAsync();
        await browser.Page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(browser.Page.GetByRole(AriaRole.Status).Nth(1)).ToContainTextAsync("completed");
        Assert.All(await browser.Page.Locator("svg").AllAsync(), plot => Assert.True(plot.GetAttributeAsync("aria-label").Result!.Length > 20));
    }

    private static async Task<double> HalfWidthAsync(ILocator text) =>
        double.Parse((await text.InnerTextAsync()).Split('±')[1], System.Globalization.CultureInfo.InvariantCulture);

    private static Task<string> SummaryAsync(IPage page) => page.Locator("main [role=status]").InnerTextAsync();
}
