using System.Text.Json;
using Symmetry.Client.Embedding;
using Symmetry.Client.Tests.Fakes;

namespace Symmetry.Client.Tests.EndToEnd;

/// <summary>Sweeps with a precision goal on a real silo. Only the trainings are tiny.</summary>
public sealed class GoalTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task One_and_two_slots_stop_at_the_same_replicates_with_the_same_bytes()
    {
        var spec = folder.Write("goal.yaml", "replicates: {until: 0.03, atMost: 80}\naxes: {features: [gradient, square]}\nfixed: {epochs: 1, hidden: [3]}\n");
        var oneSlot = await RunAsync(spec, "1");
        var twoSlots = await RunAsync(spec, "2");

        Assert.Equal(oneSlot, twoSlots);
        var root = JsonDocument.Parse(oneSlot).RootElement;
        var ended = root.GetProperty("cells").EnumerateArray().Select(cell => cell.GetProperty("replicates").GetInt32()).ToList();
        Assert.All(ended, count => Assert.InRange(count, 20, 80));
        Assert.Equal(root.GetProperty("trials").GetInt32(), ended.Sum());
    }

    [Fact]
    public async Task Race_says_who_is_out_after_how_many_replicates_and_by_whom()
    {
        // Square features are far behind after one epoch.
        var spec = folder.Write("race.yaml",
            "replicates: {best: 0.9, atMost: 40}\naxes: {features: [gradient, square, permutation]}\nfixed: {epochs: 1, hidden: [10]}\n");
        var oneSlot = await RunAsync(spec, "1");

        Assert.Equal(oneSlot, await RunAsync(spec, "2"));
        var root = JsonDocument.Parse(oneSlot).RootElement;
        var cells = root.GetProperty("cells").EnumerateArray().ToList();
        var left = root.GetProperty("race").GetProperty("left").EnumerateArray().Select(cell => cell.GetInt32()).ToList();
        Assert.True(root.GetProperty("race").GetProperty("over").GetBoolean());
        Assert.All(left, cell => Assert.Equal(JsonValueKind.Null, cells[cell].GetProperty("out").ValueKind));
        var exits = cells.Where(cell => cell.GetProperty("out").ValueKind is JsonValueKind.Object).ToList();
        Assert.NotEmpty(exits);
        Assert.Equal(cells.Count, exits.Count + left.Count);
        Assert.All(exits, cell => Assert.Equal(cell.GetProperty("replicates").GetInt64(), cell.GetProperty("out").GetProperty("after").GetInt64()));

        using var session = new Session { Open = EmbeddedSweepStore.OpenAsync };
        Assert.Equal(0, await session.RunAsync("table", "race", "--data", folder.File("runs1")));
        var exit = exits[0].GetProperty("out");
        Assert.Contains($"after {exit.GetProperty("after").GetInt64()}, by cell {exit.GetProperty("by").GetInt32()}", session.Out, StringComparison.Ordinal);
        Assert.Contains(root.GetProperty("race").GetProperty("sentence").GetString()![..30], session.Out, StringComparison.Ordinal);

        using var status = new Session { Open = EmbeddedSweepStore.OpenAsync };
        Assert.Equal(0, await status.RunAsync("status", "race", "--data", folder.File("runs1")));
        Assert.Contains($"goal      {root.GetProperty("race").GetProperty("sentence").GetString()}\n", status.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Decision_is_one_sentence_with_its_evidence()
    {
        var spec = folder.Write("decide.yaml",
            "replicates: {decide: {between: {features: gradient}, and: {features: square}}, atMost: 60}\n"
            + "axes: {features: [gradient, square]}\nfixed: {epochs: 1, hidden: [10]}\n");
        var json = await RunAsync(spec, "2");
        var decision = JsonDocument.Parse(json).RootElement.GetProperty("decision");

        Assert.Equal("first", decision.GetProperty("verdict").GetString());
        Assert.InRange(decision.GetProperty("n").GetInt32(), 5, 59);
        Assert.True(decision.GetProperty("evidence").GetDouble() >= 40);
        Assert.StartsWith("Cell 0 (gradient) has better accuracy than cell 1 (square): decided after ",
            decision.GetProperty("sentence").GetString(), StringComparison.Ordinal);
    }

    private async Task<string> RunAsync(string spec, string slots)
    {
        using var session = new Session { Open = EmbeddedSweepStore.OpenAsync };
        Assert.Equal(0, await session.RunAsync("run", spec, "--data", folder.File($"runs{slots}"), "--slots", slots, "--json", "-"));
        return session.Out;
    }
}
