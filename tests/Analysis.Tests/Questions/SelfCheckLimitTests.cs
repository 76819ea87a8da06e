using Symmetry.Analysis.Questions.Comparisons;
using Symmetry.Analysis.Runs;

namespace Symmetry.Analysis.Tests.Questions;

public sealed class SelfCheckLimitTests
{
    [Fact]
    public void Comparison_that_takes_too_long_to_repeat_is_refused()
    {
        var runs = GridExperiment.Runs([GridExperiment.Axis("a", 2)], 5_000, (cell, k) => (cell.Number + ((k * 7 % 11) * (cell.Number + 1)), 0));
        var comparisons = CellComparisons.Compare(runs, [], GridExperiment.Score);
        var error = Assert.Throws<SelectionException>(() => comparisons.WithSelfCheck(TestContext.Current.CancellationToken));
        Assert.Equal(
            "--self-check repeats the comparison 3,000 times, and 1 difference of 5,000 replicates are too many for that: compare with fewer baselines or "
            + "replicates.", error.Message);
    }
}
