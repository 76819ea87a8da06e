using System.Globalization;
using System.Text.Json;
using Symmetry.Client;
using Symmetry.Client.Commands;

namespace Symmetry.Web.Tests;

/// <summary>A cell has one interval, wherever it is shown: the sixteen cells of examples/seven-ways.yaml with shorter trainings.</summary>
public sealed class OneIntervalTests
{
    private static readonly string[] Groups = ["inversion", "rotations"];
    private static readonly string[] Methods = ["ignore", "augment", "sample", "fresh", "invariant", "average", "canonical", "share"];

    [Fact]
    public async Task Table_claim_report_page_and_API_give_the_same_interval_for_every_cell()
    {
        var folder = Directory.CreateTempSubdirectory("symmetry-one-interval-");
        var spec = Path.Combine(folder.FullName, "seven-ways.yaml");
        await File.WriteAllTextAsync(spec, Specification, TestContext.Current.CancellationToken);
        await RunAsync("run", spec, "--quiet");

        var table = JsonDocument.Parse(await RunAsync("table", "seven-ways", "--format", "json")).RootElement;
        var claims = JsonDocument.Parse(await RunAsync("claims", spec, "--json")).RootElement.GetProperty("claims").EnumerateArray().ToList();
        var report = await RunAsync("report", "seven-ways", "--to", "-");
        await using var served = await Served.StartAsync(folder);
        var id = table.GetProperty("sweep").GetString();
        var api = JsonDocument.Parse(await served.Http.GetStringAsync($"api/sweeps/{id}/table", TestContext.Current.CancellationToken)).RootElement;
        var page = JsonDocument.Parse(await served.Http.GetStringAsync($"api/sweeps/{id}", TestContext.Current.CancellationToken)).RootElement;

        var answered = await served.GetPageAsync($"sweeps/{id}");

        Assert.Equal(Groups.Length * Methods.Length, table.GetProperty("cells").GetArrayLength());
        foreach (var cell in table.GetProperty("cells").EnumerateArray())
        {
            var number = cell.GetProperty("cell").GetInt32();
            foreach (var test in (string[])["original", "inverted"])
            {
                var interval = Interval(cell, test);
                Assert.Equal(interval, Interval(api.GetProperty("cells")[number], test));
                Assert.Equal(interval, Interval(page.GetProperty("cells")[number], test));
                Assert.Contains(Text(interval), report, StringComparison.Ordinal);
            }

            var evidence = claims[number].GetProperty("evidence").GetString()!;
            Assert.Contains(Text(Interval(cell, "original")), evidence, StringComparison.Ordinal);
            Assert.Contains($"<b>holds</b>: {claims[number].GetProperty("says").GetString()}<br>", answered, StringComparison.Ordinal);
        }

        async Task<string> RunAsync(params string[] arguments)
        {
            await using var output = new StringWriter();
            await using var error = new StringWriter();
            var environment = new CliEnvironment { Out = output, Error = error, Open = CliEnvironment.OpenAsync };
            var code = await CommandLine.RunAsync([.. arguments, "--data", folder.FullName], environment, TestContext.Current.CancellationToken);
            Assert.True(code == 0, error.ToString());
            return output.ToString();
        }
    }

    private static string Specification =>
        $"name: seven-ways\nreplicates: 3\naxes:\n  group: [{string.Join(", ", Groups)}]\n  symmetry: [{string.Join(", ", Methods)}]\n"
        + "fixed: {trainFraction: 0.05, epochs: 1}\nclaims:\n"
        + string.Concat(Groups.SelectMany(group => Methods.Select(method =>
            $"  - says: \"{group}, {method}\"\n    bound: {{of: {{group: {group}, symmetry: {method}}}, atLeast: 0, atMost: 1}}\n")));

    private static (double Lower, double Upper) Interval(JsonElement cell, string test)
    {
        var values = cell.GetProperty("tests").GetProperty(test);
        return (values.GetProperty("lower").GetDouble(), values.GetProperty("upper").GetDouble());
    }

    private static string Text((double Lower, double Upper) interval) =>
        string.Create(CultureInfo.InvariantCulture, $"[{interval.Lower:F4}, {interval.Upper:F4}]");
}
