using Symmetry.Analysis.Paper;
using Symmetry.Analysis.Questions.Tables;

namespace Symmetry.Analysis.Tests.Questions;

public sealed class TestedOriginalsTests
{
    [Fact]
    public void Many_splits_test_on_all_originals_and_one_split_on_a_fifth()
    {
        var manySplits = PaperSweep.Create(40, 1);
        var oneSplit = PaperSweep.Create(1, 1);

        Assert.InRange(TestedOriginals.Count(manySplits, manySplits.Cells[0]), 1790, 1797);
        Assert.Equal(360, TestedOriginals.Count(oneSplit, oneSplit.Cells[0]));
    }
}
