using System.Text.Json;
using Microsoft.Playwright;

namespace Symmetry.Web.Tests;

/// <summary>axe-core on every view: nothing serious or critical. test.sh installs it from npm.</summary>
public sealed class AccessibilityTests
{
    private const string Rules = "artifacts/npm/node_modules/axe-core/axe.min.js";

    [Theory]
    [MemberData(nameof(BrowserTests.Screens), MemberType = typeof(BrowserTests))]
    public async Task Nothing_serious_is_found_on_any_view(string name, int width, int height, bool isDark)
    {
        var rules = Path.Combine(Root(), Rules);
        Assert.SkipUnless(File.Exists(rules), $"{Rules} is not there (npm install --prefix artifacts/npm axe-core).");
        await using var served = await Served.StartAsync();
        await using var browser = await Browser.OpenAsync(width, height, isDark);
        var sweep = await served.SubmitAsync(5);
        await served.WaitAsync(sweep, "\"status\":\"completed\"");
        var script = await File.ReadAllTextAsync(rules, TestContext.Current.CancellationToken);
        (string View, string Address, string Waited)[] views =
        [
            ("list", "#/", "table"), ("sweep", $"#/sweep/{sweep.Id}", "svg"), ("cell", $"#/sweep/{sweep.Id}/cell/1", "table"),
            ("trial", $"#/sweep/{sweep.Id}/cell/0/trial/3", "dl"), ("permutation", $"#/sweep/{sweep.Id}/cell/1/trial/3", ".pixels"), ("error", "#/sweep/nobody/cell/0", "[role=alert]"),
        ];
        foreach (var (view, address, waited) in views)
        {
            await browser.Page.GotoAsync("about:blank");
            await browser.Page.GotoAsync(new Uri(served.Address, address).ToString());
            await browser.Page.Locator(waited).First.WaitForAsync(new() { Timeout = 20_000 });
            if (view == "list")
            {
                await browser.Page.GetByText("Submit a sweep").ClickAsync();
            }
            else if (view == "trial")
            {
                await browser.Page.GetByRole(AriaRole.Button, new() { Name = "Train it again and look" }).ClickAsync();
                await browser.Page.Locator("polyline").First.WaitForAsync(new() { Timeout = 30_000 });
                await browser.KeepAsync($"{name}-curve", isWhole: true);
            }

            // The page's own rules let no script in; the debugger does.
            await browser.Page.EvaluateAsync(script);
            var found = JsonDocument.Parse(await browser.Page.EvaluateAsync<string>("axe.run(document).then(found => JSON.stringify(found))")).RootElement;
            Assert.True(found.GetProperty("passes").GetArrayLength() > 10, "axe-core did not run.");
            var serious = found.GetProperty("violations").EnumerateArray()
                .Where(one => one.GetProperty("impact").GetString() is "serious" or "critical")
                .Select(one => $"{view}: {one.GetProperty("id").GetString()}: {one.GetProperty("help").GetString()}: "
                    + string.Join("; ", one.GetProperty("nodes").EnumerateArray().Take(3).Select(node => node.GetProperty("html").GetString())));
            Assert.Empty(serious);
        }

        Assert.Empty(browser.Complaints);
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
