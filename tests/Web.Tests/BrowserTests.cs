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
            "first => Number(document.querySelector(\"tr[data-cell='1']\").children[3].textContent.split('±')[1]) < first / 1.5",
            first, new() { Timeout = 60_000 });
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

    [Fact]
    public async Task Chosen_metric_has_columns_that_follow_the_running_sweep()
    {
        await using var served = await Served.StartAsync();
        await using var browser = await Browser.OpenAsync(1200, 900, isDark: false);
        var sweep = await served.SubmitAsync(3000, epochs: 3);
        await browser.Page.GotoAsync(new Uri(served.Address, $"#/sweep/{sweep.Id}").ToString());
        var choice = browser.Page.GetByRole(AriaRole.Combobox, new() { Name = "Metric" });
        await Assertions.Expect(choice).ToBeEnabledAsync();
        await choice.FocusAsync();
        await browser.Page.Keyboard.PressAsync("ArrowDown");

        await Assertions.Expect(choice).ToHaveValueAsync("train_loss");
        await Assertions.Expect(choice).ToHaveAccessibleDescriptionAsync("Mean training loss at the end of training, without penalty. Smaller is better.");
        await Assertions.Expect(browser.Page.GetByRole(AriaRole.Columnheader, new() { Name = "train_loss" })).ToBeVisibleAsync();
        var cells = browser.Page.Locator("tr[data-cell='1'] td");
        await Assertions.Expect(cells.Nth(5)).ToContainTextAsync(", ", new() { Timeout = 30_000 });
        await Assertions.Expect(cells.Nth(2)).ToContainTextAsync("±");
        var n = await cells.Nth(6).InnerTextAsync();
        await Assertions.Expect(cells.Nth(6)).Not.ToHaveTextAsync(n, new() { Timeout = 30_000 });

        await browser.Page.Keyboard.PressAsync("ArrowUp");
        await Assertions.Expect(cells).ToHaveCountAsync(5);
        Assert.Empty(browser.Errors);
    }

    [Theory]
    [InlineData("points")]
    [InlineData("noop")]
    public async Task Page_shows_other_experiments(string experiment)
    {
        await using var served = await Served.StartAsync();
        await using var browser = await Browser.OpenAsync(1200, 900, isDark: false);
        var sweep = await served.SubmitAsync(Specs.Of(experiment));
        await served.WaitAsync(sweep, "\"status\":\"completed\"");
        await browser.Page.GotoAsync(new Uri(served.Address, $"#/sweep/{sweep.Id}").ToString());
        await browser.Page.GetByLabel("Metric").SelectOptionAsync("train_loss");
        await Assertions.Expect(browser.Page.Locator("tr[data-cell='0'] td").Nth(6)).ToHaveTextAsync("2");
        await browser.SaveScreenshotAsync($"{experiment}-sweep");
        await browser.Page.GetByRole(AriaRole.Link, new() { Name = "the only cell" }).ClickAsync();
        await browser.Page.GetByRole(AriaRole.Link, new() { Name = "1", Exact = true }).ClickAsync();

        await Assertions.Expect(browser.Page.GetByRole(AriaRole.Heading)).ToHaveTextAsync("Cell 0, replicate 1");
        await Assertions.Expect(browser.Page.GetByRole(AriaRole.Button)).ToHaveCountAsync(0);
        await browser.SaveScreenshotAsync($"{experiment}-trial", isWhole: true);
        Assert.Empty(browser.Errors);
    }

    // No built-in experiment lacks accuracies, so the responses of the API are made up.
    [Fact]
    public async Task Experiment_without_accuracies_shows_its_own_metrics()
    {
        await using var served = await Served.StartAsync();
        await using var browser = await Browser.OpenAsync(1200, 900, isDark: false);
        const string cell = """{"cell":0,"axes":{"size":3},"replicates":2,"failed":0,""";
        const string snapshot = """
            {"sweep":"own-1","name":"own","status":"completed","trials":2,"committed":2,"completed":2,"diverged":0,"failed":0,
            "leased":0,"verified":0,"mismatched":0,
            "silos":[],"hasLearningCurves":false,"hasAccuracies":false,
            "metrics":[{"name":"energy","key":"energy","kind":"real","direction":"none","summary":"energy at the end","shown":true},
            {"name":"hits","key":"hits","kind":"proportion","direction":"larger","summary":"targets that were hit","shown":true}],"allCells":1,"cells":[
            """ + cell + """ "tests":{},"label":"size 3","invariant":false,"runs":{}}]}""";
        const string table = """{"cells":[""" + cell + """
            "tests":{"energy":{"n":2,"mean":1.5,"lower":null,"upper":null},"hits":{"n":2,"mean":0.5,"lower":0.25,"upper":0.75}}}]}
            """;
        const string trials = """
            [{"cell":0,"replicate":1,"size":3,"permutation":"","outcome":"completed","attempts":1,"silo":"s","seconds":1,"energy":1.5,
            "correct_hits":3,"total_hits":4}]
            """;
        await browser.Page.RouteAsync("**/api/sweeps/own-1", route => route.FulfillAsync(new() { ContentType = "application/json", Body = snapshot }));
        await browser.Page.RouteAsync("**/table?on=*", route => route.FulfillAsync(new() { ContentType = "application/json", Body = table }));
        await browser.Page.RouteAsync("**/trials?*", route => route.FulfillAsync(new() { ContentType = "application/json", Body = trials }));
        await browser.Page.RouteAsync("**/events", route => route.FulfillAsync(
            new() { ContentType = "text/event-stream", Body = $"event: sweep\ndata: {snapshot.ReplaceLineEndings(" ")}\n\n" }));

        await browser.Page.GotoAsync(new Uri(served.Address, "#/sweep/own-1").ToString());
        await Assertions.Expect(browser.Page.Locator("tr[data-cell] td")).ToHaveTextAsync(["2", "0", "1.5", "–", "2", "0.5000", "[0.2500, 0.7500]", "2"]);
        await browser.SaveScreenshotAsync("own-sweep");
        await browser.Page.GetByLabel("Metric").SelectOptionAsync("hits");
        await Assertions.Expect(browser.Page.Locator("tr[data-cell] td")).ToHaveTextAsync(["2", "0", "0.5000", "[0.2500, 0.7500]", "2"]);
        await browser.Page.GetByRole(AriaRole.Link, new() { Name = "size 3" }).ClickAsync();

        await Assertions.Expect(browser.Page.Locator("tbody td")).ToHaveTextAsync(["1.5", "0.7500", "completed", "1", "1.000"]);
        Assert.Empty(browser.Errors);
    }

    private static async Task<double> HalfWidthAsync(ILocator text) =>
        double.Parse((await text.InnerTextAsync()).Split('±', '(')[1], System.Globalization.CultureInfo.InvariantCulture);

    private static Task<string> SummaryAsync(IPage page) => page.Locator("main [role=status]").InnerTextAsync();
}
