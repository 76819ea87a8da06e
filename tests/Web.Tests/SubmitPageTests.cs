using Microsoft.Playwright;

namespace Symmetry.Web.Tests;

/// <summary>The page on which a specification is typed, in Chromium.</summary>
public sealed class SubmitPageTests
{
    [Theory]
    [InlineData("desktop-light", 1200, 900, false)]
    [InlineData("phone-dark", 390, 800, true)]
    public async Task Mistake_is_shown_while_it_is_typed_and_mended_before_the_sweep_is_submitted(string name, int width, int height, bool isDark)
    {
        await using var served = await Served.StartAsync();
        await using var browser = await Browser.OpenAsync(width, height, isDark);
        var page = browser.Page;
        await page.GotoAsync(new Uri(served.Address, "submit").ToString());
        var (spec, submit) = (page.GetByLabel("Specification"), page.GetByRole(AriaRole.Button, new() { Name = "Submit" }));
        await Assertions.Expect(page.Locator("#plan")).ToHaveTextAsync("4 cells, 10 replicates each: 40 trials.");
        await Assertions.Expect(submit).ToBeEnabledAsync();

        await spec.FillAsync("name: typed\nreplicates: 2\nfixed:\n  epochs: many\n");
        await Assertions.Expect(submit).ToBeDisabledAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Line 4, column 11: epochs: expected ");
        await Assertions.Expect(submit).ToBeDisabledAsync();
        Assert.Equal("[]", await served.Http.GetStringAsync("api/sweeps", TestContext.Current.CancellationToken));
        await browser.SaveScreenshotAsync($"{name}-submit-mistake");

        await spec.FillAsync("name: typed\nreplicates: 2\naxes: {bias: [false, true]}\nfixed: {epochs: 1}\n");
        await Assertions.Expect(page.Locator("#plan")).ToHaveTextAsync("2 cells, 2 replicates each: 4 trials.");
        await Assertions.Expect(page.GetByText("Below 6 replicates a comparison has no p")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToBeHiddenAsync();
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), "The page is wider than the screen.");
        await browser.SaveScreenshotAsync($"{name}-submit-plan");
        await page.RouteAsync("**/sweeps/typed-*", route => route.FulfillAsync(new() { Body = "the sweep" }));
        await submit.ClickAsync();
        await page.WaitForURLAsync("**/sweeps/typed-*");

        Assert.Contains("\"name\":\"typed\"", await served.Http.GetStringAsync("api/sweeps", TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Empty(browser.Errors);
        Assert.All(browser.Requests, address => Assert.Equal(served.Address.Authority, new Uri(address).Authority));
    }
}
