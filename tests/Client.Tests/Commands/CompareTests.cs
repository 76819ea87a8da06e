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
    public async Task Every_other_cell_is_compared_with_the_baseline_and_p_is_adjusted_over_all_of_them()
    {
        var sweep = PaperSweep.Create(12, 1);
        session.Store.Put(sweep, sweep.Trials);

        Assert.Equal(0, await session.RunAsync("compare", "paper", "--baseline", "0", "--json"));
        var root = JsonDocument.Parse(session.Out).RootElement;
        var comparisons = root.GetProperty("comparisons").EnumerateArray().ToList();
        Assert.Equal((0, 18, 9), (root.GetProperty("baseline").GetInt32(), root.GetProperty("family").GetInt32(), comparisons.Count));
        using var other = new Session { Store = session.Store };
        Assert.Equal(0, await other.RunAsync("compare", "paper", "--baseline", "0", "--json", "--on", "inverted"));
        var all = comparisons.Concat(JsonDocument.Parse(other.Out).RootElement.GetProperty("comparisons").EnumerateArray()).ToList();
        var adjusted = HolmAdjustment.Adjust([.. all.Select(one => one.GetProperty("p").GetDouble())]);
        Assert.Equal(adjusted, all.Select(one => one.GetProperty("pHolm").GetDouble()));

        // Cell 1 has a tenth of the baseline's rate: its difference is certain, and so is its order.
        Assert.InRange(comparisons[0].GetProperty("t")[1].GetDouble(), -1, -0.6);
        Assert.Equal(0, comparisons[0].GetProperty("superiority").GetDouble());
        Assert.InRange(comparisons[0].GetProperty("asoWorse").GetDouble(), 0, 0.01);
    }

    [Fact]
    public async Task Cells_are_named_by_their_settings_too()
    {
        var sweep = PaperSweep.Create(8, 1);
        session.Store.Put(sweep, sweep.Trials);

        Assert.Equal(0, await session.RunAsync("compare", "paper", "--baseline", "features=gradient,bias=true", "--on", "inverted"));
        Assert.StartsWith("paper: each cell A less the baseline B = cell 7 (gradient/true/original), rate on -X_test, paired by replicate.\n", session.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Below_six_pairs_there_are_no_stars_and_it_says_why()
    {
        var sweep = PaperSweep.Create(5, 1);
        session.Store.Put(sweep, sweep.Trials);

        Assert.Equal(0, await session.RunAsync("compare", "paper", "--baseline", "0", "--format", "markdown"));
        Assert.Contains("No stars: With 5 pairs the least two-sided sign-flip p is 2^-4 = 0.0625", session.Out, StringComparison.Ordinal);
        Assert.StartsWith("**paper: each cell A", session.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Runs_that_failed_are_left_out_on_both_sides_and_counted()
    {
        using var troubled = new Session { Store = new FakeStore { Result = FakeResults.Troubled } };
        var sweep = PaperSweep.Create(8, 1);
        troubled.Store.Put(sweep, sweep.Trials);

        Assert.Equal(0, await troubled.RunAsync("compare", "paper", "--baseline", "0"));
        Assert.Contains("2 replicates left out", troubled.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_corrected_interval_is_wider_and_named()
    {
        var sweep = PaperSweep.Create(8, 1);
        session.Store.Put(sweep, sweep.Trials);

        Assert.Equal(0, await session.RunAsync("compare", "paper", "--baseline", "0", "--corrected", "0.25"));
        Assert.Contains("corrected: Nadeau and Bengio's resampled t with n_test/n_train = 0.25", session.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10", "--baseline: expected a cell from 0 to 9, got 10.")]
    [InlineData("features=gradient", "--baseline: 'features=gradient' matches 2 of 10 cells (6, 7). Name settings that exactly one cell has, or give the cell's number.")]
    [InlineData("bias=maybe", "--baseline: bias: expected true, false, got 'maybe'.")]
    [InlineData("features=square,hidden=[10,5],bias=false,epochs=3", "--baseline: 'features=square,hidden=[10,5],bias=false,epochs=3' matches 0 of 10 cells")]
    public async Task A_baseline_that_is_no_cell_is_refused(string baseline, string sentence)
    {
        session.Store.Put(PaperSweep.Create(2, 1), 20);

        Assert.Equal(2, await session.RunAsync("compare", "paper", "--baseline", baseline));
        Assert.StartsWith(sentence, session.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("abc")]
    public async Task A_ratio_that_is_none_is_refused(string ratio)
    {
        Assert.Equal(2, await session.RunAsync("compare", "paper", "--baseline", "0", "--corrected", ratio));
        Assert.StartsWith($"--corrected: expected a number above 0, got '{ratio}'.", session.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_cell_has_nothing_to_be_compared_with()
    {
        session.Store.Put(new Sweep(new SweepSpec { Name = "one", Replicates = ReplicateDesign.Independent(2) }), 2);

        Assert.Equal(2, await session.RunAsync("compare", "one", "--baseline", "0"));
        Assert.Contains("has one cell", session.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Crossed_replicates_are_said_not_to_be_independent()
    {
        var sweep = SpecReader.Read("name: x\nreplicates: {splits: 3, weights: 3}\naxes: {bias: [true, false]}\n", "x.yaml", "x");
        session.Store.Put(sweep, sweep.Trials);

        Assert.Equal(0, await session.RunAsync("compare", "x", "--baseline", "0"));
        Assert.Contains("The design is crossed", session.Out, StringComparison.Ordinal);
        Assert.Contains("Satterthwaite's t over the levels", session.Out, StringComparison.Ordinal);
    }

    // The report and the verb say the same about the same: differences, intervals and adjusted p.
    [Theory]
    [InlineData("12", "0")]
    [InlineData("{splits: 3, weights: 4}", "0")]
    [InlineData("8", "2")]
    public async Task The_report_and_the_verb_agree(string replicates, string baseline)
    {
        var sweep = SpecReader.Read($"name: x\nreplicates: {replicates}\naxes: {{features: [identity, square], bias: [true, false]}}\n", "x.yaml", "x");
        session.Store.Put(sweep, sweep.Trials);
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
            foreach (var one in root.GetProperty("comparisons").EnumerateArray())
            {
                var same = report.Differences.Single(other => other.Cell.Number == one.GetProperty("cell").GetInt32() && (other.Metric == metric || other.IsOfBothTestSets));
                Assert.Equal(same.Comparison.Difference.Value, one.GetProperty("difference").GetDouble());
                Assert.Equal(same.Adjusted, one.GetProperty("pHolm") is { ValueKind: JsonValueKind.Number } p ? p.GetDouble() : null);
                Assert.Equal(
                    same.Comparison.Difference.Interval is { } ends ? [ends.Lower, ends.Upper] : null,
                    one.GetProperty("t") is { ValueKind: JsonValueKind.Array } t ? t.EnumerateArray().Select(end => end.GetDouble()).ToArray() : null);
            }
        }
    }
}
