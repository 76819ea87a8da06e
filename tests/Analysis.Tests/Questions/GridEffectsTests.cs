using System.Globalization;
using Symmetry.Analysis.Questions.Effects;
using Symmetry.Analysis.Runs;
using Symmetry.Analysis.Statistics;
using Symmetry.Engine.Experiments;
using Symmetry.Engine.Sweeps;
using Symmetry.Simulations;

namespace Symmetry.Analysis.Tests.Questions;

/// <summary>Which part of a grid is analysed, and what is said about it.</summary>
public sealed class GridEffectsTests
{
    private static readonly Axis A = GridExperiment.Axis("a", 3);
    private static readonly Axis B = GridExperiment.Axis("b", 4);
    private static readonly Axis C = GridExperiment.Axis("c", 2);

    [Fact]
    public void Full_grid_is_used_in_full()
    {
        var grid = CompleteGrid.Find(GridExperiment.Runs([A, B], 3, Noisy), GridExperiment.Score)!;

        Assert.Equal((12, 3, 2), (grid.Cells.Count, grid.Replicates.Count, grid.Axes.Count));
        Assert.Empty(grid.LeftOut);
        Assert.Empty(grid.Held);
    }

    [Fact]
    public void Value_with_the_largest_part_missing_is_left_out()
    {
        // One of the 4 cells of a = 1 and one of the 3 of b = 2 is missing: the second is the larger part, and 9 cells are left instead of 8.
        var grid = CompleteGrid.Find(GridExperiment.Runs([A, B], 3, Noisy, [Excluding(("a", "1"), ("b", "2"))]), GridExperiment.Score)!;

        Assert.Equal(9, grid.Cells.Count);
        Assert.Equal(["b: 2"], LeftOut(grid));
        Assert.Equal(["0", "1", "3"], grid.Axes[1].Values.Select(value => value.Text));
    }

    [Fact]
    public void Last_value_is_left_out_where_nothing_tells_them_apart()
    {
        var two = GridExperiment.Axis("a", 2);
        var grid = CompleteGrid.Find(GridExperiment.Runs([two, C], 3, Noisy, [Excluding(("a", "0"), ("c", "1"))]), GridExperiment.Score)!;

        Assert.Equal(["c: 1"], LeftOut(grid));
        Assert.Equal(("c", "0"), (grid.Held[0].Setting.Name, grid.Held[0].Text));
        Assert.Equal("a", Assert.Single(grid.Axes).Setting.Name);
    }

    [Fact]
    public void Setting_that_most_cells_lack_is_left_out_as_a_whole()
    {
        // As in the paper: one value of c is there for one value of a only.
        var grid = CompleteGrid.Find(GridExperiment.Runs([A, B, C], 3, Noisy, [Excluding(("c", "1"), ("a", "1")), Excluding(("c", "1"), ("a", "2"))]),
            GridExperiment.Score)!;

        Assert.Equal(12, grid.Cells.Count);
        Assert.Equal(["c: 1"], LeftOut(grid));
    }

    [Fact]
    public void Cells_without_runs_are_missing_and_replicates_are_those_that_all_have()
    {
        // Cell 5 (a = 1, b = 1) always diverges, cell 0 in replicate 2.
        var runs = GridExperiment.Runs([A, B], 5, (cell, k) => cell.Number == 5 || (cell.Number == 0 && k == 2) ? null : Noisy(cell, k));
        var grid = CompleteGrid.Find(runs, GridExperiment.Score)!;

        Assert.Equal(["b: 1"], LeftOut(grid));
        Assert.Equal([0, 1, 3, 4], grid.Replicates);
        Assert.Equal(Noisy(grid.Cells[^1], 3)!.Value.Score, grid.Read()[2][^1]);
    }

    [Fact]
    public void Cells_that_share_no_two_replicates_with_the_others_are_missing()
    {
        // Cell 11 has replicates 0 and 1, all others have 1 to 5.
        var runs = GridExperiment.Runs([A, B], 6, (cell, k) => (cell.Number == 11 ? k < 2 : k > 0) ? Noisy(cell, k) : null);
        var grid = CompleteGrid.Find(runs, GridExperiment.Score)!;

        Assert.Equal(["b: 3"], LeftOut(grid));
        Assert.Equal([1, 2, 3, 4, 5], grid.Replicates);
    }

    [Fact]
    public void Sweeps_without_a_complete_grid_have_no_effects()
    {
        Assert.Null(GridEffects.Analyse(GridExperiment.Runs([], 3, Noisy), GridExperiment.Score));
        Assert.Null(GridEffects.Analyse(GridExperiment.Runs([A], 1, Noisy), GridExperiment.Score));
        Assert.Null(GridEffects.Analyse(GridExperiment.Runs([A], 3, (_, _) => null), GridExperiment.Score));
        Assert.Null(GridEffects.Analyse(GridExperiment.Runs([A], 3, Noisy), GridExperiment.Note));
    }

    [Fact]
    public void Levels_have_the_mean_over_their_cells_and_its_interval_over_replicates()
    {
        var effects = Analyse(8);
        var level = effects.Levels[4];
        var means = Enumerable.Range(0, 8).Select(k => Enumerable.Range(0, 3).Average(a => Noisy(effects.Grid.Cells[(4 * a) + 1], k)!.Value.Score)).ToArray();

        Assert.Equal(("b", "1"), (level.Axis.Setting.Name, level.Value.Text));
        Assert.Equal(means.Average(), level.Mean.Value, 1e-12);
        Assert.Equal(StudentTIntervals.Mean(means).Interval!.Value.Lower, level.Mean.Interval!.Value.Lower, 1e-12);
    }

    [Fact]
    public void Differences_of_all_axes_are_one_family_and_never_negative()
    {
        var effects = Analyse(8);

        Assert.Equal(3 + 6, effects.Differences.Count);
        Assert.Equal(9, effects.Test!.Tested);
        Assert.All(effects.Differences, difference => Assert.True(difference.Difference >= 0 && difference.Interval!.Value.Contains(difference.Difference)));

        // a adds 1 for each value, and 256 flips cannot give less than 2/256.
        var largest = effects.Differences[1];
        Assert.Equal(("2", "0"), (largest.Greater.Text, largest.Than.Text));
        Assert.InRange(largest.Difference, 1.9, 2.1);
        Assert.Equal(2.0 / 256, largest.Adjusted);
        Assert.True(largest.Interval!.Value.Lower > 1.5);
    }

    [Fact]
    public void Fewer_than_six_replicates_give_no_test()
    {
        var effects = Analyse(5);

        Assert.All(effects.Differences, difference => Assert.True(difference.Adjusted is null && difference.Interval is null));
        Assert.Contains(EffectsReport.Build(effects).Legend, sentence => sentence.Contains("cannot give p <= 0.05", StringComparison.Ordinal));
    }

    [Fact]
    public void Crossed_replicates_have_intervals_over_levels_but_no_test_and_no_shares()
    {
        var effects = GridEffects.Analyse(
            GridExperiment.Runs([A, B], 12, Noisy, design: new ReplicateDesign { Weights = 3, Permutations = 4 }), GridExperiment.Score)!;

        Assert.Null(effects.Test);
        Assert.Null(effects.Shares);
        Assert.All(effects.Differences, difference => Assert.True(difference.Adjusted is null && difference.Interval is not null));
        Assert.Equal((0, 1), effects.LargestInteraction());
        Assert.Contains(EffectsReport.Build(effects).Legend, sentence => sentence.Contains("crossed", StringComparison.Ordinal));
    }

    [Fact]
    public void Interaction_is_what_main_effects_leave()
    {
        // a + b/4, and 2 more where both are 2.
        var effects = GridEffects.Analyse(GridExperiment.Runs([A, B, C], 3, (cell, _) =>
            (Parse(cell.Coordinates[0]) + (Parse(cell.Coordinates[1]) / 4.0) + (cell.Coordinates[0] == "2" && cell.Coordinates[1] == "2" ? 2 : 0), 0)),
            GridExperiment.Score)!;
        var interaction = effects.Interact(0, 1);

        Assert.Equal((0, 1), effects.LargestInteraction());
        Assert.Equal(2 + 0.5 + 2, interaction.Means[2][2], 1e-12);
        Assert.Equal(2 - (2 / 4.0) - (2 / 3.0) + (2 / 12.0), interaction.Effects[2][2], 1e-12);
        Assert.Equal(interaction.Effects[2][1], effects.Interact(1, 0).Effects[1][2], 1e-12);
    }

    [Theory]
    [InlineData("a")]
    [InlineData("a,a")]
    [InlineData("a,b,c")]
    [InlineData("a,z")]
    public void Interaction_of_other_than_two_axes_is_rejected(string names)
    {
        var refused = Assert.Throws<SelectionException>(() => Analyse(3).FindAxes(names.Split(',')));

        Assert.Equal($"--axes: expected two different ones of a, b, got '{names}'.", refused.Message);
    }

    [Fact]
    public void Report_ranks_shares_and_names_what_is_left_out()
    {
        var runs = GridExperiment.Runs([A, B], 8, Noisy, [Excluding(("a", "1"), ("b", "2"))]);
        var report = EffectsReport.Build(GridEffects.Analyse(runs, GridExperiment.Score)!);

        Assert.Equal(["a", "a x b", "b"], report.Tables[0].Rows.Select(row => row[0]).Order(StringComparer.Ordinal));
        Assert.Equal("a", report.Tables[0].Rows[0][0]);
        Assert.Contains("Left out, because combinations with them have no cell or too few runs: b 2. Used: 9 of 11 cells.", report.Failures);
        Assert.Contains(report.Findings, finding => finding.StartsWith("Adjusted p <= 0.05: 3 of 6 differences", StringComparison.Ordinal));
    }

    private static GridEffects Analyse(int replicates) => GridEffects.Analyse(GridExperiment.Runs([A, B], replicates, Noisy), GridExperiment.Score)!;

    // a, and noise.
    private static (double Score, double Validation)? Noisy(Cell cell, int replicate) =>
        ((cell.Coordinates.IsEmpty ? 0 : Parse(cell.Coordinates[0])) + (0.05 * new Dice(3, (uint)replicate, (uint)cell.Number).Normal()), 0);

    private static IEnumerable<string> LeftOut(CompleteGrid grid) => grid.LeftOut.Select(axis => $"{axis.Setting.Name}: {string.Join(' ', axis.Values)}");

    private static CellFilter Excluding(params (string Name, string Value)[] conditions) =>
        new([.. conditions.Select(condition => Axis.Parse(GridExperiment.Instance.Setting(condition.Name), condition.Value))]);

    private static int Parse(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
