using System.Text.Json;
using Symmetry.Analysis.Paper;
using Symmetry.Analysis.Runs;
using Symmetry.Analysis.Statistics;
using Symmetry.Client.Commands;
using Symmetry.Client.Specs;
using Symmetry.Client.Sweeps;
using Symmetry.Client.Tests.Fakes;
using Symmetry.Engine.Experiments;
using Symmetry.Engine.Sweeps;

namespace Symmetry.Client.Tests.Commands;

/// <summary>Every other cell against one, as text, markdown and JSON; the methods themselves are tested with the engine.</summary>
public sealed class CompareTests : IDisposable
{
    private readonly Session session = new();

    public void Dispose() => session.Dispose();

    [Fact]
    public async Task Every_other_cell_is_compared_with_the_baseline_and_p_is_adjusted_over_all()
    {
        var sweep = PaperSweep.Create(12, 1);
        session.Store.Add(sweep, sweep.Trials);

        Assert.Equal(0, await session.RunAsync("compare", "paper", "--baseline", "0", "--json"));
        var root = JsonDocument.Parse(session.Out).RootElement;
        var comparisons = root.GetProperty("comparisons").EnumerateArray().ToList();
        Assert.Equal((0, 18, 9), (root.GetProperty("baseline").GetInt32(), root.GetProperty("family").GetInt32(), comparisons.Count));
        using var onInverted = new Session { Store = session.Store };
        Assert.Equal(0, await onInverted.RunAsync("compare", "paper", "--baseline", "0", "--json", "--on", "inverted"));
        var all = comparisons.Concat(JsonDocument.Parse(onInverted.Out).RootElement.GetProperty("comparisons").EnumerateArray()).ToList();
        var adjusted = HolmAdjustment.Adjust([.. all.Select(comparison => comparison.GetProperty("p").GetDouble())]);
        Assert.Equal(adjusted, all.Select(comparison => comparison.GetProperty("pHolm").GetDouble()));

        // Cell 1 has a tenth of the baseline's rate: its difference is certain, and so is its order.
        Assert.InRange(comparisons[0].GetProperty("t")[1].GetDouble(), -1, -0.6);
        Assert.Equal(0, comparisons[0].GetProperty("superiority").GetDouble());
        Assert.InRange(comparisons[0].GetProperty("asoWorse").GetDouble(), 0, 0.01);
    }

    [Fact]
    public async Task Baseline_can_be_selected_by_settings()
    {
        var sweep = PaperSweep.Create(8, 1);
        session.Store.Add(sweep, sweep.Trials);

        Assert.Equal(0, await session.RunAsync("compare", "paper", "--baseline", "features=gradient,bias=true", "--on", "inverted"));
        Assert.StartsWith("paper: each cell A less the baseline B = cell 7 (gradient/true/original), rate on -X_test, paired by replicate.\n",
            session.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fewer_than_six_pairs_give_no_stars_and_a_reason()
    {
        var sweep = PaperSweep.Create(5, 1);
        session.Store.Add(sweep, sweep.Trials);

        Assert.Equal(0, await session.RunAsync("compare", "paper", "--baseline", "0", "--format", "markdown"));
        Assert.Contains("No stars: With 5 pairs the least two-sided sign-flip p is 2^-4 = 0.0625", session.Out, StringComparison.Ordinal);
        Assert.StartsWith("**paper: each cell A", session.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Failed_runs_are_left_out_on_both_sides_and_counted()
    {
        using var troubled = new Session { Store = new FakeStore { Result = FakeResults.Troubled } };
        var sweep = PaperSweep.Create(8, 1);
        troubled.Store.Add(sweep, sweep.Trials);

        Assert.Equal(0, await troubled.RunAsync("compare", "paper", "--baseline", "0"));
        Assert.Contains("2 replicates left out", troubled.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Corrected_interval_names_its_method()
    {
        var sweep = PaperSweep.Create(8, 1);
        session.Store.Add(sweep, sweep.Trials);

        Assert.Equal(0, await session.RunAsync("compare", "paper", "--baseline", "0", "--corrected", "0.25"));
        Assert.Contains("corrected: Nadeau and Bengio's resampled t with n_test/n_train = 0.25", session.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10", "--baseline: expected a cell from 0 to 9, got 10.")]
    [InlineData("features=gradient",
        "--baseline: 'features=gradient' matches 2 of 10 cells (6, 7). Name settings that exactly one cell has, or give the cell's number.")]
    [InlineData("bias=maybe", "--baseline: bias: expected true or false, got 'maybe'.")]
    [InlineData("features=square,hidden=[10,5],bias=false,epochs=3", "--baseline: 'features=square,hidden=[10,5],bias=false,epochs=3' matches 0 of 10 cells")]
    public async Task Invalid_baseline_gives_exit_code_2_and_one_sentence(string baseline, string sentence)
    {
        session.Store.Add(PaperSweep.Create(2, 1), 20);

        Assert.Equal(2, await session.RunAsync("compare", "paper", "--baseline", baseline));
        Assert.StartsWith(sentence, session.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("abc")]
    public async Task Invalid_ratio_gives_exit_code_2_and_one_sentence(string ratio)
    {
        Assert.Equal(2, await session.RunAsync("compare", "paper", "--baseline", "0", "--corrected", ratio));
        Assert.StartsWith($"--corrected: expected a number above 0, got '{ratio}'.", session.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sweep_of_one_cell_cannot_be_compared()
    {
        session.Store.Add(new Sweep(new SweepSpec { Name = "one", Replicates = ReplicateDesign.Independent(2) }), 2);

        Assert.Equal(2, await session.RunAsync("compare", "one", "--baseline", "0"));
        Assert.Contains("has only one cell", session.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Crossed_replicates_are_reported_as_dependent()
    {
        var sweep = SpecReader.Read("name: x\nreplicates: {splits: 3, weights: 3}\naxes: {bias: [true, false]}\n", "x.yaml", "x");
        session.Store.Add(sweep, sweep.Trials);

        Assert.Equal(0, await session.RunAsync("compare", "x", "--baseline", "0"));
        Assert.Contains("The design is crossed", session.Out, StringComparison.Ordinal);
        Assert.Contains("Satterthwaite's t over the levels", session.Out, StringComparison.Ordinal);
    }

    // Differences, intervals and adjusted p are the same in both.
    [Theory]
    [InlineData("12", "0")]
    [InlineData("{splits: 3, weights: 4}", "0")]
    [InlineData("8", "2")]
    public async Task Report_and_compare_give_the_same_numbers(string replicates, string baseline)
    {
        var sweep = SpecReader.Read($"name: x\nreplicates: {replicates}\naxes: {{features: [identity, square], bias: [true, false]}}\n", "x.yaml", "x");
        session.Store.Add(sweep, sweep.Trials);
        await using var store = await session.Store.OpenAsync(new StoreOptions("", 0), CancellationToken.None);
        var source = await store.OpenAsync(sweep.Id, CancellationToken.None);
        var report = await PlotCommand.ReadAsync(source, baseline, null, CancellationToken.None);
        Assert.NotEmpty(report.Differences);
        foreach (var (name, metric) in ((string, Metric)[])[("original", KnownMetrics.Accuracy), ("inverted", KnownMetrics.AccuracyInverted)])
        {
            using var compare = new Session { Store = session.Store };
            Assert.Equal(0, await compare.RunAsync("compare", "x", "--baseline", baseline, "--on", name, "--json"));
            var root = JsonDocument.Parse(compare.Out).RootElement;
            Assert.Equal(report.Differences.Count, root.GetProperty("family").GetInt32());
            foreach (var comparison in root.GetProperty("comparisons").EnumerateArray())
            {
                var same = report.Differences.Single(difference => difference.Cell.Number == comparison.GetProperty("cell").GetInt32()
                    && (difference.Metric == metric || difference.IsOfBothTestSets));
                Assert.Equal(same.Comparison.Difference.Value, comparison.GetProperty("difference").GetDouble());
                Assert.Equal(same.Adjusted, comparison.GetProperty("pHolm") is { ValueKind: JsonValueKind.Number } p ? p.GetDouble() : null);
                Assert.Equal(
                    same.Comparison.Difference.Interval is { } ends ? [ends.Lower, ends.Upper] : null,
                    comparison.GetProperty("t") is { ValueKind: JsonValueKind.Array } t ? t.EnumerateArray().Select(end => end.GetDouble()).ToArray() : null);
            }
        }
    }
}
