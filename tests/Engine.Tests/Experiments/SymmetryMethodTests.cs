using Symmetry.Engine.Experiments;
using Symmetry.Engine.Features;
using Symmetry.Engine.Groups;
using Symmetry.Engine.Invariants;
using Symmetry.Engine.Mlp;
using Symmetry.Engine.Settings;
using Symmetry.Engine.Sweeps;

namespace Symmetry.Engine.Tests.Ways;

public sealed class WayTrialTests
{
    private static readonly FeatureStore Store = new();

    private static readonly TrialSettings Quick = TrialSettings.Default with { Epochs = 3, TrainFraction = 0.1, TestFraction = 0.05 };

    public static TheoryData<SymmetryWay, GroupKind> EveryWayOfSmallGroups()
    {
        var data = new TheoryData<SymmetryWay, GroupKind>();
        foreach (var way in Enum.GetValues<SymmetryWay>().Where(way => way is not SymmetryWay.Features))
        {
            foreach (var group in (ReadOnlySpan<GroupKind>)[GroupKind.Inversion, GroupKind.Mirror, GroupKind.Dihedral, GroupKind.InversionRotations])
            {
                data.Add(way, group);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(EveryWayOfSmallGroups))]
    public void Every_way_completes_repeats_its_bits_and_measures_the_group(SymmetryWay way, GroupKind group)
    {
        var spec = new TrialSpec(Quick with { Symmetry = way, Group = group }, StreamIndices.Replicate(3, 1));
        var result = Trial.Run(spec, Store);
        Assert.Equal(TrialOutcome.Completed, result.Outcome);
        Assert.Equal(result, Trial.Run(spec, new FeatureStore()));
        var orbit = Of(result, "accuracy_orbit");
        Assert.InRange(Of(result, "accuracy_worst_element"), Of(result, "accuracy_every_element"), orbit);
        if (ExactFact.OrbitInvariance.Concerns(spec.Settings))
        {
            Assert.Equal(result.CorrectOriginal, result.CorrectInverted);
            Assert.Equal(Of(result, "accuracy_every_element"), orbit);
        }
    }

    // Both ways to say it are one computation: the same rows in another order, so that one epoch of one step is the same sum
    // up to rounding, and an untrained network the same bits.
    [Fact]
    public void Ignoring_and_augmenting_under_the_inversion_are_what_training_on_X_and_on_both_is()
    {
        var plain = Trial.Run(new TrialSpec(Quick, StreamIndices.Replicate(3, 1)), Store);
        var ignored = Trial.Run(new TrialSpec(Quick with { Symmetry = SymmetryWay.Ignore }, StreamIndices.Replicate(3, 1)), Store);
        Assert.Equal(plain, ignored with { Measurements = [] });

        var untrained = Quick with { Epochs = 0 };
        var both = Trial.Run(new TrialSpec(untrained with { Training = TrainingSet.Both }, StreamIndices.Replicate(3, 1)), Store);
        var augmented = Trial.Run(new TrialSpec(untrained with { Symmetry = SymmetryWay.Augment }, StreamIndices.Replicate(3, 1)), Store);
        Assert.Equal(both.TrainLoss, augmented.TrainLoss, 1e-12);
        Assert.Equal(both.CorrectInverted, augmented.CorrectInverted);
    }

    [Fact]
    public void All_ways_that_have_the_pixels_have_as_many_parameters_and_say_how_many_updates()
    {
        foreach (var way in (ReadOnlySpan<SymmetryWay>)[SymmetryWay.Ignore, SymmetryWay.Augment, SymmetryWay.Fresh, SymmetryWay.Average, SymmetryWay.Canonical, SymmetryWay.Share])
        {
            var result = Trial.Run(new TrialSpec(Quick with { Symmetry = way, Group = GroupKind.Rotations }, StreamIndices.Replicate(3, 1)), Store);
            Assert.Equal(765, Of(result, "parameters"));

            // 90 of 1,797 are tested on; a tenth of the others, 171, five copies each: 855 rows are 27 batches of 32.
            Assert.Equal(way is SymmetryWay.Augment ? 3 * 107 : 3 * 27, Of(result, "updates"));
        }
    }

    [Fact]
    public void Binarised_squares_carry_nothing()
    {
        // Every input is 1: all images have the same logits, and one class is right at best.
        var settings = Quick with { Features = FeatureMapKind.Square, Binarised = true };
        var result = Trial.Run(new TrialSpec(settings, StreamIndices.Replicate(3, 1)), Store);
        Assert.InRange(result.CorrectOriginal, 0, result.TotalOriginal / 5);
        Assert.Equal(TrialOutcome.Completed, result.Outcome);
    }

    [Fact]
    public void A_measured_permutation_is_that_of_the_trial()
    {
        var settings = Quick with { Features = FeatureMapKind.Permutation, Measure = MeasureKind.Permutation };
        var draws = StreamIndices.Replicate(3, 1);
        var result = Trial.Run(new TrialSpec(settings, draws), Store);
        Assert.Equal(PixelPermutation.Draw(64, draws).FixedPoints, Of(result, "fixed_points"));
        Assert.Equal(PixelPermutation.Draw(64, draws).TwoCycles, Of(result, "two_cycles"));
        Assert.Equal(1, PixelPermutation.Of(0, 2, 1, 4, 5, 3).FixedPoints);
        Assert.Equal(1, PixelPermutation.Of(0, 2, 1, 4, 5, 3).TwoCycles);
    }

    [Fact]
    public void Fixed_biases_that_are_tiny_change_little_and_something()
    {
        var odd = Quick with { Bias = false };
        var none = Trial.Run(new TrialSpec(odd, StreamIndices.Replicate(3, 1)), Store);
        var tiny = Trial.Run(new TrialSpec(odd with { BiasScale = 1e-4f }, StreamIndices.Replicate(3, 1)), Store);
        Assert.NotEqual(none.TrainLoss, tiny.TrainLoss);
        Assert.Equal(none.TrainLoss, tiny.TrainLoss, 1e-2);
    }

    [Theory]
    [InlineData("group=mirror", "group")]
    [InlineData("symmetry=augment features=square", "features")]
    [InlineData("symmetry=augment training=both", "training")]
    [InlineData("symmetry=invariant group=mirror invariant=bispectrum", "invariant")]
    [InlineData("symmetry=invariant group=translations-mirror invariant=bispectrum", "invariant")]
    [InlineData("invariant=norms", "invariant")]
    [InlineData("symmetry=share hidden=[]", "hidden")]
    [InlineData("symmetry=share bias=false", "symmetry")]
    [InlineData("symmetry=augment group=translations-dihedral", "group")]
    [InlineData("biasScale=0.1", "biasScale")]
    [InlineData("measure=permutation", "measure")]
    [InlineData("measure=minimum features=quadratic", "measure")]
    public void Settings_that_mean_nothing_together_are_refused_with_a_sentence_and_the_place(string assignments, string blamed)
    {
        var spec = new SweepSpec
        {
            Name = "refused",
            Replicates = ReplicateDesign.Of(1),
            Fixed =
            [
                .. assignments.Split(' ').Select(one => one.Split('=')).Select(pair =>
                    new FixedSetting(Setting.All.Single(setting => setting.Name == pair[0]), pair[1])),
            ],
        };
        var refused = Assert.Throws<SpecException>(() => new Sweep(spec));
        Assert.Equal($"fixed.{blamed}", refused.Part);
        Assert.StartsWith("Cell 0 cannot be run: ", refused.Message, StringComparison.Ordinal);
        Assert.EndsWith(".", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Translations_have_all_their_invariants()
    {
        foreach (var kind in Enum.GetValues<InvariantKind>())
        {
            var settings = Quick with { Symmetry = SymmetryWay.Invariant, Group = GroupKind.Translations, Invariant = kind };
            var result = Trial.Run(new TrialSpec(settings, StreamIndices.Replicate(3, 1)), Store);
            Assert.Equal(TrialOutcome.Completed, result.Outcome);

            // Rounding can move an image over a boundary, but hardly one.
            Assert.Equal(result.CorrectOriginal / (double)result.TotalOriginal, Of(result, "accuracy_every_element"), 0.01);
        }
    }

    private static double Of(TrialResult result, string name) => result.Measurements.Single(one => one.Name == name).Value;
}
