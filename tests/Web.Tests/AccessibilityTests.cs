using System.Text.Json;
using Microsoft.Playwright;

namespace Symmetry.Web.Tests;

/// <summary>axe-core on every view: no serious or critical violation. test.sh installs axe-core from npm.</summary>
public sealed class AccessibilityTests
{
    private const string Rules = "artifacts/npm/node_modules/axe-core/axe.min.js";

    [Theory]
    [MemberData(nameof(BrowserTests.Screens), MemberType = typeof(BrowserTests))]
    public async Task No_view_has_a_serious_violation(string name, int width, int height, bool isDark)
    {
        var rules = Path.Combine(Root(), Rules);
        Assert.SkipUnless(File.Exists(rules), $"{Rules} is missing (npm install --prefix artifacts/npm axe-core).");
        await using var served = await Served.StartAsync();
        await using var browser = await Browser.OpenAsync(width, height, isDark);
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
            await browser.Page.GotoAsync(new Uri(served.Address, address).ToString());
            await browser.Page.Locator(selector).First.WaitForAsync(new() { Timeout = 20_000 });
            if (view == "trial")
            {
                await browser.Page.GetByRole(AriaRole.Button, new() { Name = "Train again and plot" }).ClickAsync();
                await browser.Page.Locator("polyline").First.WaitForAsync(new() { Timeout = 30_000 });
            }

            await browser.SaveScreenshotAsync($"axe-{name}-{view}", isWhole: true);

            // The page's content security policy blocks injected scripts, but the debugger may evaluate them.
            await browser.Page.EvaluateAsync(script);
            var found = JsonDocument.Parse(await browser.Page.EvaluateAsync<string>("axe.run(document).then(found => JSON.stringify(found))")).RootElement;
            Assert.True(found.GetProperty("passes").GetArrayLength() > 10, "axe-core did not run.");
            var serious = found.GetProperty("violations").EnumerateArray()
                .Where(violation => violation.GetProperty("impact").GetString() is "serious" or "critical")
                .Select(violation => $"{view}: {violation.GetProperty("id").GetString()}: {violation.GetProperty("help").GetString()}: "
                    + string.Join("; ", violation.GetProperty("nodes").EnumerateArray().Take(3).Select(node => node.GetProperty("html").GetString())));
            Assert.Empty(serious);
        }

        Assert.Empty(browser.Errors);
    }

    private static string Root()
    {
        var above = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(above.FullName, "Symmetry.Distributed.sln")))
        {
            above = above.Parent!;
        }

        return above.FullName;
    }
}
