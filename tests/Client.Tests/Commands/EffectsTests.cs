using System.Text.Json;
using Symmetry.Analysis.Paper;
using Symmetry.Client.Tests.Fakes;
using Symmetry.Engine.Sweeps;
using Symmetry.Formats.Specs;

namespace Symmetry.Client.Tests.Commands;

/// <summary>Which settings matter, as text and JSON; the statistics are tested with the analysis.</summary>
public sealed class EffectsTests : IDisposable
{
    private static readonly Sweep Sweep = SpecReader.Read(
        "name: grid\nreplicates: 8\naxes: {bias: [false, true], learningRate: [0.01, 0.1], hidden: [[10], [10, 5]]}\n", "grid.yaml", "grid");

    private readonly Session session = new() { Store = new FakeStore { Result = FakeResults.Separated } };

    public void Dispose() => session.Dispose();

    [Fact]
    public async Task Json_has_shares_levels_and_differences()
    {
        session.Store.Add(Sweep, Sweep.Trials);

        Assert.Equal(0, await session.RunAsync("effects", "grid", "--json"));
        var root = JsonDocument.Parse(session.Out).RootElement;
        Assert.Equal(("accuracy", 8, 8, 3), (
            root.GetProperty("metric").GetString(), root.GetProperty("replicates").GetInt32(), root.GetProperty("cells").GetInt32(),
            root.GetProperty("family").GetInt32()));
        var shares = root.GetProperty("shares").EnumerateArray().ToList();
        Assert.Equal(
            ["bias", "learningRate", "hidden", "bias,learningRate", "bias,hidden", "learningRate,hidden", ""],
            shares.Select(share => string.Join(',', share.GetProperty("axes").EnumerateArray().Select(axis => axis.GetString()))));
        Assert.Equal(1, shares.Sum(share => share.GetProperty("share").GetDouble()), 1e-9);
        Assert.All(shares, share => Assert.True(share.GetProperty("lower").GetDouble() <= share.GetProperty("upper").GetDouble()));
        var levels = root.GetProperty("levels").EnumerateArray().ToList();
        Assert.Equal(["False", "True", "0.01", "0.1", "[10]", "[10,5]"], levels.Select(level => level.GetProperty("value").ToString()));
        var difference = root.GetProperty("differences")[1];
        Assert.Equal("learningRate", difference.GetProperty("axis").GetString());
        Assert.True(difference.GetProperty("greater").GetDouble() + difference.GetProperty("than").GetDouble() is > 0.109 and < 0.111);
        Assert.InRange(difference.GetProperty("pAdjusted").GetDouble(), 1.0 / 128, 1);
    }

    [Fact]
    public async Task Text_names_what_is_left_out_of_a_grid_with_exclusions()
    {
        var sweep = PaperSweep.Create(8, 1);
        session.Store.Add(sweep, sweep.Trials);

        Assert.Equal(0, await session.RunAsync("effects", "paper"));
        var words = string.Join(' ', session.Out.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith(
            "paper: shares of main effects and interactions in the variance of accuracy between 8 cells, 8 replicates.", words, StringComparison.Ordinal);
        Assert.Contains(
            "Left out, because combinations with them have no cell or too few runs: training both. Used: 8 of 10 cells.", words, StringComparison.Ordinal);
        Assert.Contains("One value is left, so nothing is said about its effect: training original.", words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sweep_without_a_grid_is_2_with_the_reason()
    {
        session.Store.Add(new Sweep(new SweepSpec { Name = "one", Replicates = ReplicateDesign.Independent(3) }), 3);

        Assert.Equal(2, await session.RunAsync("effects", "one"));
        Assert.EndsWith(
            "has no axis with two values whose cells have two replicates of 'accuracy' in common, and effects need one.\n",
            session.Error, StringComparison.Ordinal);
    }
}
