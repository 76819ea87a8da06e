using Symmetry.Engine.Experiments;
using Symmetry.Engine.Experiments.Mlp;
using Symmetry.Engine.Experiments.Mlp.SymmetryMethods;
using Symmetry.Engine.Features;
using Symmetry.Engine.Groups;
using Symmetry.Engine.Numerics;
using Symmetry.Engine.Settings;

namespace Symmetry.Engine.Tests.Experiments;

/// <summary>Goal: trials that run together get the results of each alone, bit for bit. Method: run them both ways.</summary>
[Trait("bits", "everywhere")]
public sealed class JointTrialTests
{
    private static readonly StreamIndices Indices = StreamIndices.Replicate(3, 1);

    private static readonly MlpSettings Quick = MlpSettings.Default with
    {
        Epochs = 3,
        TrainFraction = 0.1,
        TestFraction = 0.05,
        ValidationFraction = 0.3,
        Patience = 1,
    };

    // What may differ; the last but one diverges, the last ends early.
    private static readonly Func<MlpSettings, MlpSettings>[] Variants =
    [
        settings => settings,
        settings => settings with { LearningRate = 0.1f, Momentum = 0, Loss = Loss.SquaredError },
        settings => settings with { Optimizer = OptimizerKind.Adam, Activation = Activation.Relu, Initialisation = Initialisation.He },
        settings => settings with { LearningRate = 1000, WeightDecay = 1000, Activation = Activation.Linear },
        settings => settings with { LearningRate = 30, Optimizer = OptimizerKind.Nesterov, WeightDecay = 0.01f },
    ];

    public static TheoryData<MlpSettings> Inputs =>
    [
        Quick with { Training = TrainingSet.Sampled },
        Quick with { Features = FeatureMaps.Permutation, Restore = RestoredWeights.Best },
        Quick,
        .. SymmetryMethodRegister.All.Where(method => method != SymmetryMethodRegister.Features)
            .Select(method => Quick with { Symmetry = method, Group = GroupKind.Rotations }),
    ];

    [Theory]
    [MemberData(nameof(Inputs))]
    public void Trials_together_have_the_results_of_each_alone(MlpSettings inputs)
    {
        TrialCall[] trials = [.. Variants.Select(vary => Call(vary(inputs)))];
        Assert.All(trials, trial => Assert.Equal(trials[0].Spec.JointKey, trial.Spec.JointKey));

        var together = TrialSpec.RunTogether(trials, new(new FeatureStore()));

        Assert.Equal(trials.Select(trial => trial.Spec.Run(new(new FeatureStore()))), together);
        Assert.Contains(together, result => result!.Outcome is TrialOutcome.Diverged);
        Assert.Contains(together, result => result!.Outcome is TrialOutcome.Completed);
    }

    [Fact]
    public void Cancelled_trial_has_no_result_and_the_others_have_theirs()
    {
        TrialCall[] trials = [Call(Quick), Call(Quick with { Momentum = 0 }) with { Stop = new CancellationToken(canceled: true) }, Call(Variants[1](Quick))];

        var results = TrialSpec.RunTogether(trials, new(new FeatureStore()));

        Assert.Null(results[1]);
        Assert.Equal([trials[0].Spec.Run(new(new FeatureStore())), null, trials[2].Spec.Run(new(new FeatureStore()))], results);
    }

    [Fact]
    public void Trials_with_an_empty_training_set_run_alone()
    {
        var empty = Quick with { Training = TrainingSet.Sampled, Mu = 1e-9, ValidationFraction = 0, Patience = 0 };
        TrialCall[] trials = [Call(empty), Call(empty with { Momentum = 0 })];

        Assert.All(TrialSpec.RunTogether(trials, new(new FeatureStore())), Assert.Null);
        Assert.Equal(TrialOutcome.Failed, trials[0].Spec.Run(new(new FeatureStore())).Outcome);
    }

    [Fact]
    public void Trials_with_other_rows_or_another_order_do_not_run_together()
    {
        MlpSettings[] others =
        [
            Quick with { Features = FeatureMaps.Square }, Quick with { Training = TrainingSet.Both }, Quick with { Batch = 33 },
            Quick with { Split = SplitTiming.After }, Quick with { TestFraction = 0.1 }, Quick with { TrainFraction = 0.2 },
            Quick with { ValidationFraction = 0.2 }, Quick with { ShiftFill = ShiftFill.Wrap }, Quick with { Enlarged = false },
            Quick with { Binarised = true }, Quick with { Symmetry = SymmetryMethodRegister.Get("augment") }, Quick with { Mu = 0.4 },
            Quick with { Epochs = 4 }, Quick with { Hidden = new Widths(10) },
        ];
        Assert.All(others, other => Assert.NotEqual(Call(Quick).Spec.JointKey, Call(other).Spec.JointKey));
        StreamIndices[] streams =
        [
            Indices with { Seed = 4 }, Indices with { Split = 2 }, Indices with { Order = 2 }, Indices with { Permutation = 2 }, Indices with { Orbit = 2 },
        ];
        Assert.All(streams, indices => Assert.NotEqual(Call(Quick).Spec.JointKey, MlpTrial.Spec(Quick, indices).JointKey));
        Assert.Equal(Call(Quick).Spec.JointKey, MlpTrial.Spec(Quick, Indices with { Weights = 2 }).JointKey);
    }

    [Fact]
    public void Long_trials_and_trials_that_measure_a_minimum_run_alone()
    {
        Assert.NotNull(Call(Quick).Spec.JointKey);
        Assert.Null(Call(Quick with { Epochs = 100_000 }).Spec.JointKey);
        Assert.Null(Call(Quick with { Measure = MeasureKind.Minimum }).Spec.JointKey);
        Assert.Null(new TrialSpec(ExperimentRegister.Find("noop")!, ExperimentRegister.Find("noop")!.Defaults, Indices).JointKey);
    }

    private static TrialCall Call(MlpSettings settings) => new(MlpTrial.Spec(settings, Indices), CancellationToken.None);
}
