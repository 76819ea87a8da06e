using Symmetry.Engine.Mlp;
using Symmetry.Engine.Numerics;
using Symmetry.Engine.Settings;

namespace Symmetry.Engine.Tests.Mlp;

public sealed class StoppingRuleTests
{
    private static readonly Network Any = Reference.Initial(
        new Architecture(1, new Widths([]), 2, true, Activation.Tanh), Initialisation.Glorot, StreamIndices.Replicate(1, 0));

    [Fact]
    public void Target_ends_training_after_the_first_epoch_that_reaches_it()
    {
        double[] accuracies = [0.2, 0.5, 0.4, 0.6];
        var asked = 0;
        var rule = new StoppingRule(0.5, 0, _ => accuracies[asked++], _ => throw new InvalidOperationException());

        Assert.Equal([true, true, false], [rule.ShouldContinue(0, Any), rule.ShouldContinue(1, Any), rule.ShouldContinue(2, Any)]);
        Assert.Equal((2, true), (rule.Epochs, rule.IsReached));
    }

    [Fact]
    public void Patience_ends_training_after_consecutive_epochs_without_a_lower_loss()
    {
        double[] losses = [3, 2, 2, 1.5, 1.6, double.NaN, 9];
        var asked = 0;
        var rule = new StoppingRule(0, 3, _ => throw new InvalidOperationException(), _ => losses[asked++]);

        Assert.Equal([true, true, true, true, true, true, false], Enumerable.Range(1, 7).Select(epochs => rule.ShouldContinue(epochs, Any)));
        Assert.Equal((7, false), (rule.Epochs, rule.IsReached));
    }
}
