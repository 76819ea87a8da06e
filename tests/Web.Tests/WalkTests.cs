using Microsoft.Playwright;

namespace Symmetry.Web.Tests;

/// <summary>What a person does from a first specification to the report, in Chromium.</summary>
/// <remarks>The pictures of each step, light and dark, are in artifacts/screenshots.</remarks>
public sealed class WalkTests(WalkServer server) : IClassFixture<WalkServer>
{
    private Served Served => server.Served;

    [Theory]
    [InlineData("desktop", 1200, 900)]
    [InlineData("phone", 390, 800)]
    public async Task Person_gets_from_a_mistake_in_a_specification_to_the_report(string name, int width, int height)
    {
        await using var browser = await Browser.OpenAsync(width, height);
        var page = browser.Page;
        var pictures = 0;

        // A mistake is shown and mended, and the sweep is a race.
        await browser.GoToAsync(Served.Address);
        await PictureAsync("list");
        await page.GetByRole(AriaRole.Link, new() { Name = "Submit" }).ClickAsync();
        var (spec, plan) = (page.GetByLabel("Specification"), page.Locator("#plan"));
        var (submit, mistake) = (page.GetByRole(AriaRole.Button, new() { Name = "Submit" }), page.Locator("#mistake"));
        await Assertions.Expect(plan).ToContainTextAsync("4 cells, 10 replicates each: 40 trials. About ");
        await spec.FillAsync(Race(name).Replace("epochs: 20", "epochs: many", StringComparison.Ordinal));
        await Assertions.Expect(mistake).ToContainTextAsync("Line 7, column 17: epochs: expected ");
        await Assertions.Expect(submit).ToBeDisabledAsync();
        await PictureAsync("mistake");
        await spec.FillAsync("replicates: 2\naxes: {bias: [false, true]}\n");
        await Assertions.Expect(page.GetByText("Below 6 replicates a comparison has no p")).ToBeVisibleAsync();
        await spec.FillAsync(Race(name));
        await Assertions.Expect(plan).ToContainTextAsync("6 cells, at most 40,000 replicates each: at most 240,000 trials. At most about ");
        await Assertions.Expect(mistake).ToBeHiddenAsync();
        await PictureAsync("plan");
        await submit.ClickAsync();
        await page.WaitForURLAsync("**/sweeps/race-*");
        var (race, summary, connection) = (page.Url, page.Locator("main p[role=status]"), page.Locator("#connection"));

        // The race goes on without a reload: cells leave it.
        await Assertions.Expect(summary).ToContainTextAsync("running");
        await Assertions.Expect(page.GetByRole(AriaRole.Cell, new() { Name = "by cell" }).First).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await PictureAsync("race");

        // The silo restarts under the page, which recovers; the sweep is cancelled and resumed.
        await Served.RestartAsync();
        var before = await summary.InnerTextAsync();
        await Assertions.Expect(connection).ToHaveTextAsync("live", new() { Timeout = 20_000 });
        await Assertions.Expect(summary).Not.ToHaveTextAsync(before, new() { Timeout = 30_000 });
        await page.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await Assertions.Expect(summary).ToContainTextAsync("cancelled", new() { Timeout = 10_000 });
        await page.GetByRole(AriaRole.Button, new() { Name = "Resume" }).ClickAsync();
        await Assertions.Expect(summary).ToContainTextAsync("running", new() { Timeout = 10_000 });
        await page.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Not finished")).ToBeVisibleAsync(new() { Timeout = 20_000 });

        // What was found, the best set, and its first cell.
        await Assertions.Expect(page.GetByText("may have the best accuracy")).ToBeVisibleAsync();
        await PictureAsync("found", isWhole: true);
        await page.GetByLabel("Sort by").SelectOptionAsync("accuracy");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show" }).ClickAsync();
        await page.WaitForURLAsync("**sort=accuracy**");
        await page.GetByRole(AriaRole.Rowheader).GetByRole(AriaRole.Link).First.ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading).First).ToContainTextAsync("Cell ");
        await PictureAsync("best-cell", isWhole: true);
        await page.GetByRole(AriaRole.Rowheader).GetByRole(AriaRole.Link).First.ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading).First).ToContainTextAsync("replicate 0");
        await PictureAsync("trial", isWhole: true);

        // 5,000 cells, sorted, filtered, and two of them side by side.
        await browser.GoToAsync(new Uri(Served.Address, $"sweeps/{server.Grid}"));
        await Assertions.Expect(page.GetByText("Page 1 of 25")).ToBeVisibleAsync();
        await LogAsync("5,000 cells");
        await PictureAsync("grid");
        await Assertions.Expect(page.GetByText("Provenance")).ToBeVisibleAsync(new() { Timeout = 20_000 });
        await page.GetByRole(AriaRole.Link, new() { Name = "mean" }).First.ClickAsync();
        await page.WaitForURLAsync("**?sort=accuracy");
        await Assertions.Expect(Row(0)).ToContainTextAsync("m9");
        await LogAsync("sorted");
        await page.GetByLabel("Where").FillAsync("model=m3,depth=5");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show" }).ClickAsync();
        await page.WaitForURLAsync("**where=model*");
        await Assertions.Expect(page.GetByRole(AriaRole.Rowheader)).ToHaveCountAsync(50);
        await LogAsync("filtered");
        await PictureAsync("filtered");
        var (best, second) = (await CellAsync(0), await CellAsync(1));
        await page.GetByRole(AriaRole.Rowheader).GetByRole(AriaRole.Link).First.ClickAsync();
        await page.GetByLabel("Compare with cell").FillAsync(second);
        await page.GetByRole(AriaRole.Button, new() { Name = "Compare" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading).First).ToHaveTextAsync($"Cell {best} and cell {second}");
        await Assertions.Expect(page.Locator("table").Last.Locator("tbody tr")).ToHaveCountAsync(4);
        await PictureAsync("compared", isWhole: true);

        // The report of the race, on the page and as a file.
        await browser.GoToAsync(new Uri(race));
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "report.html" }).ClickAsync());
        var report = await File.ReadAllTextAsync(await download.PathAsync(), TestContext.Current.CancellationToken);
        Assert.Contains(new Uri(race).Segments[^1], report, StringComparison.Ordinal);
        Assert.Contains("may have the best accuracy", report, StringComparison.Ordinal);
        await page.GetByRole(AriaRole.Link, new() { Name = "Report", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator("svg").First).ToBeVisibleAsync();
        await PictureAsync("report", isWhole: true);

        async Task PictureAsync(string view, bool isWhole = false)
        {
            await browser.AssertFaultlessAsync();
            pictures++;
            foreach (var scheme in (ColorScheme[])[ColorScheme.Dark, ColorScheme.Light])
            {
                await browser.UseColoursAsync(scheme);
                await browser.SaveScreenshotAsync($"walk/{name}/{pictures:D2}-{view}-{scheme}", isWhole);
            }
        }

        ILocator Row(int index) => page.Locator("tbody tr").Nth(index);

        Task<string> CellAsync(int index) => Row(index).GetByRole(AriaRole.Rowheader).InnerTextAsync();

        // For the reader of the pictures: times are not judged.
        async Task LogAsync(string step) => await File.AppendAllTextAsync(
            Path.Combine(Repository.Folder, "artifacts", "screenshots", "walk", name, "times.txt"),
            await page.EvaluateAsync<string>(
                "step => `${step}: first paint ${Math.round(performance.getEntriesByName('first-contentful-paint')[0]?.startTime)} ms, "
                + "response ${Math.round(performance.getEntriesByType('navigation')[0].responseEnd)} ms\\n`", step));
    }

    // Decays of 0 and 1e-9 cannot be told apart, so the race goes on while a person looks, on a fast machine too.
    private static string Race(string name) =>
        $$"""
        name: race-{{name}}
        replicates: {best: 0.95, atMost: 40000}
        axes:
          features: [identity, square, permutation]
          weightDecay: [0, 1e-9]
        # Enough for the order of the cells.
        fixed: {epochs: 20}

        """;
}
