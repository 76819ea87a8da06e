using Symmetry.Engine.Experiments;
using Symmetry.Engine.Experiments.Mlp;
using Symmetry.Engine.Experiments.Mlp.SymmetryMethods;
using Symmetry.Engine.Features;
using Symmetry.Engine.Groups;
using Symmetry.Engine.Numerics;

namespace Symmetry.Engine.Tests.Experiments;

public sealed class TrainingCostTests
{
    private static readonly FeatureStore Store = new();

    private static readonly MlpSettings Quick = MlpSettings.Default with { Epochs = 6, TrainFraction = 0.1, TestFraction = 0.1 };

    [Theory]
    [InlineData("features")]
    [InlineData("augment")]
    [InlineData("share")]
    [InlineData("invariant")]
    public void Stopping_rule_that_never_ends_training_only_adds_metrics(string method)
    {
        var plain = Run(With(method));
        var ruled = Run(With(method) with { TargetAccuracy = 0.999 });

        Assert.Equal(plain.ClassificationOnly(), ruled.ClassificationOnly());
        Assert.Equal((6, 0), (ruled.Value("epochs_run"), ruled.Value("target_reached")));
    }

    [Theory]
    [InlineData("features")]
    [InlineData("fresh")]
    [InlineData("canonical")]
    [InlineData("share")]
    public void Training_that_the_rule_ends_equals_training_with_so_many_epochs(string method)
    {
        var settings = With(method) with { TargetAccuracy = 0.12, Epochs = 50 };
        var ended = Run(settings);
        var epochs = (int)ended.Value("epochs_run");

        Assert.Equal(1, ended.Value("target_reached"));
        Assert.InRange(epochs, 1, 49);
        Assert.True(ended.Correct() + ended.CorrectInverted() >= 0.12 * 2 * ended.Total());
        Assert.Equal(Run(settings with { TargetAccuracy = 0, Epochs = epochs }).ClassificationOnly(), ended.ClassificationOnly());
        Assert.Equal(ended, Run(settings));
    }

    [Fact]
    public void Sharing_costs_one_pass_of_the_first_layer_per_element_and_augmenting_one_row_per_element()
    {
        var share = Run(With("share") with { Group = GroupKind.Rotations, Patience = 1000 });
        var augment = Run(With("augment") with { Group = GroupKind.Rotations, Patience = 1000 });

        // 64 x 10, 10 x 5, 5 x 10; 6 epochs of five copies of 162 originals.
        Assert.Equal(6.0 * 5 * 162 * ((4 * 2 * 640) + 300), share.Value("multiply_adds"));
        Assert.Equal(6.0 * 5 * 162 * 4 * ((2 * 640) + 300), augment.Value("multiply_adds"));
    }

    private static MlpSettings With(string method) => Quick with { Symmetry = SymmetryMethodRegister.Get(method) };

    private static TrialResult Run(MlpSettings settings) => MlpTrial.Run(settings, StreamIndices.Replicate(3, 1), Store);
}
