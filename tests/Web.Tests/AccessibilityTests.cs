using System.Text.Json;
using Microsoft.Playwright;

namespace Symmetry.Web.Tests;

/// <summary>axe-core on every view at every screen: no serious or critical violation. test.sh installs axe-core from npm.</summary>
public sealed class AccessibilityTests
{
    private const string Rules = "artifacts/npm/node_modules/axe-core/axe.min.js";

    [Fact]
    public async Task No_view_has_a_serious_violation_on_any_screen()
    {
        var rules = Path.Combine(Repository.Folder, Rules);
        Assert.SkipUnless(File.Exists(rules), $"{Rules} is missing (npm install --prefix artifacts/npm axe-core).");
        await using var served = await Served.StartAsync();
        await using var browser = await Browser.OpenAsync();
        var page = browser.Page;
        var sweep = await served.SubmitAsync(Specs.Grid(6));
        var running = await served.SubmitAsync(200_000, epochs: 3);
        await served.WaitAsync(sweep, "\"status\":\"completed\"");
        var script = await File.ReadAllTextAsync(rules, TestContext.Current.CancellationToken);
        (string View, string Address, string Selector)[] views =
        [
            ("list", "", "table"), ("running", $"sweeps/{running.Id}", "progress"), ("sweep", $"sweeps/{sweep.Id}?baseline=0", "table"),
            ("effects", $"sweeps/{sweep.Id}/effects", "svg"), ("heatmap", $"sweeps/{sweep.Id}/heatmap", "svg"),
            ("cell", $"sweeps/{sweep.Id}/cells/1", "svg"), ("pair", $"sweeps/{sweep.Id}/cells/1/with/0", "svg"),
            ("trial", $"sweeps/{sweep.Id}/cells/0/trials/3", "dl"), ("permutation", $"sweeps/{sweep.Id}/cells/2/trials/3", ".pixels"),
            ("report", $"sweeps/{sweep.Id}/report", "svg"), ("submit", "submit", "#plan"), ("import", "import", "#file"),
            ("error", "sweeps/missing/cells/0", "[role=alert]"),
        ];
        foreach (var (view, address, selector) in views)
        {
            await browser.GoToAsync(new Uri(served.Address, address));
            await page.Locator(selector).First.WaitForAsync(new() { Timeout = 20_000 });
            if (view == "trial")
            {
                await page.GetByRole(AriaRole.Button, new() { Name = "Train again and plot" }).ClickAsync();
                await page.Locator("polyline").First.WaitForAsync(new() { Timeout = 30_000 });
            }

            // The page's content security policy blocks injected scripts, but the debugger may evaluate them.
            await page.EvaluateAsync(script);
            foreach (var (screen, width, height) in ((string, int, int)[])[("desktop", 1200, 900), ("phone", 390, 800)])
            {
                await page.SetViewportSizeAsync(width, height);
                await CheckAsync($"{view}-{screen}-light", ColorScheme.Light, "{resultTypes: ['violations']}", 10);

                // Colours are all that changes.
                await CheckAsync($"{view}-{screen}-dark", ColorScheme.Dark, "{runOnly: ['color-contrast']}", 1);
            }
        }

        async Task CheckAsync(string name, ColorScheme scheme, string options, int passes)
        {
            await browser.UseColoursAsync(scheme);
            await browser.AssertFaultlessAsync();
            await browser.SaveScreenshotAsync($"views/{name}", isWhole: true);
            var found = JsonDocument.Parse(await page.EvaluateAsync<string>($"axe.run(document, {options}).then(found => JSON.stringify(found))")).RootElement;
            Assert.True(found.GetProperty("passes").GetArrayLength() >= passes, $"{name}: axe-core did not run.");
            var serious = found.GetProperty("violations").EnumerateArray()
                .Where(violation => violation.GetProperty("impact").GetString() is "serious" or "critical")
                .Select(violation => $"{name}: {violation.GetProperty("id").GetString()}: {violation.GetProperty("help").GetString()}: "
                    + string.Join("; ", violation.GetProperty("nodes").EnumerateArray().Take(3).Select(node => node.GetProperty("html").GetString())));
            Assert.Empty(serious);
        }
    }
}
