using Symmetry.Analysis.Paper;
using Symmetry.Analysis.Questions.Comparisons;
using Symmetry.Analysis.Runs;
using Symmetry.Engine.Experiments;
using Symmetry.Engine.Numerics;
using Symmetry.Engine.Sweeps;

namespace Symmetry.Analysis.Tests.Questions;

/// <summary>Which differences are one family, and what cells with few replicates do to it.</summary>
public sealed class DifferenceFamilyTests
{
    [Fact]
    public void Differences_of_invariant_cells_are_one_question_on_both_test_sets()
    {
        var runs = Runs(PaperSweep.Create(8, 1), _ => 8);
        var family = DifferenceFamily.Compare(runs, runs.Sweep.Cells[4], KnownMetrics.TestSets, [.. runs.Sweep.Cells]);

        // Five other invariant cells once, four cells of pixels twice.
        Assert.Equal((13, 5), (family.Size, family.Differences.Count(difference => difference.IsOfBothTestSets)));
        Assert.Equal("step-down maxT over all 256 sign flips of whole replicates", family.Method);
    }

    [Fact]
    public void Cell_with_few_replicates_has_no_p_and_leaves_the_others_theirs()
    {
        var sweep = PaperSweep.Create(9, 1);
        var (all, some) = (Family(_ => 9), Family(cell => cell == 3 ? 5 : 9));
        var few = some.Differences.Single(difference => difference.Cell.Number == 3);

        Assert.Equal(
            "With 5 pairs the smallest possible sign-flip p is 2^-4 = 0.0625, above 0.05: no outcome could be significant. 6 pairs are needed.",
            few.NoPValueReason);
        Assert.Equal((null, null, null), (few.Adjusted, few.Interval, few.LeastDetectable));
        Assert.NotNull(few.Comparison.Difference.Interval);
        Assert.All(some.Differences.Where(difference => difference != few), difference => Assert.NotNull(difference.Adjusted));
        Assert.True(some.Test!.CriticalValue <= all.Test!.CriticalValue, "A smaller family has no larger critical value.");

        DifferenceFamily Family(Func<int, int> replicates) =>
            DifferenceFamily.Compare(Runs(sweep, replicates), sweep.Cells[0], [KnownMetrics.TrainLoss], [.. sweep.Cells]);
    }

    [Fact]
    public void Smallest_difference_that_is_found_grows_with_the_family()
    {
        var runs = Runs(PaperSweep.Create(12, 1), _ => 12);
        var (one, all) = (Least([runs.Sweep.Cells[1]]), Least([.. runs.Sweep.Cells]));
        Assert.True(one < all, $"{one} < {all}");

        double? Least(IReadOnlyList<Cell> cells) =>
            DifferenceFamily.Compare(runs, runs.Sweep.Cells[0], [KnownMetrics.TrainLoss], cells).Differences[0].LeastDetectable;
    }

    [Fact]
    public void Pairs_of_baselines_are_compared_once()
    {
        var sweep = PaperSweep.Create(2, 1);
        var pairs = CellPairs.With(sweep, [sweep.Cells[2], sweep.Cells[0]]).Select(pair => (pair.Cell.Number, pair.Baseline.Number)).ToList();

        Assert.Equal(17, pairs.Count);
        Assert.Contains((0, 2), pairs);
        Assert.DoesNotContain((2, 0), pairs);
        Assert.Equal(45, CellPairs.All(sweep).Count);
    }

    private static SweepRuns Runs(Sweep sweep, Func<int, int> replicates) => new(sweep, [.. sweep.Cells.Select(cell => new CellRuns(
        cell, Enumerable.Range(0, replicates(cell.Number)).Select(replicate => Row(cell.Number, replicate))))]);

    private static RunRow Row(int cell, int replicate)
    {
        var stream = new RandomStream(8, Purpose.Resampling, (uint)replicate, (uint)cell);
        return new RunRow(replicate, Classification.Completed((int)stream.Below(100), (int)stream.Below(100), 100, stream.NextDouble()));
    }
}
