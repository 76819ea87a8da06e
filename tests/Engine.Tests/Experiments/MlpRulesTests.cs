using Symmetry.Engine.Data;
using Symmetry.Engine.Experiments;
using Symmetry.Engine.Experiments.Mlp;
using Symmetry.Engine.Experiments.Mlp.SymmetryMethods;
using Symmetry.Engine.Settings;
using Symmetry.Engine.Sweeps;

namespace Symmetry.Engine.Tests.Experiments;

public sealed class MlpRulesTests
{
    [Theory]
    [InlineData("group=mirror", "group")]
    [InlineData("symmetry=augment features=square", "features")]
    [InlineData("symmetry=augment training=both", "training")]
    [InlineData("symmetry=invariant group=mirror invariant=bispectrum", "invariant")]
    [InlineData("symmetry=invariant group=translations-mirror invariant=bispectrum", "invariant")]
    [InlineData("invariant=norms", "invariant")]
    [InlineData("symmetry=share hidden=[]", "hidden")]
    [InlineData("symmetry=share bias=false", "symmetry")]
    [InlineData("symmetry=share bias=false activation=relu biasScale=0.1", "biasScale")]
    [InlineData("symmetry=augment group=translations-dihedral", "group")]
    [InlineData("biasScale=0.1", "biasScale")]
    [InlineData("measure=permutation", "measure")]
    [InlineData("measure=minimum features=quadratic", "measure")]
    [InlineData("measure=minimum symmetry=fresh", "measure")]
    [InlineData("measure=minimum symmetry=share", "measure")]
    [InlineData("measure=minimum symmetry=invariant", "measure")]
    [InlineData("measure=minimum activation=linear", "measure")]
    [InlineData("restore=best", "restore")]
    [InlineData("restore=best symmetry=augment patience=3", "restore")]
    [InlineData("validationFraction=0.9999", "validationFraction")]
    [InlineData("validationFraction=0.1 trainFraction=0.0001", "validationFraction")]
    [InlineData("validationFraction=0.5 trainFraction=0.0006 split=after", "validationFraction")]
    public void Settings_that_cannot_be_combined_are_refused_with_a_sentence_and_the_setting(string assignments, string blamed)
    {
        var spec = new SweepSpec
        {
            Name = "refused",
            Replicates = ReplicateDesign.Independent(1),
            Fixed = [.. assignments.Split(' ').Select(assignment => assignment.Split('='))
                .Select(pair => ExperimentRegister.Default.Setting(pair[0]).Parse(pair[1]))],
        };
        var refused = Assert.Throws<SpecException>(() => new Sweep(spec));
        Assert.Equal($"fixed.{blamed}", refused.Part);
        Assert.StartsWith("Cell 0 cannot be run: ", refused.Message, StringComparison.Ordinal);
        Assert.EndsWith(".", refused.Message, StringComparison.Ordinal);
    }

    // 64 inputs, h hidden neurons, 10 classes: 65 h + 11 · 10 … 1,500 are reached between 19 and 20 neurons.
    [Theory]
    [InlineData(19, true)]
    [InlineData(20, false)]
    public void Minimum_is_measured_for_at_most_1500_parameters(int hidden, bool isValid)
    {
        var error = ExperimentRegister.Default.Validate(MlpSettings.Default with { Measure = MeasureKind.Minimum, Hidden = new Widths(hidden) });

        Assert.Equal(isValid ? null : "measure: minimum supports at most 1,500 parameters, and this network has 1,510.", error?.Message);
    }

    // The test leaves 1,437 originals, and 1,436 of them are 0.99930.
    [Theory]
    [InlineData(0.0001, true)]
    [InlineData(0.9993, true)]
    [InlineData(0.9994, false)]
    public void Validation_leaves_at_least_one_original_to_train_on(double fraction, bool isValid)
    {
        var error = ExperimentRegister.Default.Validate(MlpSettings.Default with { ValidationFraction = fraction });

        Assert.Equal(
            isValid ? null : "validationFraction: 0.9994 may leave no image to train on. "
                + "Use a smaller validationFraction, a larger trainFraction or more images.",
            error?.Message);
    }

    // Pairs of pixels are counted only for images that fit into memory.
    [Fact]
    public void Minimum_with_invariants_of_huge_images_is_refused_for_their_memory()
    {
        Assert.True(DataSet.TryParse($"10x2000x2000x10-{new string('0', 64)}", out var data));
        var settings = MlpSettings.Default with
        {
            Data = data,
            Enlarged = false,
            Measure = MeasureKind.Minimum,
            Symmetry = SymmetryMethodRegister.Get("invariant"),
        };

        Assert.Equal("features", ExperimentRegister.Default.Validate(settings)?.Setting);
    }
}
