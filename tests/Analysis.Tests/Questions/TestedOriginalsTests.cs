using Symmetry.Analysis.Paper;
using Symmetry.Analysis.Questions.Tables;

namespace Symmetry.Analysis.Tests.Questions;

public sealed class TestedOriginalsTests
{
    [Fact]
    public void All_originals_are_tested_on_over_many_fresh_splits_and_a_fifth_on_one()
    {
        var many = PaperSweep.Create(40, 1);
        var one = PaperSweep.Create(1, 1);

        Assert.InRange(TestedOriginals.Count(many, many.Cells[0]), 1790, 1797);
        Assert.Equal(360, TestedOriginals.Count(one, one.Cells[0]));
    }
}
