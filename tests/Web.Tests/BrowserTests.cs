using Microsoft.Playwright;
using Symmetry.Engine.Sweeps;

namespace Symmetry.Web.Tests;

/// <summary>The page in Chromium, operated as a user would.</summary>
public sealed class BrowserTests
{
    [Fact]
    public async Task Cells_can_be_sorted_filtered_and_compared()
    {
        await using var served = await Served.StartAsync();
        await using var browser = await Browser.OpenAsync();
        var page = browser.Page;
        var sweep = await CompletedAsync(served, Specs.Tiny(8));
        await page.GotoAsync(AddressOf(served, sweep));
        await page.GetByRole(AriaRole.Link, new() { Name = "mean" }).First.ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync($"{AddressOf(served, sweep)}?sort=accuracy");
        var first = await page.Locator("tbody th").First.InnerTextAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "mean" }).First.ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync($"{AddressOf(served, sweep)}?sort=-accuracy");
        await Assertions.Expect(page.Locator("tbody th").Last).ToHaveTextAsync(first);

        await page.GetByLabel("Where").FillAsync("features=colour");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "where: features: expected" })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByLabel("Where")).ToHaveValueAsync("features=colour");
        await page.GetByLabel("Where").FillAsync("features=permutation");
        await page.GetByLabel("Metric").SelectOptionAsync("train_loss");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show" }).ClickAsync();
        await Assertions.Expect(page.Locator("tbody th")).ToHaveTextAsync(["1"]);
        await Assertions.Expect(page.GetByRole(AriaRole.Columnheader, new() { Name = "train_loss" })).ToBeVisibleAsync();

        await page.GetByLabel("Baseline").FillAsync("0");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Paired differences" })).ToBeVisibleAsync();
        await browser.SaveScreenshotAsync("compared", isWhole: true);
        await page.Locator("tbody th a").Last.ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading).First).ToHaveTextAsync("Cell 1 and cell 0");
        await Assertions.Expect(page.Locator("table").Last.Locator("tbody tr")).ToHaveCountAsync(8);
        await browser.SaveScreenshotAsync("pair", isWhole: true);
        await browser.AssertFaultlessAsync();
    }

    [Theory]
    [InlineData("effects", "which settings matter")]
    [InlineData("heatmap", "heatmap")]
    [InlineData("heatmap?x=features&y=bias&on=train_loss", "heatmap")]
    [InlineData("report", "grid")]
    public async Task Grid_has_pages_for_its_questions(string path, string heading)
    {
        await using var served = await Served.StartAsync();
        await using var browser = await Browser.OpenAsync();
        var sweep = await CompletedAsync(served, Specs.Grid(6));
        await browser.Page.GotoAsync($"{AddressOf(served, sweep)}/{path}");

        await Assertions.Expect(browser.Page.GetByRole(AriaRole.Heading).First).ToContainTextAsync(heading);
        Assert.All(await browser.Page.Locator("svg").AllAsync(), plot => Assert.True(plot.GetAttributeAsync("aria-label").Result!.Length > 20));
        Assert.NotEqual(0, await browser.Page.Locator("svg").CountAsync());
        await browser.SaveScreenshotAsync($"grid-{path.Replace('?', '-')}", isWhole: true);
        await browser.AssertFaultlessAsync();
    }

    [Fact]
    public async Task Metric_and_cells_of_effects_and_heatmap_are_chosen_in_a_form_and_downloaded()
    {
        await using var served = await Served.StartAsync();
        await using var browser = await Browser.OpenAsync();
        var page = browser.Page;
        var sweep = await CompletedAsync(served, Specs.Grid(6));
        await page.GotoAsync($"{AddressOf(served, sweep)}/effects");
        await page.GetByLabel("Metric").SelectOptionAsync("train_loss");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show" }).ClickAsync();
        await Assertions.Expect(page.Locator("figcaption").First).ToContainTextAsync("train_loss");

        await page.GetByRole(AriaRole.Link, new() { Name = "Heatmap" }).ClickAsync();
        await page.GetByLabel("Columns").SelectOptionAsync("features");
        await page.GetByLabel("Rows").SelectOptionAsync("bias");
        await page.GetByLabel("Metric").SelectOptionAsync("train_loss");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show" }).ClickAsync();
        await Assertions.Expect(page.Locator("figcaption")).ToContainTextAsync("Mean train_loss by bias and features");
        await browser.SaveScreenshotAsync("heatmap-form", isWhole: true);
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "PNG" }).ClickAsync());
        Assert.Equal($"{sweep.Id}-interaction.png", download.SuggestedFilename);

        await page.GetByLabel("Where").FillAsync("bias=true");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show" }).ClickAsync();
        await Assertions.Expect(page.GetByText("There is no complete grid of these axes yet.")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("tbody tr")).ToHaveCountAsync(1);
        await Assertions.Expect(page.GetByLabel("Where")).ToHaveValueAsync("bias=true");
        await browser.AssertFaultlessAsync();
    }

    [Fact]
    public async Task Filter_that_is_being_typed_survives_updates()
    {
        await using var served = await Served.StartAsync();
        await using var browser = await Browser.OpenAsync();
        var page = browser.Page;
        var sweep = await served.SubmitAsync(3000, epochs: 3);
        await page.GotoAsync(AddressOf(served, sweep));
        await page.GetByLabel("Where").FillAsync("features=iden");
        var before = await page.Locator("main p[role=status]").InnerTextAsync();
        await Assertions.Expect(page.Locator("main p[role=status]")).Not.ToHaveTextAsync(before, new() { Timeout = 30_000 });

        await Assertions.Expect(page.GetByLabel("Where")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("tity");
        await Assertions.Expect(page.GetByLabel("Where")).ToHaveValueAsync("features=identity");
        await browser.AssertFaultlessAsync();
    }

    [Fact]
    public async Task Page_works_with_the_keyboard_alone_and_shows_no_focus_before()
    {
        await using var served = await Served.StartAsync();
        await using var browser = await Browser.OpenAsync();
        var sweep = await CompletedAsync(served, Specs.Tiny(2));
        await browser.GoToAsync(served.Address);
        var link = browser.Page.GetByRole(AriaRole.Link, new() { Name = sweep.Id });
        for (var presses = 0; presses < 5; presses++)
        {
            await browser.Page.Keyboard.PressAsync("Tab");
        }

        await Assertions.Expect(link).ToBeFocusedAsync();
        await browser.Page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(browser.Page.Locator("main p[role=status]")).ToContainTextAsync("completed");
    }

    [Theory]
    [InlineData("cells/0/trials/1", 3)]
    [InlineData("cells/1", 2)]
    [InlineData("report", 5)]
    public async Task Learning_curves_are_shown_on_request(string path, int lines)
    {
        await using var served = await Served.StartAsync();
        await using var browser = await Browser.OpenAsync();
        var sweep = await CompletedAsync(served, Specs.Tiny(2));
        await browser.Page.GotoAsync($"{AddressOf(served, sweep)}/{path}");
        await browser.Page.GetByRole(AriaRole.Button, new() { Name = "Train again and plot" }).ClickAsync();

        await Assertions.Expect(browser.Page.Locator("#curve polyline")).ToHaveCountAsync(lines, new() { Timeout = 30_000 });
        await browser.SaveScreenshotAsync($"curve-{path.Split('/')[0]}-{lines}", isWhole: true);
        await browser.AssertFaultlessAsync();
    }

    [Theory]
    [InlineData("points")]
    [InlineData("noop")]
    public async Task Page_shows_other_experiments(string experiment)
    {
        await using var served = await Served.StartAsync();
        await using var browser = await Browser.OpenAsync();
        var sweep = await CompletedAsync(served, Specs.Of(experiment));
        await browser.Page.GotoAsync($"{AddressOf(served, sweep)}?on=train_loss");
        await Assertions.Expect(browser.Page.Locator("tbody tr").First).ToContainTextAsync("[");
        await browser.SaveScreenshotAsync($"{experiment}-sweep");
        await browser.Page.Locator("tbody th a").First.ClickAsync();
        await browser.Page.Locator("tbody th a").Last.ClickAsync();

        await Assertions.Expect(browser.Page.GetByRole(AriaRole.Heading).First).ToHaveTextAsync("Cell 0, replicate 1");
        await Assertions.Expect(browser.Page.GetByRole(AriaRole.Button)).ToHaveCountAsync(0);
        await browser.SaveScreenshotAsync($"{experiment}-trial", isWhole: true);
        await browser.AssertFaultlessAsync();
    }

    private static string AddressOf(Served served, Sweep sweep) => new Uri(served.Address, $"sweeps/{sweep.Id}").ToString();

    private static async Task<Sweep> CompletedAsync(Served served, Sweep sweep)
    {
        await served.SubmitAsync(sweep);
        await served.WaitAsync(sweep, "\"status\":\"completed\"");
        return sweep;
    }
}
