using System.Text.Json;
using Symmetry.Analysis.Paper;
using Symmetry.Client.Tests.Fakes;
using Symmetry.Engine.Experiments;
using Symmetry.Engine.Sweeps;
using Symmetry.Formats.Specs;

namespace Symmetry.Client.Tests.Commands;

/// <summary>Which cells may be best: in every format, with missing runs, and in metrics of both directions.</summary>
public sealed class BestTests : IDisposable
{
    private readonly Session session = new() { Store = new FakeStore { Result = Ranked } };

    public void Dispose() => session.Dispose();

    [Fact]
    public async Task Text_begins_with_what_was_found_and_shows_the_set_and_the_next_five()
    {
        Add(Grid(8));

        Assert.Equal(0, await session.RunAsync("best", "grid"));
        var lines = session.Out.Split('\n');
        Assert.Equal("2 of 9 cells may be best in accuracy (95 %): [8]/0.1, [8]/0.05.", lines[0]);
        Assert.Matches("^cell +hidden +learningRate +n +mean +95 % interval +may be best +p +rank$", lines[2]);
        Assert.Equal(["8", "7", "6", "5", "4", "3", "2"], lines[4..11].Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[0]));
        Assert.Equal(["yes", "yes"], lines[4..11].Where(line => line.Contains(" yes ", StringComparison.Ordinal)).Select(_ => "yes"));
        Assert.Contains("2 more cells are not shown here; csv and json have all.", session.Out, StringComparison.Ordinal);
        Assert.Contains("Cell 8 ([8]/0.1) looks best: ", session.Out, StringComparison.Ordinal);
        Assert.Matches(
            @"It was chosen on the test images: its mean flatters; 0\.\d{4} \[.*\] is the estimate without the winner's curse\.", Unwrapped(session.Out));
        Assert.Contains("all 256 joint sign flips of 8 replicates", session.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task JSON_has_the_keys_of_the_contract_and_every_cell_best_first()
    {
        Add(Grid(8));

        Assert.Equal(0, await session.RunAsync("best", "grid", "--json"));
        var root = JsonDocument.Parse(session.Out).RootElement;
        Assert.Equal(
            ["sweep", "metric", "larger", "level", "method", "flips", "complete", "refusal", "leftOut", "cells", "chosen"], Names(root));
        Assert.Equal(("accuracy", true, 0.95, 256),
            (root.GetProperty("metric").GetString(), root.GetProperty("larger").GetBoolean(), root.GetProperty("level").GetDouble(),
                root.GetProperty("flips").GetInt32()));
        var cells = root.GetProperty("cells").EnumerateArray().ToList();
        Assert.Equal([8, 7, 6, 5, 4, 3, 2, 1, 0], cells.Select(cell => cell.GetProperty("cell").GetInt32()));
        Assert.Equal(["cell", "axes", "replicates", "mean", "lower", "upper", "mayBeBest", "p", "rank"], Names(cells[0]));
        Assert.Equal(["hidden", "learningRate"], Names(cells[0].GetProperty("axes")));
        Assert.Equal((true, 1.0), (cells[0].GetProperty("mayBeBest").GetBoolean(), cells[0].GetProperty("p").GetDouble()));
        Assert.Equal(1.0 / 256, cells[8].GetProperty("p").GetDouble());
        Assert.Equal(9, cells[8].GetProperty("rank")[1].GetInt32());
        var chosen = root.GetProperty("chosen");
        Assert.Equal(8, chosen.GetProperty("cell").GetInt32());
        Assert.Equal(cells[0].GetProperty("mean").GetDouble(), chosen.GetProperty("mean").GetDouble());
        Assert.Equal(["mean", "lower", "upper"], Names(chosen.GetProperty("unbiased")));
        Assert.True(chosen.GetProperty("unbiased").GetProperty("mean").GetDouble() <= chosen.GetProperty("mean").GetDouble());
    }

    [Fact]
    public async Task Formats_of_tables_are_formats_of_the_answer()
    {
        Add(Grid(8));
        var found = new Dictionary<string, string>();
        foreach (var format in (string[])["markdown", "latex", "csv", "json"])
        {
            using var one = new Session { Store = session.Store };
            Assert.Equal(0, await one.RunAsync("best", "grid", "--format", format));
            found[format] = one.Out;
        }

        Assert.StartsWith("**2 of 9 cells may be best in accuracy (95 %): ", found["markdown"], StringComparison.Ordinal);
        Assert.Contains("\\caption{2 of 9 cells may be best in accuracy (95 \\%)", found["latex"], StringComparison.Ordinal);
        var rows = found["csv"].TrimEnd('\n').Split('\n');
        Assert.Equal("cell,hidden,learningRate,metric,replicates,mean,lower,upper,may_be_best,p,rank_from,rank_to", rows[0]);
        Assert.Equal(10, rows.Length);
        Assert.StartsWith("8,[8],0.1,accuracy,8,", rows[1], StringComparison.Ordinal);
        Assert.Equal(2, rows.Count(row => row.Contains(",true,", StringComparison.Ordinal)));
        Assert.StartsWith("{", found["json"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Smaller_losses_are_better()
    {
        Add(Grid(8));

        Assert.Equal(0, await session.RunAsync("best", "grid", "--on", "train_loss", "--json"));
        var root = JsonDocument.Parse(session.Out).RootElement;
        Assert.False(root.GetProperty("larger").GetBoolean());
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7, 8], root.GetProperty("cells").EnumerateArray().Select(cell => cell.GetProperty("cell").GetInt32()));
        var (mean, unbiased) = (root.GetProperty("chosen").GetProperty("mean").GetDouble(), root.GetProperty("chosen").GetProperty("unbiased"));
        Assert.InRange(unbiased.GetProperty("mean").GetDouble(), mean, mean + 0.01);
        Assert.True(unbiased.GetProperty("lower").GetDouble() < unbiased.GetProperty("upper").GetDouble());
    }

    [Fact]
    public async Task Cells_that_tie_may_all_be_best()
    {
        Add(Grid(8));

        // Every trial takes a quarter of a second.
        Assert.Equal(0, await session.RunAsync("best", "grid", "--on", "seconds"));
        Assert.StartsWith("9 of 9 cells may be best in seconds (95 %): []/0.01, []/0.05, []/0.1 and 6 more.\n", session.Out, StringComparison.Ordinal);
        Assert.Contains(
            "It was chosen for this mean; the estimate without the winner's curse is the same: 0.25", Unwrapped(session.Out), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fewer_than_five_replicates_exclude_nothing_and_the_output_says_why()
    {
        Add(Grid(4));

        Assert.Equal(0, await session.RunAsync("best", "grid"));
        Assert.StartsWith("All 9 cells may be best in accuracy: 4 replicates cannot exclude any.\n", session.Out, StringComparison.Ordinal);
        Assert.Contains(
            "With 4 replicates the least p value is 2^-4 = 0.0625, so no cell can be excluded at 0.05. It takes 5 replicates.",
            Unwrapped(session.Out), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replicates_that_a_cell_lacks_are_compared_in_no_cell()
    {
        using var troubled = new Session { Store = new FakeStore { Result = (sweep, trial) => trial == 1 ? TrialResult.Divergence : Ranked(sweep, trial) } };
        troubled.Store.Add(Grid(8), Grid(8).Trials);

        Assert.Equal(0, await troubled.RunAsync("best", "grid"));
        Assert.Contains("Compared in the 7 replicates of 8 that all these cells have.", Unwrapped(troubled.Out), StringComparison.Ordinal);
        Assert.DoesNotContain("Left out", troubled.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cells_with_too_few_runs_are_left_out_by_name()
    {
        // Cell 3 has 3 runs and cell 5 none. Without the two all replicates are complete.
        using var troubled = new Session
        {
            Store = new FakeStore
            {
                Result = (sweep, trial) => (sweep.CellOf(trial).Number, sweep.ReplicateOf(trial)) is (3, > 2) or (5, _)
                    ? TrialResult.Divergence : Ranked(sweep, trial),
            },
        };
        troubled.Store.Add(Grid(8), Grid(8).Trials);

        Assert.Equal(0, await troubled.RunAsync("best", "grid"));
        Assert.StartsWith("2 of 7 cells may be best", troubled.Out, StringComparison.Ordinal);
        Assert.Contains("Left out, because they have too few runs: cells 3, 5.", Unwrapped(troubled.Out), StringComparison.Ordinal);
        using var json = new Session { Store = troubled.Store };
        Assert.Equal(0, await json.RunAsync("best", "grid", "--json"));
        Assert.Equal([3, 5], JsonDocument.Parse(json.Out).RootElement.GetProperty("leftOut").EnumerateArray().Select(cell => cell.GetInt32()));
        using var table = new Session { Store = troubled.Store };
        Assert.Equal(0, await table.RunAsync("table", "grid", "--format", "json"));
        var cells = JsonDocument.Parse(table.Out).RootElement.GetProperty("cells").EnumerateArray().ToList();
        Assert.False(cells[5].TryGetProperty("mayBeBest", out _));
        Assert.True(cells[8].GetProperty("mayBeBest").GetBoolean());
    }

    [Fact]
    public async Task Unfinished_sweep_is_called_unfinished()
    {
        session.Store.Add(Grid(8), Grid(8).Trials - 3);

        Assert.Equal(0, await session.RunAsync("best", "grid"));
        Assert.Contains("Not finished: 69 of 72 trials ended.", session.Out, StringComparison.Ordinal);
        using var table = new Session { Store = session.Store };
        Assert.Equal(0, await table.RunAsync("table", "grid"));
        Assert.DoesNotContain("may be best", table.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Table_of_all_cells_marks_those_that_may_be_best_and_says_in_what()
    {
        Add(Grid(8));

        Assert.Equal(0, await session.RunAsync("table", "grid"));
        var lines = session.Out.Split('\n');
        Assert.EndsWith("  may be best", lines[3], StringComparison.Ordinal);
        Assert.Equal(
            [false, false, false, false, false, false, false, true, true],
            lines[5..14].Select(line => line.EndsWith("  yes", StringComparison.Ordinal)));
        Assert.Contains("may be best: in accuracy, with 95 % confidence", session.Out, StringComparison.Ordinal);
        using var loss = new Session { Store = session.Store };
        Assert.Equal(0, await loss.RunAsync("table", "grid", "--on", "train_loss", "--format", "json"));
        var root = JsonDocument.Parse(loss.Out).RootElement;
        Assert.Equal("train_loss", root.GetProperty("mayBeBestIn").GetString());
        Assert.True(root.GetProperty("cells")[0].GetProperty("mayBeBest").GetBoolean());
        Assert.False(root.GetProperty("cells")[8].GetProperty("mayBeBest").GetBoolean());
    }

    [Theory]
    [InlineData("name: grid\nreplicates: 4\naxes: {bias: [true, false]}\n")]
    [InlineData("name: grid\nreplicates: 8\n")]
    [InlineData("name: grid\nreplicates: {splits: 3, weights: 3}\naxes: {bias: [true, false]}\n")]
    public async Task Table_says_nothing_about_best_where_nothing_can_be_excluded(string specification)
    {
        Add(SpecReader.Read(specification + "fixed: {features: quadratic}\n", "grid.yaml", "grid"));

        Assert.Equal(0, await session.RunAsync("table", "grid"));
        Assert.DoesNotContain("may be best", session.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Papers_tables_have_no_such_column()
    {
        Add(PaperSweep.Create(8, 1));

        Assert.Equal(0, await session.RunAsync("table", "paper"));
        Assert.DoesNotContain("may be best", session.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_of_a_grid_begins_with_the_best_cells()
    {
        Add(Grid(8));

        Assert.Equal(0, await session.RunAsync("report", "grid", "--to", "-"));
        Assert.Matches(@"<h2>What was found</h2>\s*<ul>\s*<li>2 of 9 cells may be best in accuracy \(95 %\)", session.Out);
    }

    [Theory]
    [InlineData("name: grid\nreplicates: 8\n", "accuracy", "has only one cell. A best cell needs at least two.")]
    [InlineData("name: grid\nreplicates: {splits: 3, weights: 3}\naxes: {bias: [true, false]}\n", "accuracy",
        "The design is crossed: its replicates share levels, so their signs cannot be flipped independently.")]
    [InlineData("name: grid\nreplicates: 8\naxes: {bias: [true, false]}\n", "acuracy", "Unknown metric 'acuracy'.")]
    [InlineData("name: grid\nreplicates: 8\naxes: {bias: [true, false]}\nfixed: {features: permutation, measure: permutation}\n", "fixed_points",
        "fixed_points rates no cell: neither larger nor smaller values are better. Valid metrics: accuracy, accuracy_inverted, train_loss, seconds, sum.")]
    public async Task Question_without_an_answer_gives_exit_code_2_and_one_sentence(string specification, string metric, string sentence)
    {
        Add(SpecReader.Read(specification, "grid.yaml", "grid"));

        Assert.Equal(2, await session.RunAsync("best", "grid", "--on", metric));
        Assert.Contains(sentence, session.Error, StringComparison.Ordinal);
        Assert.Empty(session.Out);
    }

    [Fact]
    public async Task Sweep_without_results_gives_exit_code_2()
    {
        session.Store.Add(Grid(8), 0);

        Assert.Equal(2, await session.RunAsync("best", "grid"));
        Assert.Equal("No two cells have accuracy in the same replicate.\n", session.Error);
    }

    private void Add(Sweep sweep) => session.Store.Add(sweep, sweep.Trials);

    private static Sweep Grid(int replicates) => SpecReader.Read(
        $"name: grid\nreplicates: {replicates}\naxes: {{hidden: [[], [4], [8]], learningRate: [0.01, 0.05, 0.1]}}\nfixed: {{features: quadratic}}\n",
        "grid.yaml", "grid");

    // Each cell is better than the one before, with noise of its own; of the last two now one wins, now the other. Losses rise with accuracies.
    private static TrialResult Ranked(Sweep sweep, long trial)
    {
        var (cell, replicate) = (sweep.CellOf(trial).Number, (int)sweep.ReplicateOf(trial));
        var noise = ((replicate * 37) + (cell * cell * replicate * 11) + (cell * 5)) % 13;
        var correct = 1400 + (20 * Math.Min(cell, 7)) + (cell == 8 ? 6 : 0) + noise;
        return Classification.Completed(correct, correct, total: 1800, trainLoss: (0.1 * cell) + (noise / 100.0));
    }

    // The text without its line breaks.
    private static string Unwrapped(string text) => string.Join(' ', text.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries));

    private static IEnumerable<string> Names(JsonElement element) => element.EnumerateObject().Select(property => property.Name);
}
