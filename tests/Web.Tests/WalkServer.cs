using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Symmetry.Web.Tests;

/// <summary>A silo with its page for all walks, and a grid of 5,000 cells that was imported.</summary>
public sealed class WalkServer : IAsyncLifetime
{
    internal Served Served { get; private set; } = null!;

    internal string Grid { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        Served = await Served.StartAsync();
        using var response = await Served.PostAsync("api/results?name=grid.csv", Scores());
        using var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        Grid = answer.RootElement.GetProperty("sweep").GetString()!;
    }

    public ValueTask DisposeAsync() => Served.DisposeAsync();

    // Scores of ten models, fifty rates and ten depths with four seeds each; the last model is the best at every rate and depth.
    private static string Scores()
    {
        var rows = new StringBuilder("model,rate,depth,seed,accuracy,loss\n");
        for (var run = 0; run < 20_000; run++)
        {
            var (seed, depth, rate, model) = (run % 4, run / 4 % 10, run / 40 % 50, run / 2000);
            var accuracy = 0.5 + (0.04 * model) + (0.002 * depth) - (0.00004 * (rate - 30) * (rate - 30)) + (0.0001 * (run * 7919 % 101));
            rows.Append(CultureInfo.InvariantCulture, $"m{model},{0.001 * (rate + 1):F3},{depth + 1},{seed},{accuracy:F4},{1 - accuracy:F4}\n");
        }

        return rows.ToString();
    }
}
