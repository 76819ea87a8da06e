using Symmetry.Analysis.Paper;
using Symmetry.Engine.Experiments;
using Symmetry.Engine.Experiments.Mlp;
using Symmetry.Engine.Features;

namespace Symmetry.Analysis.Tests.Paper;

public sealed class PaperTablesTests
{
    private static readonly MlpSettings Cell = MlpSettings.Default with { Features = FeatureMaps.Gradient, Bias = true };

    [Fact]
    public void Cell_of_the_paper_has_its_number_under_the_default_protocol_only()
    {
        Assert.Equal(new PaperRate(0.87, 0.87), PaperTables.Find(Cell));
        Assert.Equal(new PaperRate(0.87, 0.87), PaperTables.Find(Cell with { Measure = MeasureKind.Permutation }));
        Assert.Null(PaperTables.Find(Cell with { Epochs = 7 }));
        Assert.Null(PaperTables.Find(Cell with { Hidden = new(32, 16) }));
    }

    [Fact]
    public void Settings_that_the_paper_does_not_state_make_a_reading_of_it() =>
        Assert.Equal(new PaperRate(0.87, 0.87), PaperTables.FindReading(Cell with { Epochs = 7 }));

    [Fact]
    public void Cells_of_other_experiments_have_no_number() =>
        Assert.All(ExperimentRegister.All.Skip(1), experiment => Assert.Null(PaperTables.Find(experiment.Defaults)));

    [Fact]
    public void Cells_that_are_not_in_the_paper_have_no_number()
    {
        Assert.Null(PaperTables.Find(Cell with { Features = FeatureMaps.RelativeSign }));
        Assert.Null(PaperTables.Find(Cell with { Binarised = true }));
    }
}
