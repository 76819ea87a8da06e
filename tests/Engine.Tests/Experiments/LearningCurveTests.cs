using Symmetry.Engine.Experiments;
using Symmetry.Engine.Features;
using Symmetry.Engine.Groups;
using Symmetry.Engine.Mlp;
using Symmetry.Engine.Settings;

namespace Symmetry.Engine.Tests.Trials;

public sealed class LearningCurveTests
{
    private static readonly TrialSettings Quick = TrialSettings.Default with { Epochs = 6, TrainFraction = 0.1 };

    public static TheoryData<int> Kinds => [.. Enumerable.Range(0, All.Length)];

    private static IEnumerable<TrialSettings> Ways => Enum.GetValues<SymmetryWay>().Where(way => way != SymmetryWay.Features)
        .Select(way => Quick with { Symmetry = way, Group = GroupKind.Inversion, Epochs = 2, TrainFraction = 0.02 });

    private static TrialSettings[] All { get; } =
    [
        Quick, Quick with { Features = FeatureMapKind.Permutation, Bias = false }, Quick with { Optimizer = OptimizerKind.Adam },
        .. Ways,
        Quick with { Bias = false, BiasScale = 0.1f, Epochs = 3 }, Quick with { Epochs = 0 }, Quick with { Epochs = 130, TrainFraction = 0.02 },
    ];

    // Every point is a trial of its own with fewer epochs, and the last is the trial: looking changes no bit.
    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_point_is_the_trial_that_ends_there(int kind)
    {
        var settings = All[kind];
        var (draws, store) = (StreamIndices.Replicate(5, 2), new FeatureStore());
        var curve = LearningCurve.Of(new TrialSpec(settings, draws), store);

        Assert.InRange(curve.Length, 1, LearningCurve.MaxPoints);
        Assert.Equal((0, settings.Epochs), (curve[0].Epochs, curve[^1].Epochs));
        foreach (var point in curve.Length > 10 ? [curve[0], curve[20], curve[^1]] : curve)
        {
            var trial = Trial.Run(new TrialSpec(settings with { Epochs = point.Epochs }, draws), store);
            Assert.Equal(
                (trial.TrainLoss, (double)trial.CorrectOriginal / trial.TotalOriginal, (double)trial.CorrectInverted / trial.TotalInverted),
                (point.TrainLoss, point.Original, point.Inverted));
        }
    }

    [Fact]
    public void A_training_that_diverges_has_a_curve_as_far_as_it_goes()
    {
        var curve = LearningCurve.Of(new TrialSpec(Quick with { Activation = Activation.Relu, LearningRate = 1000, WeightDecay = 1000 }, StreamIndices.Replicate(1, 0)), new FeatureStore());

        Assert.Equal([0], curve.Select(point => point.Epochs));
    }

    [Fact]
    public void What_trains_nothing_or_otherwise_has_none()
    {
        Assert.NotNull(LearningCurve.Refusal(Quick with { Work = Work.None }));
        Assert.NotNull(LearningCurve.Refusal(Quick with { Points = PointKind.Circles }));
        Assert.Null(LearningCurve.Refusal(Quick));
    }
}
