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

    private async Task<string> RunAsync(string spec, string slots)
    {
        using var session = new Session { Open = EmbeddedSweepStore.OpenAsync };
        Assert.Equal(0, await session.RunAsync("run", spec, "--data", folder.File($"runs{slots}"), "--slots", slots, "--json", "-"));
        return session.Out;
    }
}
