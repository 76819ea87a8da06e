using Symmetry.Engine.Experiments;
using Symmetry.Engine.Features;
using Symmetry.Engine.Mlp;
using Symmetry.Engine.Settings;

namespace Symmetry.Engine.Tests.Trials;

public sealed class ExactFactTests
{
    private static readonly FeatureStore Store = new();
    private static readonly TrialSettings Quick = TrialSettings.Default with { Epochs = 3, TrainFraction = 0.2 };

    [Fact]
    public void Facts_concern_the_trials_that_the_theorems_are_about()
    {
        var odd = Quick with { Bias = false };
        Assert.Equal([ExactFact.OddBound], Facts(odd));
        Assert.Equal([], Facts(odd with { Activation = Activation.Relu }));
        Assert.Equal([ExactFact.OddBound, ExactFact.PairLoss, ExactFact.OrbitLoss], Facts(odd with { Training = TrainingSet.Both }));
        Assert.Equal([ExactFact.OrbitLoss], Facts(Quick with { Training = TrainingSet.Both }));
        Assert.Equal([ExactFact.Invariance], Facts(Quick with { Features = FeatureMapKind.Gradient, Training = TrainingSet.Both }));

        static ExactFact[] Facts(TrialSettings settings) => [.. ExactFacts.All.Where(fact => fact.Concerns(settings))];
    }

    [Fact]
    public void They_hold_on_every_trial_that_they_concern()
    {
        // A violation would make the trial fail.
        foreach (var features in Enum.GetValues<FeatureMapKind>().Where(kind => kind is not (FeatureMapKind.Quadratic or FeatureMapKind.Own)))
        {
            foreach (var training in Enum.GetValues<TrainingSet>())
            {
                foreach (var bias in new[] { false, true })
                {
                    var settings = Quick with { Features = features, Training = training, Bias = bias };
                    var result = Trial.Run(new TrialSpec(settings, StreamIndices.Replicate(3, 1)), Store);
                    Assert.Equal(TrialOutcome.Completed, result.Outcome);
                    if (settings.IsInvariant)
                    {
                        Assert.Equal(result.CorrectOriginal, result.CorrectInverted);
                    }

                    if (settings.IsOdd)
                    {
                        Assert.True(result.CorrectOriginal + result.CorrectInverted <= result.TotalOriginal);
                    }

                    if (ExactFact.PairLoss.Concerns(settings))
                    {
                        Assert.InRange(result.TrainLoss, Math.Log(10) - 1e-9, Math.Log(10) + 0.2);
                    }
                }
            }
        }
    }

    [Fact]
    public void An_untrained_network_without_weights_would_sit_exactly_at_the_bound()
    {
        var result = Trial.Run(
            new TrialSpec(Quick with { Bias = false, Training = TrainingSet.Both, Epochs = 0 }, StreamIndices.Replicate(3, 1)), Store);
        Assert.Equal(TrialOutcome.Completed, result.Outcome);
        Assert.True(result.TrainLoss > Math.Log(10));
    }

    [Fact]
    public void The_check_sees_a_violation()
    {
        // The result of a network that would be right both ways on every image.
        var settings = Quick with { Bias = false };
        var draws = StreamIndices.Replicate(3, 1);
        var table = Store.Get(settings, draws);
        var split = Symmetry.Engine.Data.Split.Draw(1797, settings, draws);
        var train = TrainingRows.Of(table, split, settings, draws);
        var network = Training.Run(
            new Architecture(64, settings.Hidden, 10, false, Activation.Tanh), Protocol.Of(settings with { Epochs = 0 }), draws,
            table.Matrix, train, table.Labels);
        var impossible = new TrialResult
        {
            Outcome = TrialOutcome.Completed,
            CorrectOriginal = 1000,
            CorrectInverted = 801,
            TotalOriginal = 1800,
            TotalInverted = 1800,
            TrainLoss = 1,
        };
        Assert.Contains("1000 + 801 of 1800", FactCheck.FirstViolation(settings, table, split, train, network, impossible), StringComparison.Ordinal);

        var both = settings with { Training = TrainingSet.Both };
        var rows = TrainingRows.Of(table, split, both, draws);
        var low = impossible with { CorrectInverted = 0, TrainLoss = 2.3 };
        Assert.Contains("below 2.302", FactCheck.FirstViolation(both, table, split, rows, network, low), StringComparison.Ordinal);

        var biased = both with { Bias = true };
        Assert.Contains("loss unchanged", FactCheck.FirstViolation(biased, table, split, rows, network, low), StringComparison.Ordinal);

        // Identity features under a table that claims to be invariant.
        var invariant = Quick with { Features = FeatureMapKind.Square };
        Assert.Contains("features of image", FactCheck.FirstViolation(invariant, table, split, train, network, low), StringComparison.Ordinal);
    }
}
