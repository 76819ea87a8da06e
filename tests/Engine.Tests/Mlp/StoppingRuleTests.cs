using Symmetry.Engine.Experiments;
using Symmetry.Engine.Features;
using Symmetry.Engine.Mlp;
using Symmetry.Engine.Settings;

namespace Symmetry.Engine.Tests.Mlp;

public sealed class StoppingRuleTests
{
    private static readonly Network Any = Reference.Initial(
        new Architecture(1, new Widths([]), 2, true, Activation.Tanh), Initialisation.Glorot, StreamIndices.Replicate(1, 0));

    private static readonly FeatureStore Store = new();

    private static readonly TrialSettings Quick = TrialSettings.Default with { Epochs = 6, TrainFraction = 0.1, TestFraction = 0.1 };

    [Fact]
    public void A_target_ends_training_after_the_first_epoch_that_reaches_it()
    {
        double[] accuracies = [0.2, 0.5, 0.4, 0.6];
        var asked = 0;
        var rule = new StoppingRule(0.5, 0, _ => accuracies[asked++], _ => throw new InvalidOperationException());

        Assert.Equal([true, true, false], [rule.ShouldContinue(0, Any), rule.ShouldContinue(1, Any), rule.ShouldContinue(2, Any)]);
        Assert.Equal((2, true), (rule.Epochs, rule.IsReached));
    }

    [Fact]
    public void Patience_ends_with_so_many_epochs_in_a_row_without_a_lower_loss()
    {
        double[] losses = [3, 2, 2, 1.5, 1.6, double.NaN, 9];
        var asked = 0;
        var rule = new StoppingRule(0, 3, _ => throw new InvalidOperationException(), _ => losses[asked++]);

        Assert.Equal([true, true, true, true, true, true, false], Enumerable.Range(1, 7).Select(epochs => rule.ShouldContinue(epochs, Any)));
        Assert.Equal((7, false), (rule.Epochs, rule.IsReached));
    }

    [Theory]
    [InlineData(SymmetryWay.Features)]
    [InlineData(SymmetryWay.Augment)]
    [InlineData(SymmetryWay.Share)]
    [InlineData(SymmetryWay.Invariant)]
    public void A_rule_that_never_fires_changes_nothing_but_what_is_measured(SymmetryWay way)
    {
        var plain = Run(Quick with { Symmetry = way });
        var ruled = Run(Quick with { Symmetry = way, TargetAccuracy = 0.999 });

        Assert.Equal(plain with { Measurements = [] }, ruled with { Measurements = [] });
        Assert.Equal((6, 0), (Of(ruled, "epochs_run"), Of(ruled, "target_reached")));
    }

    [Theory]
    [InlineData(SymmetryWay.Features)]
    [InlineData(SymmetryWay.Fresh)]
    [InlineData(SymmetryWay.Canonical)]
    [InlineData(SymmetryWay.Share)]
    public void A_rule_that_fires_leaves_what_so_many_epochs_leave(SymmetryWay way)
    {
        var settings = Quick with { Symmetry = way, TargetAccuracy = 0.12, Epochs = 50 };
        var ended = Run(settings);
        var epochs = (int)Of(ended, "epochs_run");

        Assert.Equal(1, Of(ended, "target_reached"));
        Assert.InRange(epochs, 1, 49);
        Assert.True(ended.CorrectOriginal + ended.CorrectInverted >= 0.12 * 2 * ended.TotalOriginal);
        Assert.Equal(Run(settings with { TargetAccuracy = 0, Epochs = epochs }) with { Measurements = [] }, ended with { Measurements = [] });
        Assert.Equal(ended, Run(settings));
    }

    [Fact]
    public void Sharing_costs_a_lift_an_element_and_augmenting_a_row_an_element()
    {
        var share = Run(Quick with { Symmetry = SymmetryWay.Share, Group = Symmetry.Engine.Groups.GroupKind.Rotations, Patience = 1000 });
        var augment = Run(Quick with { Symmetry = SymmetryWay.Augment, Group = Symmetry.Engine.Groups.GroupKind.Rotations, Patience = 1000 });

        // 64 x 10, 10 x 5, 5 x 10; 6 epochs of five copies of 162 originals.
        Assert.Equal(6.0 * 5 * 162 * ((4 * 2 * 640) + 300), Of(share, "multiply_adds"));
        Assert.Equal(6.0 * 5 * 162 * 4 * ((2 * 640) + 300), Of(augment, "multiply_adds"));
    }

    private static TrialResult Run(TrialSettings settings) => Trial.Run(new TrialSpec(settings, StreamIndices.Replicate(3, 1)), Store);

    private static double Of(TrialResult result, string name) => result.Measurements.Single(one => one.Name == name).Value;
}
