using System.Text.Json;
using Symmetry.Client.Embedding;
using Symmetry.Client.Tests.Fakes;
using Symmetry.Formats.Specs;

namespace Symmetry.Client.Tests.EndToEnd;

/// <summary>A sweep that keeps outcomes, with a real silo and a real folder.</summary>
public sealed class OutcomesTests : IDisposable
{
    private const string Spec = "name: kept\nreplicates: 6\naxes: {features: [identity, gradient]}\nfixed: {epochs: 1, trainFraction: 0.05}\n";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Outcomes_are_kept_asked_about_and_reproduced_and_change_no_accuracy()
    {
        await RunAsync("run", folder.Write("kept.yaml", Spec + "keep: outcomes\n"));
        await RunAsync("run", folder.Write("plain.yaml", Spec.Replace("kept", "plain", StringComparison.Ordinal)));

        var cells = JsonDocument.Parse(await RunAsync("images", "kept", "--ensemble", "3", "--json")).RootElement.GetProperty("cells");
        var plain = JsonDocument.Parse(await RunAsync("table", "plain", "--format", "json")).RootElement.GetProperty("cells");
        for (var cell = 0; cell < 2; cell++)
        {
            var original = plain[cell].GetProperty("tests").GetProperty("original");
            Assert.Equal(original.GetProperty("mean").GetDouble(), cells[cell].GetProperty("mean").GetDouble(), 1e-12);
            Assert.Equal(original.GetProperty("lower").GetDouble(), cells[cell].GetProperty("overRuns")[0].GetDouble(), 1e-12);
        }

        Assert.Contains("reproduced: ", await RunAsync("rerun", "kept", "1", "3"), StringComparison.Ordinal);
        Assert.Contains("all have the same bits", await RunAsync("verify", "kept", "--sample", "100%"), StringComparison.Ordinal);
        Assert.Contains("from the outcomes per image", Words(await RunAsync("table", "kept", "--interval", "images")), StringComparison.Ordinal);
        Assert.Contains("churn of each cell A", await RunAsync("images", "kept", "--baseline", "1"), StringComparison.Ordinal);
        Assert.Equal(
            await RunAsync("export", "plain", "--to", "-", "--format", "csv"),
            await RunAsync("export", "kept", "--to", "-", "--format", "csv"), AreEqualButForSiloAndSeconds);
    }

    [Fact]
    public async Task Trial_whose_outcomes_differ_in_one_bit_is_not_reproduced()
    {
        var sweep = SpecReader.Read(Spec + "keep: outcomes\n", "kept.yaml", "kept");
        using var session = new Session { Store = new FakeStore { Result = (known, trial) => Flipped(known.SpecOf(trial).Run(new(new()))) } };
        session.Store.Add(sweep, 2);

        Assert.Equal(3, await session.RunAsync("rerun", "kept", "0", "0"));
        Assert.Contains("DIFFERS: stored completed, accuracy ", session.Out, StringComparison.Ordinal);
        Assert.Contains(", outcomes per image ", session.Out, StringComparison.Ordinal);
        Assert.Equal(3, await session.RunAsync("verify", "kept", "--sample", "100%", "--data", folder.Path));
    }

    private static Engine.Experiments.TrialResult Flipped(Engine.Experiments.TrialResult result)
    {
        var bytes = result.Outcomes!.Encode();
        bytes[4] ^= 1;
        return result.WithOutcomes(Engine.Experiments.TestOutcomes.Decode(bytes));
    }

    private static bool AreEqualButForSiloAndSeconds(string first, string second) => Without(first) == Without(second);

    private static string Without(string rows) =>
        string.Join('\n', rows.Split('\n').Select(row => string.Join(',', row.Split(',').SkipLast(2))));

    private static string Words(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private async Task<string> RunAsync(params string[] arguments)
    {
        using var session = new Session { Open = EmbeddedSweepStore.OpenAsync };
        var code = await session.RunAsync([.. arguments, "--data", folder.File("runs")]);
        Assert.True(code == 0, $"{code}: {session.Error}");
        return session.Out;
    }
}
