using Symmetry.Engine.Experiments;
using Symmetry.Engine.Features;
using Symmetry.Engine.Groups;
using Symmetry.Engine.Mlp;
using Symmetry.Engine.Settings;

namespace Symmetry.Engine.Tests.Trials;

public sealed class TrialTests
{
    private static readonly FeatureStore Store = new();

    // Small enough for every test, and not trivial.
    private static readonly TrialSettings Quick = TrialSettings.Default with { Epochs = 2, TrainFraction = 0.1 };

    public static TheoryData<string> EveryValueOfEverySetting()
    {
        var data = new TheoryData<string>();
        foreach (var setting in Setting.All)
        {
            string[] values = setting.Kind switch
            {
                SettingKind.Word => [.. setting.Words],
                SettingKind.Text => ["digits"],
                SettingKind.Boolean => ["false", "true"],
                SettingKind.Widths => ["[]", "[1]", "[7]", "[4,3,2]", "[33,17]"],
                _ => setting.Name switch
                {
                    "mu" => ["0.1", "1"],
                    "batch" => ["1", "3", "200", "1000000"],
                    "epochs" => ["0", "1"],
                    "testFraction" => ["0.5", "0.9"],
                    "trainFraction" => ["0.01", "0.2"],
                    "momentum" => ["0", "0.99"],
                    "weightDecay" => ["0", "0.01"],
                    "patience" => ["1", "3"],
                    _ => ["0.001", "0.1"],
                },
            };
            foreach (var value in values)
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
        Assert.True(Setting.TryFind(parts[0], out var setting));
        Assert.True(setting.TryApply(parts[1], Beside(setting, parts[1]), out var settings));
        Assert.Null(SettingRules.Refusal(settings));
        var spec = new TrialSpec(settings, StreamIndices.Replicate(5, 2));
        var result = Trial.Run(spec, Store);
        Assert.Equal(TrialOutcome.Completed, result.Outcome);
        Assert.True(double.IsFinite(result.TrainLoss));
        Assert.Equal(result, Trial.Run(spec, new FeatureStore()));
    }

    // What a value needs beside it to mean something.
    private static TrialSettings Beside(Setting setting, string value) => (setting.Name, value) switch
    {
        ("mu", _) => Quick with { Training = TrainingSet.Sampled },
        ("group", _) => Quick with { Symmetry = SymmetryWay.Ignore, TestFraction = 0.05 },
        ("invariant", _) => Quick with { Symmetry = SymmetryWay.Invariant, Group = GroupKind.Translations, TestFraction = 0.05 },
        ("biasScale", _) => Quick with { Bias = false },
        ("measure", "permutation") => Quick with { Features = FeatureMapKind.Permutation },
        ("measure", "minimum") => Quick with { Hidden = new(4) },
        ("points", not "none") => TrialSettings.Default with { Hidden = new(1), WeightDecay = 0.01f },
        _ => Quick,
    };

    [Fact]
    public void Every_value_of_a_setting_makes_a_difference()
    {
        // Settings whose values must all give different results; the others depend on a second setting and come below. Feature maps
        // that another test registered may well compute what ours do.
        foreach (var setting in Setting.All.Where(one => one.Kind == SettingKind.Word))
        {
            var results = setting.Words.Except(CustomFeatureMaps.Names).Select(word =>
            {
                Assert.True(setting.TryApply(word, Beside(setting, word), out var settings));
                return Trial.Run(new TrialSpec(settings, StreamIndices.Replicate(5, 2)), Store);
            }).ToArray();
            Assert.Equal(results.Length, results.Distinct().Count());
        }

        Differ(Quick with { Training = TrainingSet.Sampled, Mu = 0.3 }, Quick with { Training = TrainingSet.Sampled, Mu = 0.6 });
        Differ(Quick, Quick with { Momentum = 0.5f });
        Differ(Quick, Quick with { WeightDecay = 0.1f });
        Differ(Quick, Quick with { Bias = false });

        static void Differ(TrialSettings one, TrialSettings other) => Assert.NotEqual(
            Trial.Run(new TrialSpec(one, StreamIndices.Replicate(5, 2)), Store), Trial.Run(new TrialSpec(other, StreamIndices.Replicate(5, 2)), Store));
    }

    [Fact]
    public void Each_draw_makes_a_difference_of_its_own()
    {
        var settings = Quick with { Features = FeatureMapKind.Permutation, Training = TrainingSet.Sampled };
        var draws = StreamIndices.Replicate(1, 0);
        TrialResult[] results =
        [
            .. new[]
            {
                draws, draws with { Split = 1 }, draws with { Weights = 1 }, draws with { Order = 1 }, draws with { Permutation = 1 },
                draws with { Orbit = 1 }, draws with { Seed = 2 },
            }.Select(one => Trial.Run(new TrialSpec(settings, one), Store)),
        ];
        Assert.Equal(results.Length, results.Select(result => result.TrainLoss).Distinct().Count());
    }

    [Fact]
    public void A_rate_that_is_far_too_large_diverges_and_says_so()
    {
        var settings = Quick with { LearningRate = 1000, WeightDecay = 1000 };
        var result = Trial.Run(new TrialSpec(settings, StreamIndices.Replicate(1, 0)), Store);
        Assert.Equal(TrialOutcome.Diverged, result.Outcome);
        Assert.True(double.IsNaN(result.TrainLoss));
    }

    [Fact]
    public void A_sample_that_keeps_nothing_fails_with_its_reason()
    {
        var settings = Quick with { Training = TrainingSet.Sampled, Mu = 1e-12 };
        var result = Trial.Run(new TrialSpec(settings, StreamIndices.Replicate(1, 0)), Store);
        Assert.Equal(TrialOutcome.Failed, result.Outcome);
        Assert.Contains("mu", result.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_trial_without_work_is_a_function_of_its_spec_and_concerns_no_fact()
    {
        var settings = TrialSettings.Default with { Bias = false, Work = Work.None };
        var first = Trial.Run(new TrialSpec(settings, StreamIndices.Replicate(1, 0)), Store);

        Assert.Equal(first, Trial.Run(new TrialSpec(settings, StreamIndices.Replicate(1, 0)), Store));
        Assert.NotEqual(first, Trial.Run(new TrialSpec(settings, StreamIndices.Replicate(1, 1)), Store));
        Assert.Equal(TrialOutcome.Completed, first.Outcome);
        Assert.DoesNotContain(ExactFacts.All, fact => fact.Concerns(settings));
        Assert.EndsWith(";bias=false;work=none", new TrialSpec(settings, StreamIndices.Replicate(1, 0)).Canonical, StringComparison.Ordinal);
    }

    [Fact]
    public void Giving_up_ends_the_training()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.Throws<OperationCanceledException>(
            () => Trial.Run(new TrialSpec(Quick with { Epochs = 1000 }, StreamIndices.Replicate(1, 0)), Store, stop.Token));
    }
}
