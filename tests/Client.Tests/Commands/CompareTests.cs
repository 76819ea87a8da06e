using System.Text.Json;
using Symmetry.Analysis.Figures;
using Symmetry.Analysis.Paper;
using Symmetry.Analysis.Runs;
using Symmetry.Analysis.Statistics;
using Symmetry.Client.Sweeps;
using Symmetry.Client.Tests.Fakes;
using Symmetry.Engine.Experiments;
using Symmetry.Engine.Sweeps;
using Symmetry.Formats.Specs;

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

        // The p of the family are those of its differences, replicate by replicate.
        var runs = await SweepRunsOf(sweep);
        var family = StepDownMaxT.Test(
            [.. KnownMetrics.TestSets.SelectMany(metric => Enumerable.Range(1, 9).Select(cell => runs.Pairs(cell, 0, metric).InAll(12)))], seed: 1);
        Assert.Equal(
            family.Differences.Select(difference => difference.Adjusted), all.Select(comparison => (double?)comparison.GetProperty("pAdjusted").GetDouble()));
        Assert.Equal(family.Differences.Select(difference => difference.P), all.Select(comparison => (double?)comparison.GetProperty("p").GetDouble()));
        Assert.Equal("step-down maxT over all 4,096 sign flips of whole replicates", root.GetProperty("test").GetString());
        Assert.Equal(family.CriticalValue, root.GetProperty("criticalValue").GetDouble());

        // Cell 1 has a tenth of the baseline's rate: its difference is certain, and so is its order.
        Assert.InRange(comparisons[0].GetProperty("simultaneous")[1].GetDouble(), -1, -0.6);
        Assert.Equal(0, comparisons[0].GetProperty("superiority").GetDouble());
        Assert.InRange(comparisons[0].GetProperty("asoWorse").GetDouble(), 0, 0.01);
        Assert.InRange(comparisons[0].GetProperty("effectSize").GetDouble(), -100, -5);
        Assert.InRange(comparisons[0].GetProperty("leastDetectable").GetDouble(), 0.001, 0.1);
    }

    [Fact]
    public async Task JSON_has_the_fields_of_the_contract()
    {
        session.Store.Add(PaperSweep.Create(8, 1), 80);

        Assert.Equal(0, await session.RunAsync("compare", "paper", "--baseline", "0", "--json"));
        var root = JsonDocument.Parse(session.Out).RootElement;
        Assert.Equal(
            ["sweep", "baseline", "metric", "level", "family", "test", "criticalValue", "comparisons"], root.EnumerateObject().Select(field => field.Name));
        Assert.Equal("accuracy", root.GetProperty("metric").GetString());
        Assert.Equal(
            [
                "cell", "name", "pairs", "leftOut", "difference", "lower", "upper", "simultaneous", "bca", "sd", "effectSize", "p", "pAdjusted", "pPairedT",
                "refusal", "superiority", "superiorityInterval", "varianceSaved", "leastDetectable", "asoBetter", "asoWorse",
            ],
            root.GetProperty("comparisons")[0].EnumerateObject().Select(field => field.Name));
    }

    [Fact]
    public async Task Unfinished_sweep_gets_confidence_sequences_and_no_p()
    {
        var sweep = PaperSweep.Create(40, 1);
        session.Store.Add(sweep, 200);

        Assert.Equal(0, await session.RunAsync("compare", "paper", "--baseline", "0"));
        Assert.Contains("Not final: this is a look before the end.", session.Out, StringComparison.Ordinal);
        Assert.Contains("95 % sequence", session.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("p adjusted", session.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("*", session.Out, StringComparison.Ordinal);

        using var json = new Session { Store = session.Store };
        Assert.Equal(0, await json.RunAsync("compare", "paper", "--baseline", "0", "--json"));
        var root = JsonDocument.Parse(json.Out).RootElement;
        var runs = await SweepRunsOf(sweep);
        var expected = ConfidenceSequence.Find(runs.Pairs(1, 0, KnownMetrics.Accuracy).Differences.AsSpan(0, 20), 1 - (0.05 / 18)).Interval!.Value;
        var sequence = root.GetProperty("comparisons")[0].GetProperty("sequence");
        Assert.False(root.GetProperty("final").GetBoolean());
        Assert.Equal((expected.Lower, expected.Upper), (sequence[0].GetDouble(), sequence[1].GetDouble()));
        Assert.True(expected.Upper < 0);
    }

    [Fact]
    public async Task Several_baselines_are_one_family_without_asking_twice()
    {
        session.Store.Add(PaperSweep.Create(8, 1), 80);

        Assert.Equal(0, await session.RunAsync("compare", "paper", "--baseline", "0", "--baseline", "3", "--on", "train_loss", "--json"));
        var root = JsonDocument.Parse(session.Out).RootElement;
        var pairs = root.GetProperty("comparisons").EnumerateArray()
            .Select(comparison => (comparison.GetProperty("cell").GetInt32(), comparison.GetProperty("baseline").GetInt32())).ToList();
        Assert.Equal(17, root.GetProperty("family").GetInt32());
        Assert.Equal(17, pairs.Distinct().Count());
        Assert.Contains((3, 0), pairs);
        Assert.DoesNotContain((0, 3), pairs);
        Assert.False(root.TryGetProperty("baseline", out _));
    }

    [Fact]
    public async Task All_pairs_compare_each_cell_with_each_earlier_one()
    {
        session.Store.Add(PaperSweep.Create(8, 1), 80);

        Assert.Equal(0, await session.RunAsync("compare", "paper", "--all-pairs", "--on", "train_loss", "--json"));
        var root = JsonDocument.Parse(session.Out).RootElement;
        Assert.Equal(45, root.GetProperty("family").GetInt32());
        Assert.All(root.GetProperty("comparisons").EnumerateArray(), comparison =>
            Assert.True(comparison.GetProperty("cell").GetInt32() > comparison.GetProperty("baseline").GetInt32()));
        using var text = new Session { Store = session.Store };
        Assert.Equal(0, await text.RunAsync("compare", "paper", "--all-pairs"));
        Assert.StartsWith("paper: each cell A less each earlier cell B, rate on X_test, paired by replicate.\n", text.Out, StringComparison.Ordinal);

        // Six cells see no difference between X and -X, so that their 15 pairs are one question each.
        Assert.Contains("family  75 differences between all pairs of cells, on both test sets\n", text.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tables_fit_a_terminal_of_100_letters()
    {
        session.Store.Add(PaperSweep.Create(40, 1), 400);

        Assert.Equal(0, await session.RunAsync("compare", "paper", "--baseline", "0"));
        var rows = session.Out.Split("\n\npairs: ")[0].Split('\n').Skip(1).ToList();
        Assert.Equal(26, rows.Count);
        Assert.All(rows, row => Assert.True(row.Length <= 100, $"{row.Length}: {row}"));
    }

    [Fact]
    public async Task Unpaired_runs_are_compared_by_Welch_s_t_on_request()
    {
        var sweep = PaperSweep.Create(12, 1);
        session.Store.Add(sweep, sweep.Trials);

        Assert.Equal(0, await session.RunAsync("compare", "paper", "--baseline", "0", "--unpaired", "--json"));
        var root = JsonDocument.Parse(session.Out).RootElement;
        var runs = await SweepRunsOf(sweep);
        var expected = UnpairedComparison.Compare(runs.Values(1, KnownMetrics.Accuracy).Finite, runs.Values(0, KnownMetrics.Accuracy).Finite);
        Assert.Equal(expected.PValue, root.GetProperty("comparisons")[0].GetProperty("p").GetDouble());
        Assert.Equal(18, root.GetProperty("family").GetInt32());

        using var text = new Session { Store = session.Store };
        Assert.Equal(0, await text.RunAsync("compare", "paper", "--baseline", "0", "--unpaired"));
        Assert.StartsWith(
            "paper: each cell A less the baseline B = cell 0 (identity/false/original), rate on X_test, unpaired.\n", text.Out, StringComparison.Ordinal);
        Assert.Contains("In 9 differences both cells completed the same replicates.", text.Out, StringComparison.Ordinal);
        var rows = text.Out.Split("\n\nn A, n B: ")[0].Split('\n').Skip(1).ToList();
        Assert.All(rows, row => Assert.True(row.Length <= 100, $"{row.Length}: {row}"));
    }

    [Theory]
    [InlineData("--baseline", "0")]
    [InlineData("--baseline", "0", "--unpaired")]
    [InlineData("--all-pairs", "--on", "train_loss", "--unpaired")]
    public async Task Self_check_has_its_fields_and_one_verdict_a_comparison(params string[] options)
    {
        session.Store.Add(PaperSweep.Create(8, 1), 80);

        Assert.Equal(0, await session.RunAsync(["compare", "paper", .. options, "--self-check", "--json"]));
        var root = JsonDocument.Parse(session.Out).RootElement;
        var check = root.GetProperty("selfCheck");
        Assert.Equal(
            ["tables", "falseTables", "falseRate", "falseInterval", "symmetricRate", "promised", "halvings", "agreement", "verdicts"],
            check.EnumerateObject().Select(field => field.Name));
        Assert.Equal(check.GetProperty("falseTables").GetInt32() / 1000.0, check.GetProperty("falseRate").GetDouble());
        var (verdicts, comparisons) = (check.GetProperty("verdicts").EnumerateArray(), root.GetProperty("comparisons").EnumerateArray());
        Assert.Equal(comparisons.Select(Verdict), verdicts.Select(verdict => verdict.GetProperty("verdict").GetString()));
        Assert.Equal(
            comparisons.Select(comparison => comparison.GetProperty("cell").GetInt32()), verdicts.Select(verdict => verdict.GetProperty("cell").GetInt32()));

        static string Verdict(JsonElement comparison) => comparison.GetProperty("pAdjusted").GetDouble() > 0.05 ? "open"
            : comparison.GetProperty("difference").GetDouble() > 0 ? "above" : "below";
    }

    [Fact]
    public async Task Self_check_says_two_numbers()
    {
        session.Store.Add(PaperSweep.Create(12, 1), 120);

        Assert.Equal(0, await session.RunAsync("compare", "paper", "--baseline", "0", "--on", "train_loss", "--self-check"));
        Assert.Matches(@"Self-check: \d+ of 1,000 comparisons of this data without any\s+difference had a false star: ", session.Out);
        Assert.Matches(@"Self-check: [\d.]+ % of verdicts \(above, below or open\) differ between two\s+random halves", session.Out);
    }

    [Theory]
    [InlineData(2, "With 2 pairs")]
    [InlineData(40, "Not final:")]
    public async Task Self_check_without_p_is_2_with_one_sentence(int replicates, string reason)
    {
        session.Store.Add(PaperSweep.Create(replicates, 1), 20);

        Assert.Equal(2, await session.RunAsync("compare", "paper", "--baseline", "0", "--self-check"));
        Assert.StartsWith($"--self-check repeats tests, and there is no p to check. {reason}", session.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Largest_family_is_the_limit()
    {
        var axes = $"learningRate: [{string.Join(", ", Enumerable.Range(1, 201).Select(i => $"0.{i:000}"))}]";
        var sweep = SpecReader.Read($"name: x\nreplicates: 6\naxes: {{{axes}}}\n", "x.yaml", "x");
        session.Store.Add(sweep, sweep.Trials);

        Assert.Equal(2, await session.RunAsync("compare", "x", "--all-pairs"));
        Assert.StartsWith("20,100 pairs of cells give 40,200 differences. Valid families have at most 20,000: compare with fewer baselines.",
            session.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("compare needs a baseline, because paper-de0f29cd has 10 cells. Add --baseline CELL, or --all-pairs to compare every cell with ")]
    [InlineData("--baseline and --between are two comparisons. Give one of them.", "--baseline", "0", "--between", "features")]
    [InlineData("--corrected is for --baseline and --all-pairs.", "--between", "features", "--corrected", "0.25")]
    [InlineData("--unpaired is for --baseline and --all-pairs.", "--between", "features", "--unpaired")]
    [InlineData("--self-check is for --baseline and --all-pairs.", "--between", "features", "--self-check")]
    [InlineData("--corrected is for pairs. Leave out --corrected or --unpaired.", "--all-pairs", "--unpaired", "--corrected", "0.25")]
    [InlineData("--tune and --select need --between, the axis whose tuned values are compared.", "--all-pairs", "--tune", "features")]
    [InlineData("--baseline and --all-pairs are two comparisons. Give one of them.", "--all-pairs", "--baseline", "0")]
    public async Task Baselines_or_all_pairs_are_needed(string sentence, params string[] options)
    {
        session.Store.Add(PaperSweep.Create(2, 1), 20);

        Assert.Equal(2, await session.RunAsync(["compare", "paper", .. options]));
        Assert.StartsWith(sentence, session.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tuned_values_have_the_fields_of_the_contract()
    {
        var sweep = SpecReader.Read(
            "name: tuned\nreplicates: 8\naxes: {features: [identity, square], momentum: [0, 0.5, 0.9]}\n", "tuned.yaml", "tuned");
        session.Store.Add(sweep, sweep.Trials);

        Assert.Equal(0, await session.RunAsync("compare", "tuned", "--between", "features", "--tune", "momentum", "--select", "train_loss", "--json"));
        var root = JsonDocument.Parse(session.Out).RootElement;
        Assert.Equal(("features", "train_loss", "accuracy"), (
            root.GetProperty("between").GetString(), root.GetProperty("select").GetString(), root.GetProperty("metric").GetString()));
        Assert.Equal(["momentum"], root.GetProperty("tuned").EnumerateArray().Select(axis => axis.GetString()));
        var levels = root.GetProperty("levels").EnumerateArray().ToList();
        Assert.Equal(["identity", "square"], levels.Select(level => level.GetProperty("value").GetString()));
        Assert.All(levels, level => Assert.Equal(8, level.GetProperty("chosen").EnumerateArray().Sum(chosen => chosen.GetProperty("times").GetInt32())));
        var difference = Assert.Single(root.GetProperty("differences").EnumerateArray());
        Assert.Equal(8, difference.GetProperty("pairs").GetInt32());
        Assert.InRange(difference.GetProperty("pAdjusted").GetDouble(), 1.0 / 128, 1);
        Assert.True(difference.GetProperty("lower").GetDouble() <= difference.GetProperty("upper").GetDouble());
        var curve = root.GetProperty("curve").EnumerateArray().ToList();
        Assert.Equal([1, 2, 3, 1, 2, 3], curve.Select(point => point.GetProperty("k").GetInt32()));
        Assert.Equal(levels[1].GetProperty("mean").GetDouble(), curve[5].GetProperty("mean").GetDouble(), 1e-12);
    }

    [Theory]
    [InlineData("--between: 'epochs' is not an axis of paper-", "epochs")]
    [InlineData("--tune: bias is compared by --between, so it cannot be tuned too.", "bias", "--tune", "bias")]
    [InlineData("--select is needed, because not every cell of paper-", "features")]
    [InlineData("Unknown metric 'nothing'.", "features", "--select", "nothing")]
    public async Task Tuning_that_cannot_be_is_2_with_one_sentence(string sentence, params string[] options)
    {
        session.Store.Add(PaperSweep.Create(2, 1), 20);

        Assert.Equal(2, await session.RunAsync(["compare", "paper", "--between", .. options]));
        Assert.StartsWith(sentence, session.Error, StringComparison.Ordinal);
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
        Assert.Contains("No stars: With 5 pairs the smallest possible sign-flip p is 2^-4 = 0.0625, above 0.05", session.Out, StringComparison.Ordinal);
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

    [Fact]
    public async Task Baselines_with_the_same_settings_are_each_compared_with_the_cells_that_share_their_other_settings()
    {
        var sweep = PaperSweep.Create(8, 1);
        session.Store.Add(sweep, sweep.Trials);

        Assert.Equal(0, await session.RunAsync("compare", "paper", "--baseline", "features=gradient", "--json"));
        var comparisons = JsonDocument.Parse(session.Out).RootElement.GetProperty("comparisons").EnumerateArray().ToList();
        Assert.Equal(6, comparisons.Count);
        Assert.All(comparisons, comparison =>
        {
            var (cell, baseline) = (sweep.Cells[comparison.GetProperty("cell").GetInt32()], sweep.Cells[comparison.GetProperty("baseline").GetInt32()]);
            Assert.Equal("gradient", baseline.Coordinates[0]);
            Assert.Equal(baseline.Coordinates[1..], cell.Coordinates[1..]);
        });
    }

    [Theory]
    [InlineData("10", "--baseline: expected a cell from 0 to 9, got 10.")]
    [InlineData("bias=maybe", "--baseline: bias: expected true or false, got 'maybe'.")]
    [InlineData("features=square,hidden=[10,5],bias=false,epochs=3", "--baseline: no cell has epochs=3. epochs is 40.")]
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
        var report = FigureData.Find(await StoredRuns.ReadAsync(source, CancellationToken.None), baseline, on: null);
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
                Assert.Equal(same.Adjusted, comparison.GetProperty("pAdjusted") is { ValueKind: JsonValueKind.Number } p ? p.GetDouble() : null);
                Assert.Equal(
                    same.Comparison.Difference.Interval is { } ends ? [ends.Lower, ends.Upper] : null,
                    comparison.GetProperty("lower") is { ValueKind: JsonValueKind.Number } lower
                        ? [lower.GetDouble(), comparison.GetProperty("upper").GetDouble()] : (double[]?)null);
            }
        }
    }

    private async Task<SweepRuns> SweepRunsOf(Sweep sweep)
    {
        await using var store = await session.Store.OpenAsync(new StoreOptions("", 0), CancellationToken.None);
        return await StoredRuns.ReadAsync(await store.OpenAsync(sweep.Id, CancellationToken.None), CancellationToken.None);
    }
}
