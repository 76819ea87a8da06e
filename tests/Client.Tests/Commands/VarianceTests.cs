using System.Text.Json;
using Symmetry.Client.Tests.Fakes;
using Symmetry.Engine.Experiments;
using Symmetry.Engine.Sweeps;
using Symmetry.Formats.Specs;

namespace Symmetry.Client.Tests.Commands;

/// <summary>Which source explains how much, in words and numbers.</summary>
public sealed class VarianceTests
{
    private static readonly Sweep Sweep = SpecReader.Read(
        "name: crossed\nreplicates: {weights: 6, permutations: 8}\naxes: {features: [permutation, relative-sign]}\n", "crossed.yaml", "crossed");

    [Fact]
    public async Task Text_has_one_sentence_per_source_with_intervals()
    {
        // All of the variance is that of P: replicate k has permutation k mod 8.
        using var session = new Session { Store = new FakeStore { Result = (sweep, trial) => Result((int)(100 * (sweep.ReplicateOf(trial) % 8)), trial) } };
        session.Store.Add(Sweep, Sweep.Trials);

        Assert.Equal(0, await session.RunAsync("variance", "crossed", "--cell", "features=permutation"));
        var words = string.Join(' ', session.Out.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("permutation on X_test: P explains 100.0 % (95 % interval 100.0-100.0 %) of the variance of one run by itself",
            words, StringComparison.Ordinal);
        Assert.Contains("permutation on X_test: weights explains 0.0 %", words, StringComparison.Ordinal);
        Assert.DoesNotContain("relative-sign", session.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_has_every_component_of_every_cell()
    {
        using var session = new Session();
        session.Store.Add(Sweep, Sweep.Trials);

        Assert.Equal(0, await session.RunAsync("variance", "crossed", "--json"));
        var analyses = JsonDocument.Parse(session.Out).RootElement.GetProperty("analyses").EnumerateArray().ToList();
        Assert.Equal(2, analyses.Count);
        Assert.Equal(
            ["weights", "P", "residual"],
            analyses[0].GetProperty("components").EnumerateArray().Select(component => component.GetProperty("source").GetString()));
    }

    [Fact]
    public async Task Cell_with_a_missing_replicate_is_not_analysed_but_counted()
    {
        using var session = new Session();
        session.Store.Add(Sweep, Sweep.Trials - 1);

        Assert.Equal(0, await session.RunAsync("variance", "crossed"));
        Assert.Contains("1 cell not analysed", session.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Independent_replicates_are_rejected_with_an_example_of_crossed_ones()
    {
        using var session = new Session();
        session.Store.Add(new Sweep(new SweepSpec { Name = "plain", Replicates = ReplicateDesign.Independent(2) }), 2);

        Assert.Equal(2, await session.RunAsync("variance", "plain"));
        Assert.Contains("cross no two sources of randomness", session.Error, StringComparison.Ordinal);
        Assert.Contains("replicates: {weights: 10, orders: 10, permutations: 10}", session.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Table_of_a_crossed_sweep_counts_levels_not_runs()
    {
        using var session = new Session { Store = new FakeStore { Result = (sweep, trial) => Result((int)(100 * (sweep.ReplicateOf(trial) % 8)), trial) } };
        session.Store.Add(Sweep, Sweep.Trials);

        Assert.Equal(0, await session.RunAsync("table", "crossed", "--format", "json"));
        var rate = JsonDocument.Parse(session.Out).RootElement.GetProperty("cells")[0].GetProperty("tests").GetProperty("original");

        // Eight permutations: mean 350/1800 ± t(7)·sd/√8 of the eight values 0, 100, …, 700.
        var half = 2.364624251592784 * 244.94897427831782 / Math.Sqrt(8) / 1800;
        Assert.Equal((350 / 1800.0) - half, rate.GetProperty("lower").GetDouble(), 1e-12);
        Assert.Equal((350 / 1800.0) + half, rate.GetProperty("upper").GetDouble(), 1e-12);
    }

    private static TrialResult Result(int correct, long trial) => Classification.Completed(correct, correct, total: 1800, trainLoss: trial);
}
