using Symmetry.Engine.Experiments;
using Symmetry.Engine.Experiments.Mlp;
using Symmetry.Engine.Experiments.Mlp.SymmetryMethods;
using Symmetry.Engine.Features;
using Symmetry.Engine.Groups;
using Symmetry.Engine.Mlp;
using Symmetry.Engine.Numerics;
using Symmetry.Engine.Settings;
using Symmetry.Engine.Sweeps;

namespace Symmetry.Engine.Tests.Experiments;

/// <summary>
/// Goal: validation measures what training works for, on images that no step has seen. Method: count it again with the scalar network
/// of <see cref="Reference"/>, and compare trials that stop or restore with trials that simply end at that epoch.
/// </summary>
public sealed class ValidationTests
{
    private static readonly FeatureStore Store = new();

    private static readonly StreamIndices Indices = StreamIndices.Replicate(3, 1);

    private static readonly MlpSettings Quick = MlpSettings.Default with
    {
        Epochs = 5,
        LearningRate = 0.3f,
        TrainFraction = 0.05,
        TestFraction = 0.05,
        ValidationFraction = 0.3,
    };

    private static readonly MlpSettings[] Cases =
    [
        Quick,
        Quick with { Training = TrainingSet.Both },
        Quick with { Training = TrainingSet.Sampled, Mu = 0.7 },
        Quick with { Features = FeatureMaps.Gradient, Training = TrainingSet.Both },
        Quick with { Bias = false, BiasScale = 0.1f },
        Quick with { Split = SplitTiming.After, Loss = Loss.SquaredError, Optimizer = OptimizerKind.Adam, LearningRate = 0.01f },
        .. SymmetryMethodRegister.All.Where(method => method != SymmetryMethodRegister.Features)
            .Select(method => Quick with { Symmetry = method, Group = GroupKind.InversionRotations }),
    ];

    public static TheoryData<int> CaseNumbers => [.. Enumerable.Range(0, Cases.Length)];

    [Theory]
    [MemberData(nameof(CaseNumbers))]
    public void Accuracy_and_loss_equal_those_of_the_scalar_network(int number)
    {
        var settings = Cases[number];
        var task = settings.Symmetry.Prepare(MlpTrial.Spec(settings, Indices), Store);
        var network = task.Train(null, CancellationToken.None);
        var (correct, total, loss) = Count(task, settings, network);

        Assert.Equal((correct, total), task.CountValidated(network));
        Assert.Equal(loss, task.ValidationLoss(network), 0.0);
        var trial = MlpTrial.Run(settings, Indices, Store).Find("validation");
        Assert.Equal(MetricValue.Proportion("validation", correct, total), trial);
    }

    // 0.3 of 86 originals are 26, with five copies each.
    [Theory]
    [InlineData("features", 130)]
    [InlineData("ignore", 130)]
    [InlineData("augment", 8 * 130)]
    [InlineData("sample", 8 * 130)]
    [InlineData("fresh", 8 * 130)]
    [InlineData("invariant", 130)]
    [InlineData("average", 130)]
    [InlineData("canonical", 130)]
    [InlineData("share", 130)]
    public void Validation_images_are_transformed_where_training_images_are(string method, int total)
    {
        var group = method == "features" ? GroupKind.Inversion : GroupKind.InversionRotations;
        var result = MlpTrial.Run(Quick with { Symmetry = SymmetryMethodRegister.Get(method), Group = group, Epochs = 1 }, Indices, Store);

        Assert.Equal(total, result.Find("validation")?.Total);
    }

    [Theory]
    [InlineData("identity", TrainingSet.Original, 130)]
    [InlineData("identity", TrainingSet.Both, 2 * 130)]
    [InlineData("identity", TrainingSet.Sampled, 2 * 130)]
    [InlineData("gradient", TrainingSet.Both, 130)]
    public void Both_signs_are_validated_where_they_are_trained_on_and_differ(string features, TrainingSet training, int total)
    {
        var settings = Quick with { Features = FeatureMaps.All.Single(map => map.Name == features), Training = training, Epochs = 1 };

        Assert.Equal(total, MlpTrial.Run(settings, Indices, Store).Find("validation")?.Total);
    }

    [Fact]
    public void Network_trained_on_both_signs_is_validated_on_both()
    {
        var odd = Quick with { Bias = false, Epochs = 10, LearningRate = 0.05f, TrainFraction = 0.3 };
        var original = MlpTrial.Run(odd, Indices, Store);
        var both = MlpTrial.Run(odd with { Training = TrainingSet.Both }, Indices, Store);

        // R + Rbar <= 1 bounds the accuracy on both by one half.
        Assert.InRange(original.Value("validation"), 0.6, 1);
        Assert.InRange(both.Value("validation"), 0, 0.5);
        Assert.Equal(2 * original.Find("validation")?.Total, both.Find("validation")?.Total);
    }

    // The reference trains and counts in plain C#; the trial trains and counts in the kernels.
    [Theory]
    [MemberData(nameof(CaseNumbers))]
    public void Restored_network_has_the_bits_of_the_best_epoch_of_the_reference(int number)
    {
        var settings = Cases[number] with { Restore = RestoredWeights.Best };
        var task = settings.Symmetry.Prepare(MlpTrial.Spec(settings, Indices), Store);
        var monitor = task.Monitor();
        var restored = monitor.Choose(task.Train(monitor.Callback, CancellationToken.None));

        var (most, expected) = (-1, Array.Empty<int>());
        bool Keep(int epochs, Network network)
        {
            var correct = Count(task, settings, network).Correct;
            if (epochs > 0 && correct > most)
            {
                (most, expected) = (correct, Bits(network));
            }

            return true;
        }

        var initial = ReferenceTraining.Initial(task.Architecture, settings.Initialisation, settings.BiasScale, Indices);
        int[] orbits = [.. Enumerable.Range(0, task.Split.Train.Length)];
        var isShared = settings.Symmetry.Name == "share";
        var order = SymmetryGroup.Create(settings.Group, 8, 8).Order;
        ReferenceTraining.Run(
            isShared ? new SharedSteps(initial, settings.Protocol, order) : new ReferenceSteps(initial, settings.Protocol),
            Indices, task.Matrix, task.Labels, epoch => isShared ? orbits : task.HasFreshRows ? task.RowsOf(epoch) : task.Rows, Keep);

        Assert.Equal(expected, Bits(restored));
    }

    [Theory]
    [MemberData(nameof(CaseNumbers))]
    public void Restored_trial_equals_the_trial_that_ends_at_its_best_epoch(int number)
    {
        var settings = Cases[number];
        var trials = Enumerable.Range(1, settings.Epochs).Select(epochs => MlpTrial.Run(settings with { Epochs = epochs }, Indices, Store)).ToArray();
        var best = trials.MaxBy(trial => trial.Value("validation"))!;

        var restored = MlpTrial.Run(settings with { Restore = RestoredWeights.Best }, Indices, Store);

        Assert.Equal(Array.IndexOf(trials, best) + 1, restored.Value("best_epoch"));
        Assert.Equal(best.ClassificationOnly(), restored.ClassificationOnly());
        Assert.Equal(best.Find("validation"), restored.Find("validation"));
    }

    [Fact]
    public void Best_epoch_is_not_always_the_last_one()
    {
        var epochs = Cases.Select(settings => MlpTrial.Run(settings with { Restore = RestoredWeights.Best }, Indices, Store).Value("best_epoch")).ToArray();

        Assert.Contains(epochs, epoch => epoch < Quick.Epochs);
    }

    [Theory]
    [InlineData("features")]
    [InlineData("augment")]
    [InlineData("average")]
    [InlineData("share")]
    public void Target_looks_at_validation_images_where_there_are_any(string method)
    {
        var settings = Quick with { Symmetry = SymmetryMethodRegister.Get(method), LearningRate = 0.03f, Epochs = 80 };
        var ended = MlpTrial.Run(settings with { TargetAccuracy = 0.3 }, Indices, Store);
        var epochs = (int)ended.Value("epochs_run");

        Assert.InRange(epochs, 2, 79);
        Assert.Equal(1, ended.Value("target_reached"));
        Assert.InRange(ended.Value("validation"), 0.3, 1);
        Assert.InRange(MlpTrial.Run(settings with { Epochs = epochs - 1 }, Indices, Store).Value("validation"), 0, 0.3 - 1e-9);
    }

    [Theory]
    [InlineData("features")]
    [InlineData("fresh")]
    [InlineData("canonical")]
    [InlineData("share")]
    public void Patience_looks_at_the_validation_loss_where_there_are_validation_images(string method)
    {
        var settings = Quick with { Symmetry = SymmetryMethodRegister.Get(method), Epochs = 40 };
        var task = settings.Symmetry.Prepare(MlpTrial.Spec(settings, Indices), Store);
        var (lowest, without, expected) = (double.PositiveInfinity, 0, 0);
        task.Train(
            (epochs, network) =>
            {
                var loss = epochs == 0 ? double.PositiveInfinity : task.ValidationLoss(network);
                without = loss < lowest || epochs == 0 ? 0 : without + 1;
                (lowest, expected) = (Math.Min(lowest, loss), epochs);
                return without < 2;
            }, CancellationToken.None);

        var ended = MlpTrial.Run(settings with { Patience = 2 }, Indices, Store);

        Assert.Equal(expected, ended.Value("epochs_run"));
        Assert.InRange(expected, 3, 39);
    }

    [Theory]
    [MemberData(nameof(CaseNumbers))]
    public void Trial_reports_the_metrics_that_its_settings_declare(int number)
    {
        foreach (var settings in (MlpSettings[])
            [
                Cases[number] with { Epochs = 1 },
                Cases[number] with { Epochs = 1, Restore = RestoredWeights.Best },
                Cases[number] with { Epochs = 1, Restore = RestoredWeights.Best, Patience = 3 },
                Cases[number] with { Epochs = 1, ValidationFraction = 0 },
            ])
        {
            var metrics = ExperimentRegister.Default.MetricsOf(settings);
            var result = MlpTrial.Run(settings, Indices, Store);

            Assert.Equal(
                metrics.Select(metric => (metric.Name, metric.Kind is MetricKind.Proportion)),
                result.Values.Select(value => (value.Name, value.IsProportion)));
            Assert.Equal(settings.HasValidation, metrics.Contains(MlpMetrics.Validation));
            Assert.Equal(result, TrialResult.Decode(result.Encode()));
        }
    }

    [Fact]
    public void Without_a_single_epoch_the_untrained_network_is_validated()
    {
        var result = MlpTrial.Run(Quick with { Epochs = 0, Restore = RestoredWeights.Best }, Indices, Store);

        Assert.Equal(MlpTrial.Run(Quick with { Epochs = 0 }, Indices, Store).Find("validation"), result.Find("validation"));
        Assert.Equal(0, result.Value("best_epoch"));
    }

    [Fact]
    public void Training_that_diverges_has_diverged_even_if_an_earlier_epoch_was_kept()
    {
        // The first epoch is one step and stays finite; weight decay multiplies the weights by about -10^6 in every step.
        var settings = Quick with { Activation = Activation.Relu, LearningRate = 1000, WeightDecay = 1000, Batch = 1_000_000, Epochs = 30 };

        Assert.Equal(TrialOutcome.Completed, MlpTrial.Run(settings with { Epochs = 1 }, Indices, Store).Outcome);
        Assert.Equal(TrialOutcome.Diverged, MlpTrial.Run(settings with { Restore = RestoredWeights.Best }, Indices, Store).Outcome);
    }

    [Fact]
    public void Defaults_change_no_key_and_no_result()
    {
        var experiment = ExperimentRegister.Default;
        var spec = new SweepSpec
        {
            Name = "plain",
            Replicates = ReplicateDesign.Independent(2),
            Fixed = [experiment.Setting("epochs").Parse("1"), experiment.Setting("trainFraction").Parse("0.05")],
        };
        var plain = new Sweep(spec);
        var written = new Sweep(spec with
        {
            Fixed = [.. spec.Fixed, experiment.Setting("validationFraction").Parse("0"), experiment.Setting("restore").Parse("last")],
        });

        // Recorded before the two settings existed.
        Assert.Equal("ba2624c51f47e827b1383057dea24fbe", plain.SpecOf(1).Key);
        Assert.Equal(plain.SpecOf(1).Canonical, written.SpecOf(1).Canonical);
        Assert.Equal(plain.SpecOf(1).Run(new(Store)), written.SpecOf(1).Run(new(Store)));
        Assert.Equal(Classification.Metrics, plain.Metrics);
    }

    // Row by row with the scalar network, from the images.
    private static (int Correct, int Total, double Loss) Count(MlpTask task, MlpSettings settings, Network network)
    {
        var (method, validation, group) = (settings.Symmetry.Name, task.Split.Validation.ToArray(), SymmetryGroup.Create(settings.Group, 8, 8));
        var signs = settings.Training is TrainingSet.Original || settings.IsInvariant ? 1 : 2;
        var transforms = method switch
        {
            "features" => signs,
            "augment" or "sample" or "fresh" => group.Order,
            _ => 1,
        };
        var (correct, losses) = (0, new List<double>());

        // On both: first all x, then all -x; on orbits: image by image.
        for (var i = 0; i < transforms * validation.Length; i++)
        {
            var isBySign = method == "features";
            var image = validation[isBySign ? i % validation.Length : i / transforms];
            var label = task.Images.Labels[image];
            var x = new float[64];
            group.Apply(isBySign ? i / validation.Length : i % transforms, task.Images.Image(image), x);
            correct += Reference.IsCorrect(Scores(task, settings, group, network, x, i), label) ? 1 : 0;
            losses.Add(Reference.LossOf(TrainedLogits(task, settings, group, network, x, i), label, settings.Loss));
        }

        var sum = 0.0;
        foreach (var loss in losses)
        {
            sum += loss;
        }

        // The shared layer sums over orbits and divides by rows.
        return (correct, losses.Count, method == "share" ? sum * group.Order / (losses.Count * group.Order) : sum / losses.Count);
    }

    private static float[] Scores(MlpTask task, MlpSettings settings, SymmetryGroup group, Network network, float[] x, int row)
    {
        if (settings.Symmetry.Name != "average")
        {
            return TrainedLogits(task, settings, group, network, x, row);
        }

        var (canonical, moved, logits, sums) = (new float[64], new float[64], new float[10], new double[10]);
        group.Canonical(x, canonical);
        for (var g = 0; g < group.Order; g++)
        {
            group.Apply(g, canonical, moved);
            Reference.Logits(network, moved, logits);
            var p = Array.ConvertAll(logits, z => (double)z);
            var sum = Softmax.Exponentials(p).Sum;
            for (var k = 0; k < sums.Length; k++)
            {
                sums[k] += p[k] / sum;
            }
        }

        return Array.ConvertAll(sums, value => (float)(value / group.Order));
    }

    private static float[] TrainedLogits(MlpTask task, MlpSettings settings, SymmetryGroup group, Network network, float[] x, int row)
    {
        var logits = new float[10];
        var canonical = new float[64];
        switch (settings.Symmetry.Name)
        {
            case "features":
                var map = settings.Features.CreateChecked(8, 8, null);
                var features = new float[map.Count];
                map.Apply(x, features);
                Reference.Logits(network, features, logits);
                break;
            case "invariant":
                // Standardised with the moments of the training images, which the task keeps to itself.
                Reference.Logits(network, task.Validation.Matrix.Row(row), logits);
                break;
            case "canonical":
                group.Canonical(x, canonical);
                Reference.Logits(network, canonical, logits);
                break;
            case "share":
                group.Canonical(x, canonical);
                var orbit = new FeatureMatrix(group.Order, 64);
                for (var g = 0; g < group.Order; g++)
                {
                    group.Apply(g, canonical, orbit.MutableRow(g));
                }

                new SharedSteps(network, settings.Protocol, group.Order).Logits(orbit, 0).CopyTo(logits);
                break;
            default:
                Reference.Logits(network, x, logits);
                break;
        }

        return logits;
    }

    private static int[] Bits(Network network) =>
    [
        .. Enumerable.Range(0, network.Architecture.Layers).SelectMany(layer =>
            (float[])[.. network.WeightsOf(layer), .. network.BiasesOf(layer)]).Select(BitConverter.SingleToInt32Bits),
    ];
}
