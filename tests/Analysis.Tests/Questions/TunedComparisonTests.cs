using System.Globalization;
using Symmetry.Analysis.Questions.Claims;
using Symmetry.Analysis.Questions.Tuning;
using Symmetry.Analysis.Runs;
using Symmetry.Analysis.Statistics;
using Symmetry.Engine.Sweeps;
using Symmetry.Simulations;

namespace Symmetry.Analysis.Tests.Questions;

/// <summary>Each value of an axis with the cell that it prefers in each replicate.</summary>
public sealed class TunedComparisonTests
{
    private static readonly Axis A = GridExperiment.Axis("a", 3);
    private static readonly Axis B = GridExperiment.Axis("b", 2);
    private static readonly Axis C = GridExperiment.Axis("c", 2);

    [Fact]
    public void Each_replicate_takes_the_cell_that_validation_prefers()
    {
        var runs = GridExperiment.Runs([A, B, C], 9, Drawn);
        var tuned = Compare(runs, "a");

        for (var level = 0; level < 3; level++)
        {
            var expected = Enumerable.Range(0, 9).Select(k => runs.Sweep.Cells.Where(cell => cell.Coordinates[0] == $"{level}")
                .Select(cell => Drawn(cell, k)!.Value).MaxBy(result => result.Validation).Score).ToArray();
            Assert.Equal(expected, tuned.Levels[level].Results);
            Assert.Equal(StudentTIntervals.Mean(expected).Interval, tuned.Levels[level].Mean.Interval);
            Assert.Equal(9, tuned.Levels[level].Chosen.Sum(chosen => chosen.Times));
            Assert.Equal(expected.Average(), tuned.Levels[level].Curve[^1].Value, 1e-12);
        }

        var pair = StepDownMaxT.Test([.. new[] { (0, 1), (0, 2), (1, 2) }.Select(levels => tuned.Levels[levels.Item1].Results
            .Zip(tuned.Levels[levels.Item2].Results, (a, b) => a - b).ToArray())], seed: 1).Differences[1];
        Assert.Equal((9, Math.Abs(pair.Mean), pair.P, pair.Adjusted),
            (tuned.Differences[1].Pairs, tuned.Differences[1].Difference, tuned.Differences[1].PValue, tuned.Differences[1].Adjusted));
    }

    [Fact]
    public void Curve_is_the_mean_over_all_subsets_of_cells()
    {
        var runs = GridExperiment.Runs([A, B, C], 4, Drawn);
        var curve = Compare(runs, "a").Levels[1].Curve;
        var cells = runs.Sweep.Cells.Where(cell => cell.Coordinates[0] == "1").ToList();
        for (var k = 1; k <= 4; k++)
        {
            var means = Enumerable.Range(0, 4).Select(replicate => Enumerable.Range(1, 15)
                .Select(set => cells.Where((_, i) => (set >> i & 1) == 1).Select(cell => Drawn(cell, replicate)!.Value).ToList())
                .Where(drawn => drawn.Count == k).Average(drawn => drawn.MaxBy(result => result.Validation).Score)).ToArray();
            Assert.Equal(means.Average(), curve[k - 1].Value, 1e-12);
            Assert.Equal(StudentTIntervals.Mean(means).Interval!.Value.Upper, curve[k - 1].Interval!.Value.Upper, 1e-12);
        }
    }

    [Fact]
    public void Cells_that_select_equally_well_give_way_to_the_lower_number()
    {
        var level = Compare(GridExperiment.Runs([A, B, C], 3, (cell, k) => (cell.Number + k, 1)), "a").Levels[2];

        Assert.Equal([(8, 3)], level.Chosen.Select(chosen => (chosen.Cell.Number, chosen.Times)));
        Assert.Equal([8, 9, 10], level.Results);

        // Drawing 3 of 4 leaves the lowest number out in a quarter of the draws.
        Assert.Equal(9.25, level.Curve[2].Value, 1e-12);
    }

    [Fact]
    public void Diverged_trials_are_never_chosen()
    {
        // Cell 0 always diverges; replicate 1 of a = 1 has nothing measured.
        var runs = GridExperiment.Runs([A, B], 7, (cell, k) => cell.Number == 0 || (cell.Number is 2 or 3 && k == 1) ? null : (cell.Number, -cell.Number));
        var tuned = Compare(runs, "a");

        Assert.Equal([(1, 7)], tuned.Levels[0].Chosen.Select(chosen => (chosen.Cell.Number, chosen.Times)));
        Assert.Equal((6, 6), ((int)tuned.Levels[1].Mean.N, tuned.Differences[0].Pairs));
        Assert.Contains("a 1: 1 of 7 replicates left out", Assert.Single(TunedReport.Build(tuned).Failures), StringComparison.Ordinal);
    }

    [Fact]
    public void Replicates_that_have_not_ended_in_every_cell_are_left_out()
    {
        var full = GridExperiment.Runs([A, B], 8, Drawn);
        var cells = full.Sweep.Cells.Select(cell => new CellRuns(cell, Enumerable.Range(0, cell.Number == 3 ? 5 : 8).Select(k => new RunRow(k,
            GridExperiment.Result(Drawn(cell, k)))))).ToList();
        var tuned = Compare(new SweepRuns(full.Sweep, cells), "a");

        Assert.Equal([8, 5, 8], tuned.Levels.Select(level => (int)level.Mean.N));
    }

    [Fact]
    public void Default_is_to_tune_all_other_axes_on_validation()
    {
        var sweep = GridExperiment.Runs([A, B, C], 1, Drawn).Sweep;
        var choice = TuningChoice.Parse(sweep, "b", null, null);

        Assert.Equal(["a", "c"], choice.Tuned.Select(axis => axis.Setting.Name));
        Assert.Equal(GridExperiment.Validation, choice.Select);
        Assert.Equal(["c", "a"], TuningChoice.Parse(sweep, "b", "c, a", "score").Tuned.Select(axis => axis.Setting.Name));
    }

    [Theory]
    [InlineData("z", null, null, "--between: 'z' is not an axis of grid-")]
    [InlineData("one", null, null, "--between: 'one' is not an axis of grid-")]
    [InlineData("c", null, null, "--between: c has only one value in grid-")]
    [InlineData("a", "z", null, "--tune: 'z' is not an axis of grid-")]
    [InlineData("a", "c", null, "--tune: c has only one value in grid-")]
    [InlineData("a", "a", null, "--tune: a is compared by --between, so it cannot be tuned too.")]
    [InlineData("a", "b", "nothing", "Unknown metric 'nothing'. Valid metrics: score, validation, note, seconds.")]
    [InlineData("a", "b", "note", "--select: cell 2 (1/0/0) does not measure 'note'. Valid metrics: score, validation, seconds.")]
    public void Choice_that_cannot_be_is_one_sentence(string between, string? tune, string? select, string sentence)
    {
        var sweep = GridExperiment.Runs([A, B, GridExperiment.Axis("c", 1)], 1, Drawn).Sweep;

        var refused = Assert.Throws<SelectionException>(() => TuningChoice.Parse(sweep, between, tune, select));
        Assert.StartsWith(sentence, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Axis_that_is_neither_compared_nor_tuned_is_named()
    {
        var sweep = GridExperiment.Runs([A, B, C], 1, Drawn).Sweep;

        Assert.Equal("--tune: c varies but is neither compared nor tuned. Add it: --tune b,c.",
            Assert.Throws<SelectionException>(() => TuningChoice.Parse(sweep, "a", "b", null)).Message);
        Assert.StartsWith("--tune: grid-", Assert.Throws<SelectionException>(
            () => TuningChoice.Parse(GridExperiment.Runs([A], 1, Drawn).Sweep, "a", null, null)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Metric_that_rates_nothing_cannot_select()
    {
        var sweep = GridExperiment.Runs([GridExperiment.Axis("a", 1), B, C], 1, Drawn).Sweep;

        Assert.StartsWith("--select: neither larger nor smaller values of 'note' are better.",
            Assert.Throws<SelectionException>(() => TuningChoice.Parse(sweep, "b", "c", "note")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Report_says_where_selection_is_optimistic_and_effort_uneven()
    {
        var exclusion = new CellFilter([Axis.Parse(A.Setting, "0"), Axis.Parse(B.Setting, "0"), Axis.Parse(C.Setting, "1")]);
        var runs = GridExperiment.Runs([A, B, C], 8, Drawn, [exclusion]);
        var tuned = TunedComparison.Compare(runs, TuningChoice.Parse(runs.Sweep, "a", null, "score"), GridExperiment.Score);
        var report = TunedReport.Build(tuned);

        Assert.True(tuned.IsUneven);
        Assert.StartsWith("Optimistic: score selects and is also what is compared, so", report.Findings[0], StringComparison.Ordinal);
        Assert.Contains("different numbers of cells", report.Findings[1], StringComparison.Ordinal);
        Assert.Equal("-", report.Tables[2].Rows[3][1]);
        Assert.Contains(" ± ", report.Tables[2].Rows[3][2], StringComparison.Ordinal);
    }

    [Fact]
    public void Claim_about_tuned_sides_has_the_difference_of_the_comparison()
    {
        var runs = GridExperiment.Runs([A, B, C], 9, Drawn);
        var difference = Compare(runs, "a").Differences[1];
        var claim = new TunedClaim(
            "", [8, 9, 10, 11], [0, 1, 2, 3], GridExperiment.Validation, GridExperiment.Score, interval => OrderClaim.Answer(interval, 0));
        var verdict = claim.Judge(runs);

        Assert.Equal(ClaimAnswer.Holds, verdict.Answer);
        Assert.StartsWith(
            "2 tuned over 4 cells - 0 tuned over 4 cells, validation selects in each replicate: "
            + $"{MetricText.Difference(GridExperiment.Score, difference.Difference)} [",
            verdict.Evidence, StringComparison.Ordinal);
        Assert.Equal(ClaimAnswer.Fails, (claim with { First = claim.Second, Second = claim.First }).Judge(runs).Answer);
        Assert.Equal(ClaimAnswer.Fails, (claim with { Answer = interval => EquivalenceClaim.Answer(interval, 0.1) }).Judge(runs).Answer);
        Assert.Contains("optimistic", (claim with { Select = GridExperiment.Score }).Judge(runs).Evidence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "1")]
    [InlineData(4, "1 2 3 4")]
    [InlineData(100, "1 2 4 5 8 12 19 28 43 66 100")]
    public void Steps_of_the_curve_are_about_twelve(int cells, string steps) => Assert.Equal(steps, string.Join(' ', TunedReport.Steps(cells)));

    private static TunedComparison Compare(SweepRuns runs, string between) =>
        TunedComparison.Compare(runs, TuningChoice.Parse(runs.Sweep, between, null, null), GridExperiment.Score);

    private static (double Score, double Validation)? Drawn(Cell cell, int replicate)
    {
        var dice = new Dice(4, (uint)replicate, (uint)cell.Number);
        return (dice.Normal() + Parse(cell.Coordinates[0]), dice.Normal());
    }

    private static int Parse(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
