using System.Text.Json;
using Symmetry.Analysis.Questions.Claims;
using Symmetry.Analysis.Questions.Multiverse;
using Symmetry.Client.Sweeps;
using Symmetry.Client.Tests.Fakes;

namespace Symmetry.Client.Tests.Commands;

/// <summary>The readings of what the paper leaves open, and the curve that is drawn over them.</summary>
public sealed class MultiverseTests
{
    [Fact]
    public async Task The_curve_is_sorted_and_has_the_papers_value_and_every_reading()
    {
        using var session = new Session();
        var file = Path.GetTempFileName();

        Assert.Equal(0, await session.RunAsync("multiverse", "--replicates", "3", "--json", file));
        Assert.StartsWith("multiverse: the paper's 14 numbers under 192 readings;", session.Out, StringComparison.Ordinal);
        Assert.Contains("P", session.Out.Split('\n').First(line => line.StartsWith("no bias, square", StringComparison.Ordinal))[10..], StringComparison.Ordinal);
        Assert.Contains("SURVIVES: invariant features: the same on X and -X: holds under 192, fails under 0 of 192 readings.", Words(session.Out), StringComparison.Ordinal);
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
    public async Task A_number_is_outside_where_one_run_of_ours_would_not_give_it()
    {
        var store = new FakeStore();
        var sweep = MultiverseSweep.Create(3, 1);
        var curve = SpecificationCurve.Judge(await StoredRuns.ReadAsync(store.Put(sweep, sweep.Trials), CancellationToken.None));

        // The made-up rates are 0.81 to 0.84 on X without a share of the cell: 0.65 of the squares cannot be one of them.
        var (_, points) = curve.Curves.Single(one => one.Number.Name == "no bias, square");
        Assert.All(points, point => Assert.Equal(ClaimAnswer.Fails, point.Answer));
        Assert.All(curve.Outside, count => Assert.InRange(count, 2, 14));
        Assert.Equal(curve.Conclusions[0].Answers.Length, curve.Readings.Count);
    }

    private static string Words(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
