using Symmetry.Engine.Experiments;
using Symmetry.Engine.Experiments.Mlp;
using Symmetry.Engine.Experiments.Mlp.SymmetryMethods;
using Symmetry.Engine.Features;
using Symmetry.Engine.Groups;
using Symmetry.Engine.Numerics;
using Symmetry.Engine.Settings;

namespace Symmetry.Engine.Tests.Experiments;

public sealed class TrialTests
{
    private static readonly FeatureStore Store = new();

    private static readonly IExperiment Mlp = ExperimentRegister.Default;

    // Small enough for every test, and not trivial.
    private static readonly MlpSettings Quick = MlpSettings.Default with { Epochs = 2, TrainFraction = 0.1 };

    private static readonly StreamIndices Indices = StreamIndices.Replicate(5, 2);

    public static TheoryData<string> EveryValueOfEverySetting()
    {
        var data = new TheoryData<string>();
        foreach (var setting in Mlp.Settings)
        {
            foreach (var value in SettingSamples.For(setting))
            {
                data.Add($"{setting.Name}={value}");
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(EveryValueOfEverySetting))]
    public void Every_setting_runs_completes_and_repeats_its_bits(string assignment)
    {
        var parts = assignment.Split('=');
        var settings = Assign(Mlp.Setting(parts[0]), parts[1]);
        Assert.Null(Mlp.Validate(settings));
        var spec = MlpTrial.Spec(settings, Indices);
        var result = spec.Run(new(Store));
        Assert.Equal(TrialOutcome.Completed, result.Outcome);
        Assert.True(double.IsFinite(result.TrainLoss()));
        Assert.Equal(result, spec.Run(new(new FeatureStore())));
    }

    [Fact]
    public void Every_word_of_a_setting_gives_another_result()
    {
        foreach (var setting in Mlp.Settings.Where(setting => setting.Kind == SettingKind.Word))
        {
            var results = SettingSamples.For(setting).Select(word => MlpTrial.Run(Assign(setting, word), Indices, Store)).ToArray();
            Assert.Equal(results.Length, results.Distinct().Count());
        }
    }

    [Fact]
    public void Numbers_and_switches_give_other_results()
    {
        var sampled = Quick with { Training = TrainingSet.Sampled, Mu = 0.3 };
        Assert.NotEqual(Run(sampled), Run(sampled with { Mu = 0.6 }));
        Assert.NotEqual(Run(Quick), Run(Quick with { Momentum = 0.5f }));
        Assert.NotEqual(Run(Quick), Run(Quick with { WeightDecay = 0.1f }));
        Assert.NotEqual(Run(Quick), Run(Quick with { Bias = false }));

        static TrialResult Run(MlpSettings settings) => MlpTrial.Run(settings, Indices, Store);
    }

    [Fact]
    public void Every_stream_index_and_the_seed_give_other_results()
    {
        var settings = Quick with { Features = FeatureMaps.Permutation, Training = TrainingSet.Sampled };
        var plain = StreamIndices.Replicate(1, 0);
        StreamIndices[] changed =
        [
            plain, plain with { Split = 1 }, plain with { Weights = 1 }, plain with { Order = 1 }, plain with { Permutation = 1 },
            plain with { Orbit = 1 }, plain with { Seed = 2 },
        ];
        Assert.Equal(changed.Length, changed.Select(indices => MlpTrial.Run(settings, indices, Store).TrainLoss()).Distinct().Count());
    }

    public static TheoryData<string, string> ExperimentsAndMethods() => new()
    {
        { "mlp", "features" }, { "mlp", "sample" }, { "mlp", "fresh" }, { "mlp", "canonical" }, { "points", "" },
    };

    [Theory]
    [MemberData(nameof(ExperimentsAndMethods))]
    public void Only_the_declared_purposes_use_random_numbers(string name, string method)
    {
        var experiment = ExperimentRegister.Find(name)!;
        var settings = name == "mlp"
            ? Quick with { Symmetry = SymmetryMethodRegister.Get(method), Group = method == "features" ? GroupKind.Inversion : GroupKind.Rotations }
            : experiment.Defaults;
        var plain = StreamIndices.Replicate(1, 0);
        var expected = new TrialSpec(experiment, settings, plain).Run(new(Store));
        foreach (var (purpose, changed) in ((Purpose, StreamIndices)[])
            [
                (Purpose.Split, plain with { Split = 1 }), (Purpose.Weights, plain with { Weights = 1 }), (Purpose.Order, plain with { Order = 1 }),
                (Purpose.Permutation, plain with { Permutation = 1 }), (Purpose.Orbit, plain with { Orbit = 1 }),
            ])
        {
            var isEqual = expected == new TrialSpec(experiment, settings, changed).Run(new(Store));
            Assert.Equal(!experiment.RandomPurposesOf(settings).Contains(purpose), isEqual);
        }
    }

    [Fact]
    public void Far_too_large_learning_rate_diverges()
    {
        var result = MlpTrial.Run(Quick with { LearningRate = 1000, WeightDecay = 1000 }, StreamIndices.Replicate(1, 0), Store);
        Assert.Equal(TrialOutcome.Diverged, result.Outcome);
        Assert.Empty(result.Values);
        Assert.NotEmpty(result.Reason);
    }

    [Fact]
    public void Sample_that_keeps_no_rows_fails_and_names_mu()
    {
        var result = MlpTrial.Run(Quick with { Training = TrainingSet.Sampled, Mu = 1e-12 }, StreamIndices.Replicate(1, 0), Store);
        Assert.Equal(TrialOutcome.Failed, result.Outcome);
        Assert.Contains("mu", result.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Noop_trial_is_a_function_of_its_specification_and_checks_no_fact()
    {
        var noop = ExperimentRegister.Find("noop")!;
        var spec = new TrialSpec(noop, noop.Defaults, StreamIndices.Replicate(1, 0));
        var result = spec.Run(new(Store));

        Assert.Equal(result, spec.Run(new(Store)));
        Assert.NotEqual(result, (spec with { Indices = StreamIndices.Replicate(1, 1) }).Run(new(Store)));
        Assert.NotEqual(result, (spec with { Settings = new NoopSettings { Label = 1 } }).Run(new(Store)));
        Assert.Equal(TrialOutcome.Completed, result.Outcome);
        Assert.Empty(noop.FactsOf(noop.Defaults));
        Assert.Equal("numerics=1;seed=1;draws=0,0,0,0,0;experiment=noop;label=7", (spec with { Settings = new NoopSettings { Label = 7 } }).Canonical);
    }

    [Fact]
    public void Waiting_noop_trial_ends_when_it_is_cancelled()
    {
        var spec = new TrialSpec(ExperimentRegister.Find("noop")!, new NoopSettings { Milliseconds = 60_000 }, StreamIndices.Replicate(1, 0));
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));

        Assert.Throws<OperationCanceledException>(() => spec.Run(new(Store), stop.Token));
        Assert.True(stop.IsCancellationRequested);
    }

    [Fact]
    public void Cancelled_trial_throws()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        foreach (var experiment in ExperimentRegister.All)
        {
            var spec = new TrialSpec(experiment, experiment.Defaults, StreamIndices.Replicate(1, 0));
            Assert.Throws<OperationCanceledException>(() => spec.Run(new(Store), stop.Token));
        }
    }

    private static MlpSettings Assign(Setting setting, string value) =>
        (MlpSettings)setting.With(RequiredBeside(setting, value), setting.Parse(value));

    // What a value needs beside it to have an effect.
    private static MlpSettings RequiredBeside(Setting setting, string value) => (setting.Name, value) switch
    {
        ("mu", _) => Quick with { Training = TrainingSet.Sampled },
        ("group", _) => Quick with { Symmetry = SymmetryMethodRegister.Get("ignore"), TestFraction = 0.05 },
        ("invariant", _) => Quick with { Symmetry = SymmetryMethodRegister.Get("invariant"), Group = GroupKind.Translations, TestFraction = 0.05 },
        ("biasScale", _) => Quick with { Bias = false },
        ("restore", _) => Quick with { ValidationFraction = 0.2 },
        ("measure", "permutation") => Quick with { Features = FeatureMaps.Permutation },
        ("measure", "minimum") => Quick with { Hidden = new Widths(4) },
        _ => Quick,
    };
}
