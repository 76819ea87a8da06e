using Symmetry.Engine.Experiments;
using Symmetry.Engine.Experiments.Mlp;
using Symmetry.Engine.Experiments.Mlp.SymmetryMethods;
using Symmetry.Engine.Features;
using Symmetry.Engine.Groups;
using Symmetry.Engine.Invariants;
using Symmetry.Engine.Numerics;
using Symmetry.Engine.Settings;

namespace Symmetry.Engine.Tests.Experiments;

public sealed class SymmetryMethodTests
{
    private static readonly FeatureStore Store = new();

    private static readonly MlpSettings Quick = MlpSettings.Default with { Epochs = 3, TrainFraction = 0.1, TestFraction = 0.05 };

    private static readonly StreamIndices Indices = StreamIndices.Replicate(3, 1);

    public static TheoryData<string, GroupKind> MethodsAndSmallGroups()
    {
        var data = new TheoryData<string, GroupKind>();
        foreach (var method in SymmetryMethodRegister.All.Where(method => method != SymmetryMethodRegister.Features))
        {
            foreach (var group in (ReadOnlySpan<GroupKind>)[GroupKind.Inversion, GroupKind.Mirror, GroupKind.Dihedral, GroupKind.InversionRotations])
            {
                data.Add(method.Name, group);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(MethodsAndSmallGroups))]
    public void Every_method_completes_repeats_its_bits_and_measures_the_group(string method, GroupKind group)
    {
        var settings = Quick with { Symmetry = SymmetryMethodRegister.Get(method), Group = group };
        var result = Run(settings);
        Assert.Equal(TrialOutcome.Completed, result.Outcome);
        Assert.Equal(result, MlpTrial.Run(settings, Indices, new FeatureStore()));
        var orbit = result.Value("accuracy_orbit");
        Assert.InRange(result.Value("accuracy_worst_element"), result.Value("accuracy_every_element"), orbit);
        if (settings.Symmetry.FactsOf(settings).Contains(MlpFacts.OrbitInvariance))
        {
            Assert.Equal(result.Correct(), result.CorrectInverted());
            Assert.Equal(result.Value("accuracy_every_element"), orbit);
        }
    }

    [Fact]
    public void Ignoring_the_inversion_equals_training_on_X() =>
        Assert.Equal(Run(Quick), Run(With("ignore")).ClassificationOnly());

    // The rows are the same in another order, so the sums are equal up to rounding.
    [Fact]
    public void Augmenting_by_the_inversion_equals_training_on_both()
    {
        var both = Run(Quick with { Epochs = 0, Training = TrainingSet.Both });
        var augmented = Run(With("augment") with { Epochs = 0 });
        Assert.Equal(both.TrainLoss(), augmented.TrainLoss(), 1e-12);
        Assert.Equal(both.CorrectInverted(), augmented.CorrectInverted());
    }

    [Theory]
    [InlineData("ignore", 27)]
    [InlineData("augment", 107)]
    [InlineData("fresh", 27)]
    [InlineData("average", 27)]
    [InlineData("canonical", 27)]
    [InlineData("share", 27)]
    public void Methods_on_pixels_have_equally_many_parameters_and_report_their_updates(string method, int updatesPerEpoch)
    {
        var result = Run(With(method) with { Group = GroupKind.Rotations });
        Assert.Equal(765, result.Value("parameters"));

        // 90 of 1,797 are tested on; a tenth of the others, 171, five copies each: 855 rows are 27 batches of 32.
        Assert.Equal(3 * updatesPerEpoch, result.Value("updates"));
    }

    [Fact]
    public void Squares_of_binarised_pixels_carry_no_information()
    {
        // Every input is 1: all images have the same logits, and one class is right at best.
        var result = Run(Quick with { Features = FeatureMaps.Square, Binarised = true });
        Assert.InRange(result.Correct(), 0, result.Total() / 5);
        Assert.Equal(TrialOutcome.Completed, result.Outcome);
    }

    [Fact]
    public void Measured_permutation_is_that_of_the_trial()
    {
        var spec = MlpTrial.Spec(Quick with { Features = FeatureMaps.Permutation, Measure = MeasureKind.Permutation }, Indices);
        var result = spec.Run(new(Store));
        var permutation = PixelPermutation.Draw(64, Indices);
        Assert.Equal(permutation.FixedPoints, result.Value("fixed_points"));
        Assert.Equal(permutation.TwoCycles, result.Value("two_cycles"));
        Assert.Equal(permutation.ToString(), spec.Experiment.PermutationOf(spec)?.ToString());
        Assert.Null(spec.Experiment.PermutationOf(MlpTrial.Spec(Quick, Indices)));
    }

    [Fact]
    public void Tiny_fixed_biases_change_the_loss_a_little()
    {
        var odd = Quick with { Bias = false };
        var without = Run(odd);
        var tiny = Run(odd with { BiasScale = 1e-4f });
        Assert.NotEqual(without.TrainLoss(), tiny.TrainLoss());
        Assert.Equal(without.TrainLoss(), tiny.TrainLoss(), 1e-2);
    }

    [Theory]
    [InlineData(InvariantKind.Quadratic)]
    [InlineData(InvariantKind.Norms)]
    [InlineData(InvariantKind.Bispectrum)]
    public void Every_invariant_is_available_for_translations(InvariantKind kind)
    {
        var result = Run(With("invariant") with { Group = GroupKind.Translations, Invariant = kind });
        Assert.Equal(TrialOutcome.Completed, result.Outcome);

        // Rounding can move an image over a boundary, but hardly any.
        Assert.Equal(result.Value("accuracy"), result.Value("accuracy_every_element"), 0.01);
    }

    private static MlpSettings With(string method) => Quick with { Symmetry = SymmetryMethodRegister.Get(method) };

    private static TrialResult Run(MlpSettings settings) => MlpTrial.Run(settings, Indices, Store);
}
