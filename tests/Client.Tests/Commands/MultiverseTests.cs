using System.Text.Json;
using Symmetry.Analysis.Questions.Claims;
using Symmetry.Analysis.Questions.Multiverse;
using Symmetry.Client.Sweeps;
using Symmetry.Client.Tests.Fakes;

namespace Symmetry.Client.Tests.Commands;

/// <summary>The readings of the settings that the paper leaves open, and their specification curve.</summary>
public sealed class MultiverseTests
{
    [Fact]
    public async Task Curve_is_sorted_and_shows_the_papers_value_and_every_reading()
    {
        using var session = new Session();
        var file = Path.GetTempFileName();

        Assert.Equal(0, await session.RunAsync("multiverse", "--replicates", "3", "--json", file));
        Assert.StartsWith("multiverse: the paper's 14 numbers under 192 readings. ", session.Out, StringComparison.Ordinal);
        var curve = session.Out.Split('\n').First(line => line.StartsWith("no bias, square", StringComparison.Ordinal));
        Assert.Contains("P", curve[10..], StringComparison.Ordinal);
        Assert.Contains("HOLDS EVERYWHERE: invariant features: same results on X and -X: holds under 192, fails under 0 of 192 readings.",
            Words(session.Out), StringComparison.Ordinal);
        Assert.Contains("Nearest: sgd ", Words(session.Out), StringComparison.Ordinal);

        var root = JsonDocument.Parse(await File.ReadAllTextAsync(file)).RootElement;
        File.Delete(file);
        Assert.Equal(14, root.GetProperty("numbers").GetArrayLength());
        Assert.All(root.GetProperty("numbers").EnumerateArray(), number =>
        {
            var means = number.GetProperty("points").EnumerateArray().Select(point => point.GetProperty("mean").GetDouble()).ToList();
            Assert.Equal(192, means.Count);
            Assert.Equal(means.Order(), means);
        });
        Assert.Equal("background", root.GetProperty("settings")[0].GetProperty("shiftFill").GetString());
    }

    [Fact]
    public async Task Number_outside_the_prediction_interval_of_one_run_is_refuted()
    {
        var store = new FakeStore();
        var sweep = MultiverseSweep.Create(3, 1);
        var curve = SpecificationCurve.Judge(await StoredRuns.ReadAsync(store.Add(sweep, sweep.Trials), CancellationToken.None));

        // The fake accuracies on X are 0.81 to 0.84 in every cell, so the paper's 0.65 for squares lies outside.
        var (_, points) = curve.Curves.Single(drawn => drawn.Number.Name == "no bias, square");
        Assert.All(points, point => Assert.Equal(ClaimAnswer.Refuted, point.Answer));
        Assert.All(curve.Outside, count => Assert.InRange(count, 2, 14));
        Assert.Equal(curve.Conclusions[0].Answers.Length, curve.Readings.Count);
    }

    private static string Words(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
