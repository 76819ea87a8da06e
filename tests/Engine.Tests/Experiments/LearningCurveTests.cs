using Symmetry.Engine.Experiments;
using Symmetry.Engine.Experiments.Mlp;
using Symmetry.Engine.Experiments.Mlp.SymmetryMethods;
using Symmetry.Engine.Features;
using Symmetry.Engine.Numerics;
using Symmetry.Engine.Settings;

namespace Symmetry.Engine.Tests.Experiments;

public sealed class LearningCurveTests
{
    private static readonly MlpSettings Quick = MlpSettings.Default with { Epochs = 6, TrainFraction = 0.1 };

    private static readonly MlpSettings[] Cases =
    [
        Quick, Quick with { Features = FeatureMaps.Permutation, Bias = false }, Quick with { Optimizer = OptimizerKind.Adam },
        .. SymmetryMethodRegister.All.Where(method => method != SymmetryMethodRegister.Features)
            .Select(method => Quick with { Symmetry = method, Epochs = 2, TrainFraction = 0.02 }),
        Quick with { LearningRate = 0.3f, ValidationFraction = 0.2, Restore = RestoredWeights.Best },
        Quick with { Training = TrainingSet.Both, Patience = 1000, ValidationFraction = 0.2 },
        .. SymmetryMethodRegister.All.Where(method => method != SymmetryMethodRegister.Features).Select(method => Quick with
        {
            Symmetry = method, Epochs = 3, TrainFraction = 0.02, ValidationFraction = 0.2, Restore = RestoredWeights.Best,
        }),
        Quick with { Bias = false, BiasScale = 0.1f, Epochs = 3 }, Quick with { Epochs = 0 }, Quick with { Epochs = 130, TrainFraction = 0.02 },
    ];

    public static TheoryData<int> CaseNumbers => [.. Enumerable.Range(0, Cases.Length)];

    // Every point is a trial of its own with fewer epochs, and the last is the trial: measuring changes no bit.
    [Theory]
    [MemberData(nameof(CaseNumbers))]
    public void Every_point_equals_the_trial_with_so_many_epochs(int number)
    {
        var settings = Cases[number];
        var (indices, store) = (StreamIndices.Replicate(5, 2), new FeatureStore());
        var curve = LearningCurve.Compute(MlpTrial.Spec(settings, indices), store);

        Assert.InRange(curve.Length, 1, LearningCurve.MaxPoints);
        Assert.Equal((0, settings.Epochs), (curve[0].Epochs, curve[^1].Epochs));
        foreach (var point in curve.Length > 10 ? [curve[0], curve[20], curve[^1]] : curve)
        {
            var trial = MlpTrial.Run(settings with { Epochs = point.Epochs }, indices, store);
            Assert.Equal(
                (trial.TrainLoss(), trial.Value("accuracy"), trial.Value("accuracy_inverted")),
                (point.TrainLoss, point.Original, point.Inverted));
        }
    }

    [Fact]
    public void Diverging_training_has_a_curve_up_to_the_last_finite_epoch()
    {
        var diverging = Quick with { Activation = Activation.Relu, LearningRate = 1000, WeightDecay = 1000 };

        var curve = LearningCurve.Compute(MlpTrial.Spec(diverging, StreamIndices.Replicate(1, 0)), new FeatureStore());

        Assert.Equal([0], curve.Select(point => point.Epochs));
    }

    [Fact]
    public void Sample_that_keeps_no_rows_has_no_points()
    {
        var empty = Quick with { Training = TrainingSet.Sampled, Mu = 1e-12 };

        Assert.Empty(LearningCurve.Compute(MlpTrial.Spec(empty, StreamIndices.Replicate(1, 0)), new FeatureStore()));
    }

    [Theory]
    [InlineData("mlp", true)]
    [InlineData("points", false)]
    [InlineData("noop", false)]
    public void Curves_are_available_for_experiments_that_train_in_epochs(string name, bool isAvailable) =>
        Assert.Equal(isAvailable, ExperimentRegister.Find(name) is ITrainedInEpochs);
}
