using System.Text.Json;
using Symmetry.Analysis.Paper;
using Symmetry.Client.Tests.Fakes;

namespace Symmetry.Client.Tests.Commands;

/// <summary>How many replicates a goal needs, according to a pilot that is trained or read.</summary>
public sealed class PlanTests : IDisposable
{
    private const string Tiny = "name: tiny\nreplicates: 4\naxes: {bias: [false, true]}\nfixed: {epochs: 0, hidden: []}\n";

    private readonly TemporaryFolder folder = new();
    private readonly Session session = new();

    public void Dispose()
    {
        session.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task Without_from_a_pilot_is_trained_and_every_cell_gets_a_number()
    {
        Assert.Equal(0, await session.RunAsync("plan", folder.Write("tiny.yaml", Tiny), "--half-width", "0.01", "--pilot", "3"));
        Assert.Contains("\ntiny: replicates for 95 % intervals of +-0.01.\n", session.Out, StringComparison.Ordinal);
        Assert.Contains("pilot  the first 3 replicates of every cell, trained now\n", session.Out, StringComparison.Ordinal);
        Assert.Contains("replicates: {until: 0.01, atMost: ", session.Out, StringComparison.Ordinal);
        Assert.Equal(0, session.Store.Opened);
    }

    [Fact]
    public async Task Pilot_without_a_goal_gives_the_expected_time()
    {
        var spec = folder.Write("tiny.yaml", Tiny);
        Assert.Equal(0, await session.RunAsync("plan", spec, "--pilot"));
        Assert.Contains("\nestimated by   training the first 4 replicates of every cell\n", session.Out, StringComparison.Ordinal);

        using var quick = new Session();
        Assert.Equal(0, await quick.RunAsync("plan", spec));
        Assert.Matches("\nexpected time  about .+\nestimated by   training [0-9]+ of [0-9]+ kinds? of cells on this machine for ", quick.Out);
    }

    [Fact]
    public async Task Plan_as_JSON_has_stable_keys()
    {
        Assert.Equal(0, await session.RunAsync("plan", folder.Write("tiny.yaml", Tiny), "--json"));
        var plain = JsonDocument.Parse(session.Out).RootElement;
        Assert.Equal(
            ["sweep", "name", "cells", "notDrawn", "replicates", "replicatesAreAtMost", "trials", "slots", "seconds", "measuredBy", "secondsPerTrial", "goal"],
            plain.EnumerateObject().Select(property => property.Name));
        Assert.Equal((2, 4, 8), (plain.GetProperty("cells").GetInt32(), plain.GetProperty("replicates").GetInt32(), plain.GetProperty("trials").GetInt32()));
        Assert.Equal(JsonValueKind.Null, plain.GetProperty("goal").ValueKind);

        using var second = new Session();
        Assert.Equal(0, await second.RunAsync("plan", folder.Write("tiny.yaml", Tiny), "--json", "--power", "0.9", "--difference", "0.01", "--pilot", "3"));
        var goal = JsonDocument.Parse(second.Out).RootElement.GetProperty("goal");
        Assert.Equal(
            [
                "level", "halfWidth", "power", "difference", "baseline", "family", "pilot", "assurance", "replicates", "seconds", "trialsOfEachItsOwn",
                "secondsOfEachItsOwn", "cells",
            ],
            goal.EnumerateObject().Select(property => property.Name));
        var cells = goal.GetProperty("cells").EnumerateArray().ToList();
        Assert.Equal(JsonValueKind.Null, cells[0].GetProperty("assured").ValueKind);
        Assert.Equal(goal.GetProperty("replicates").GetInt64(), cells[1].GetProperty("assured").GetInt64());
        Assert.InRange(cells[1].GetProperty("evenChance").GetInt64(), 6, cells[1].GetProperty("assured").GetInt64());
    }

    [Fact]
    public async Task Plan_of_a_race_gives_its_budget()
    {
        var race = folder.Write("race.yaml", Tiny.Replace("replicates: 4", "replicates: {best: 0.95, atMost: 50}", StringComparison.Ordinal));
        Assert.Equal(0, await session.RunAsync("plan", race));

        Assert.Contains(
            "\nreplicates     at most 50 per cell: a race for the best accuracy at level 0.95, at most 50 replicates\n", session.Out, StringComparison.Ordinal);
        Assert.Contains("\ntrials         at most 100, the budget\n", session.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Earlier_sweep_serves_as_pilot()
    {
        session.Store.Add(PaperSweep.Create(40, 1), 400);
        var spec = folder.Write("again.yaml", "name: again\nseed: 9\nreplicates: 1\naxes: {features: [gradient, identity]}\nfixed: {bias: true}\n");

        Assert.Equal(0, await session.RunAsync("plan", spec, "--power", "0.9", "--difference", "0.01", "--from", "paper"));
        Assert.Contains("to find a difference of 0.01 from cell 0 (gradient) with a chance of 0.9.\n", session.Out, StringComparison.Ordinal);
        Assert.Contains("5 % / 2: compare", session.Out, StringComparison.Ordinal);
        Assert.Contains($"pilot  the runs of {PaperSweep.Create(40, 1).Id}\n", session.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pilot_without_the_planned_cells_is_rejected()
    {
        session.Store.Add(PaperSweep.Create(4, 1), 40);

        Assert.Equal(2, await session.RunAsync("plan", folder.Write("tiny.yaml", Tiny), "--half-width", "0.01", "--from", "paper"));
        Assert.Contains(" has no cell with the settings of cell 0 of tiny-", session.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--power and --difference go together", "--power", "0.9")]
    [InlineData("--power and --difference go together", "--difference", "0.1")]
    [InlineData("--half-width and --power are two plans", "--half-width", "0.1", "--power", "0.9", "--difference", "0.1")]
    [InlineData("--power: expected a number above 0 and below 1, got '1.5'.", "--power", "1.5")]
    [InlineData("--pilot and --from are two pilots", "--half-width", "0.1", "--pilot", "3", "--from", "x")]
    [InlineData("--pilot: expected a whole number from 2 to 1000, got '1'.", "--half-width", "0.1", "--pilot", "1")]
    public async Task Inconsistent_goals_are_rejected(string sentence, params string[] options)
    {
        Assert.Equal(2, await session.RunAsync(["plan", folder.Write("tiny.yaml", Tiny), .. options]));
        Assert.StartsWith(sentence, session.Error, StringComparison.Ordinal);
    }
}
