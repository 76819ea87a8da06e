using Symmetry.Analysis.Paper;
using Symmetry.Engine.Settings;

namespace Symmetry.Analysis.Tests.Paper;

public sealed class PaperTablesTests
{
    private static readonly TrialSettings Cell = TrialSettings.Default with { Features = FeatureMapKind.Gradient, Bias = true };

    [Fact]
    public void A_cell_of_the_paper_has_its_number_whatever_the_paper_does_not_state()
    {
        Assert.Equal(new PaperRate(0.87, 0.87), PaperTables.Find(Cell));
        Assert.Equal(new PaperRate(0.87, 0.87), PaperTables.Find(Cell with { Epochs = 7 }));
    }

    [Fact]
    public void A_cell_that_the_paper_does_not_have_has_none()
    {
        Assert.Null(PaperTables.Find(Cell with { Features = FeatureMapKind.RelativeSign }));
        Assert.Null(PaperTables.Find(Cell with { Binarised = true }));
        Assert.Null(PaperTables.Find(Cell with { Work = Work.None }));
    }
}
