using Symmetry.Engine.Experiments;
using Symmetry.Engine.Experiments.Mlp;
using Symmetry.Engine.Experiments.Mlp.SymmetryMethods;
using Symmetry.Engine.Features;
using Symmetry.Engine.Mlp;
using Symmetry.Engine.Numerics;
using Symmetry.Engine.Settings;

namespace Symmetry.Engine.Tests.Experiments;

public sealed class ExactFactTests
{
    private static readonly FeatureStore Store = new();
    private static readonly MlpSettings Quick = MlpSettings.Default with { Epochs = 3, TrainFraction = 0.2 };
    private static readonly StreamIndices Indices = StreamIndices.Replicate(3, 1);

    [Fact]
    public void Facts_apply_to_the_trials_that_the_theorems_are_about()
    {
        var odd = Quick with { Bias = false };
        Assert.Equal([MlpFacts.OddBound], Facts(odd));
        Assert.Equal([], Facts(odd with { Activation = Activation.Relu }));
        Assert.Equal([MlpFacts.OddBound, MlpFacts.PairLoss, MlpFacts.OrbitLoss], Facts(odd with { Training = TrainingSet.Both }));
        Assert.Equal([MlpFacts.OrbitLoss], Facts(Quick with { Training = TrainingSet.Both }));
        Assert.Equal([MlpFacts.Invariance], Facts(Quick with { Features = FeatureMaps.Gradient, Training = TrainingSet.Both }));
        Assert.Equal([MlpFacts.OrbitInvariance], Facts(Quick with { Symmetry = SymmetryMethodRegister.Get("canonical") }));

        static IReadOnlyList<ExactFact> Facts(MlpSettings settings) => ExperimentRegister.Default.FactsOf(settings);
    }

    [Theory]
    [CombinatorialChoices]
    public void Facts_hold_in_every_trial_that_they_apply_to(TrainingSet training, bool bias)
    {
        foreach (var features in FeatureMaps.BuiltIn.Where(map => map != FeatureMaps.Quadratic))
        {
            var settings = Quick with { Features = features, Training = training, Bias = bias };
            var result = MlpTrial.Run(settings, Indices, Store);
            Assert.Equal(TrialOutcome.Completed, result.Outcome);
            if (features.IsInvariant)
            {
                Assert.Equal(result.Correct(), result.CorrectInverted());
            }

            if (settings.IsOdd)
            {
                Assert.True(result.Correct() + result.CorrectInverted() <= result.Total());
            }

            if (ExperimentRegister.Default.FactsOf(settings).Contains(MlpFacts.PairLoss))
            {
                Assert.InRange(result.TrainLoss(), Math.Log(10) - 1e-9, Math.Log(10) + 0.2);
            }
        }
    }

    [Fact]
    public void Odd_network_with_all_weights_0_has_a_loss_of_exactly_ln_10()
    {
        var task = Prepare(Quick with { Bias = false, Training = TrainingSet.Both });
        var network = Network.Create(task.Architecture, [new float[64 * 10], new float[10 * 5], new float[5 * 10]], []);
        var loss = task.TrainLoss(network);

        // A sum of 2,874 terms.
        Assert.Equal(Math.Log(10), loss, 1e-12);
        Assert.Equal(TrialOutcome.Completed, task.Evaluate(network, loss, rule: null).Outcome);
    }

    [Fact]
    public void Untrained_odd_network_has_a_loss_above_ln_10()
    {
        var result = MlpTrial.Run(Quick with { Bias = false, Training = TrainingSet.Both, Epochs = 0 }, Indices, Store);

        Assert.Equal(TrialOutcome.Completed, result.Outcome);
        Assert.True(result.TrainLoss() > Math.Log(10) + 0.001);
    }

    [Fact]
    public void Impossible_values_are_reported_as_violations()
    {
        // The values of a network that classifies nearly every image correctly both ways.
        var settings = Quick with { Bias = false };
        var task = Prepare(settings);
        var network = Training.Run(task.Architecture, settings.Protocol with { Epochs = 0 }, Indices, task.Matrix, task.Rows, task.Labels);
        AssertViolation(MlpFacts.OddBound, "1000 + 801 of 1800", settings, loss: 1, original: 1000, inverted: 801);

        var both = settings with { Training = TrainingSet.Both };
        AssertViolation(MlpFacts.PairLoss, "below 2.302", both, loss: 2.3, original: 1000, inverted: 0);

        var biased = both with { Bias = true };
        AssertViolation(MlpFacts.OrbitLoss, "loss unchanged", biased, loss: 2.3, original: 1000, inverted: 0);

        // Settings that claim invariance for the table of the identity.
        var invariant = Quick with { Features = FeatureMaps.Square };
        AssertViolation(MlpFacts.Invariance, "features of image", invariant, loss: 2.3, original: 1000, inverted: 0);

        void AssertViolation(ExactFact fact, string evidence, MlpSettings claimed, double loss, int original, int inverted)
        {
            var table = Store.Table(FeatureMaps.Identity, claimed.Preparation, Indices);
            var rows = Prepare(claimed with { Features = FeatureMaps.Identity }).Rows;
            var violation = new FeatureFacts(claimed, table, task.Split, rows).FirstViolation(network, loss, original, inverted);
            Assert.NotNull(violation);
            Assert.Equal((TrialOutcome.Violated, fact.Name), (violation.Outcome, violation.ViolatedFact));
            Assert.StartsWith($"The exact fact \"{fact.Statement}\" is violated: ", violation.Reason, StringComparison.Ordinal);
            Assert.Contains(evidence, violation.Reason, StringComparison.Ordinal);
        }
    }

    private static MlpTask Prepare(MlpSettings settings) => settings.Symmetry.Prepare(MlpTrial.Spec(settings, Indices), Store);
}
