using System.Collections.Immutable;
using Symmetry.Analysis.Questions.Best;
using Symmetry.Analysis.Questions.Claims;
using Symmetry.Analysis.Questions.Effects;
using Symmetry.Analysis.Questions.Tables;
using Symmetry.Analysis.Questions.Tuning;
using Symmetry.Analysis.Runs;
using Symmetry.Engine.Sweeps;
using Symmetry.Simulations;

namespace Symmetry.Analysis.Tests.Questions;

/// <summary>Sampled sweeps and tied settings, asked the questions that are about grids.</summary>
public sealed class GridPartsTests
{
    private static readonly Axis A = GridExperiment.Axis("a", 3);

    // Positions (0, 0), (0, 1), (2, 1): both settings repeat a value.
    private static readonly Axis Tied = Axis.Tie(
        Axis.Parse(GridExperiment.Axis("b", 1).Setting, "0", "0", "2"), Axis.Parse(GridExperiment.Axis("c", 1).Setting, "0", "1", "1"));

    [Fact]
    public void Tied_settings_are_one_factor_of_the_effects()
    {
        var effects = GridEffects.Analyse(GridExperiment.Runs([A, Tied], 4, Drawn), GridExperiment.Score)!;

        Assert.Equal(["a", "b+c"], effects.Grid.Axes.Select(axis => axis.Setting.Name));
        Assert.Equal(9, effects.Grid.Cells.Count);
        Assert.Equal(["0+0", "0+1", "2+1"], effects.Levels.Where(level => level.Axis.Setting.Name == "b+c").Select(level => level.Value.Text));
    }

    [Fact]
    public void Effects_of_a_sample_use_a_complete_part_of_it()
    {
        var runs = GridExperiment.Runs([A, GridExperiment.Axis("b", 4)], 4, Drawn, sample: 9);
        var grid = CompleteGrid.Find(runs, GridExperiment.Score)!;

        Assert.Equal((12, 9), (runs.Sweep.GridCells, runs.Sweep.Cells.Length));
        Assert.Equal(grid.Axes.Aggregate(1, (cells, axis) => cells * axis.Values.Length), grid.Cells.Count);
        Assert.InRange(grid.Cells.Count, 4, 9);
        Assert.Subset(runs.Sweep.Cells.ToHashSet(), grid.Cells.ToHashSet());
    }

    [Theory]
    [InlineData("b")]
    [InlineData("c")]
    [InlineData("b+c")]
    public void Tied_settings_are_compared_with_each_position_tuned(string between)
    {
        var runs = GridExperiment.Runs([A, Tied], 6, Drawn);
        var tuned = TunedComparison.Compare(runs, TuningChoice.Parse(runs.Sweep, between, "a", null), GridExperiment.Score);

        Assert.Equal([3, 3, 3], tuned.Levels.Select(level => level.Cells));
        Assert.Equal(
            Enumerable.Range(0, 6).Select(k => runs.Sweep.Cells.Where(cell => cell.Coordinates is [_, "0", "1"])
                .Select(cell => Drawn(cell, k)!.Value).MaxBy(result => result.Validation).Score),
            tuned.Levels[1].Results);
    }

    [Fact]
    public void Tied_settings_are_tuned_by_the_name_of_one_of_them()
    {
        var sweep = GridExperiment.Runs([A, Tied], 1, Drawn).Sweep;

        Assert.Equal("b+c", TuningChoice.Parse(sweep, "a", "c", null).Tuned.Single().Setting.Name);
        Assert.Equal("--tune: b is compared by --between, so it cannot be tuned too.",
            Assert.Throws<SelectionException>(() => TuningChoice.Parse(sweep, "b", "a,c", null)).Message);
    }

    [Fact]
    public void Cells_of_a_sample_are_tuned_with_uneven_effort()
    {
        var runs = GridExperiment.Runs([A, GridExperiment.Axis("b", 4)], 4, Drawn, sample: 8);
        var tuned = TunedComparison.Compare(runs, TuningChoice.Parse(runs.Sweep, "a", "b", null), GridExperiment.Score);

        Assert.Equal(8, tuned.Levels.Sum(level => level.Cells));
        Assert.True(tuned.IsUneven);
    }

    [Fact]
    public void Best_of_a_sample_names_the_cells_by_each_setting()
    {
        var runs = GridExperiment.Runs([A, Tied], 6, Drawn, sample: 5);
        var report = BestReport.Build(BestCells.Find(runs, GridExperiment.Score));

        Assert.Equal(5, report.Tables[0].Rows.Count);
        Assert.Equal(["cell", "a", "b", "c"], report.Tables[0].Columns.Take(4).Select(column => column.Header));
    }

    // With b alone, conditions never match on c, which moves with it.
    [Fact]
    public void Matched_pairs_do_not_need_equal_values_of_a_setting_that_is_tied_to_the_compared_one()
    {
        var sweep = GridExperiment.Runs([A, Tied], 1, Drawn).Sweep;
        ImmutableArray<Axis> first = [Axis.Parse(Tied.Settings[0], "2")];
        ImmutableArray<Axis> second = [Axis.Parse(Tied.Settings[0], "0")];
        var pairs = CellPairs.Matched(sweep, CellPairs.All(CellSelector.Matching(sweep, first), CellSelector.Matching(sweep, second)), first, second);

        Assert.Equal([(2, 0), (2, 1), (5, 3), (5, 4), (8, 6), (8, 7)], pairs);
    }

    private static (double Score, double Validation)? Drawn(Cell cell, int replicate)
    {
        var dice = new Dice(12, (uint)replicate, (uint)cell.Number);
        return (dice.Normal(), dice.Normal());
    }
}
