using System.Collections.Immutable;
using Symmetry.Engine.Experiments;
using Symmetry.Engine.Features;
using Symmetry.Engine.Numerics;
using Symmetry.Engine.Settings;
using Make = Symmetry.Engine.Settings.SettingFactory<Symmetry.Engine.Tests.Experiments.CustomExperimentTests.ToySettings>;

namespace Symmetry.Engine.Tests.Experiments;

/// <summary>
/// Goal: a mistake in a custom experiment is one sentence when it is registered, or a failed trial. Registered experiments would be
/// seen by all tests of this process, so these are all refused; a process of its own runs one in Client.Tests.
/// </summary>
public sealed class CustomExperimentTests
{
    private static readonly Metric Score = new("score", MetricKind.Real, MetricDirection.Larger, "score");

    private static readonly Setting Size = Make.Whole("size", "size", 1, 9, s => s.Size, (s, v) => s with { Size = v });

    [Fact]
    public void Experiment_that_cannot_be_used_is_refused_in_one_sentence()
    {
        var toy = new Toy();

        AssertRefused(toy with { Name = "mlp" }, "The experiment mlp is built in. Choose another name.");
        AssertRefused(toy with { Name = "program" }, "The experiment program is built in. Choose another name.");
        AssertRefused(
            toy with { Name = "My toy" },
            "Invalid experiment name 'My toy'. Use 1 to 40 lower-case letters, digits and dashes, beginning with a letter.");
        AssertRefused(toy with { Metrics = [] }, "The experiment toy: Expected at least one metric.");
        AssertRefused(toy with { Metrics = [Score with { Name = "size" }] }, "The experiment toy: The name 'size' is given twice.");
        AssertRefused(toy with { Kept = [Size, Size] }, "The experiment toy: The name 'size' is given twice.");
        AssertRefused(
            toy with { Metrics = [Score with { Name = "a;b" }] },
            "The experiment toy: Invalid name of a metric: 'a;b'. Use 1 to 64 letters, digits, spaces and . _ - + % @, not first a sign.");
        AssertRefused(
            toy with { Metrics = [Score with { Name = "silo" }] },
            "The experiment toy: The name 'silo' of a metric is reserved. "
            + "Reserved names: cell, replicate, permutation, outcome, attempts, silo, and for settings seconds.");
        AssertRefused(toy with { Defaults = new ToySettings() }, "The experiment toy: the default of size is '0'; expected a whole number from 1 to 9.");
        AssertRefused(
            toy with { Defaults = new NoopSettings() },
            $"The experiment toy: Defaults are {typeof(NoopSettings)}, which the setting size is not made for.");
        AssertRefused(
            toy with { Kept = null, Made = () => [Make.Whole("size", "size", 1, 9, s => s.Size, (s, v) => s with { Size = v })] },
            "The experiment toy: Settings makes new settings each time. Make them once: Settings { get; } = [...].");
        Assert.DoesNotContain(ExperimentRegister.All, experiment => experiment is Toy);
    }

    [Fact]
    public void Assembly_is_registered_as_far_as_it_has_experiments()
    {
        Assert.Empty(ExperimentRegister.RegisterAll(typeof(CustomExperimentTests).Assembly));
        Assert.EndsWith(
            " has no public constructor without parameters.",
            Assert.Throws<ArgumentException>(() => ExperimentRegister.RegisterAll(typeof(IExperiment).Assembly)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_that_are_not_declared_fail_the_trial()
    {
        Assert.Equal(TrialOutcome.Completed, Run(MetricValue.Real("score", 1)).Outcome);
        Assert.Equal("The experiment toy reported [], and declares [score].", Run().Reason);
        Assert.Equal("The experiment toy reported [scores], and declares [score].", Run(MetricValue.Real("scores", 1)).Reason);
        Assert.Equal("The experiment toy reported [score (proportion)], and declares [score].", Run(MetricValue.Proportion("score", 1, 2)).Reason);
        Assert.Equal(TrialOutcome.Failed, Run(MetricValue.Real("score", 1), MetricValue.Real("more", 1)).Outcome);

        static TrialResult Run(params ImmutableArray<MetricValue> values) =>
            new TrialSpec(new Toy { Values = values }, new ToySettings { Size = 1 }, StreamIndices.Replicate(1, 0)).Run(new(new FeatureStore()));
    }

    private static void AssertRefused(IExperiment experiment, string sentence) =>
        Assert.Equal(sentence, Assert.Throws<ArgumentException>(() => ExperimentRegister.Register(experiment)).Message);

    internal sealed record ToySettings : TrialSettings
    {
        public int Size { get; init; }
    }

    private sealed record Toy : IExperiment
    {
        public string Name { get; init; } = "toy";

        public string Summary => "a toy";

        public IReadOnlyList<Setting>? Kept { get; init; } = [Size];

        public Func<IReadOnlyList<Setting>> Made { get; init; } = () => [];

        public IReadOnlyList<Setting> Settings => Kept ?? Made();

        public TrialSettings Defaults { get; init; } = new ToySettings { Size = 1 };

        public ImmutableArray<Metric> Metrics { get; init; } = [Score];

        public ImmutableArray<MetricValue> Values { get; init; } = [];

        public IReadOnlyList<Metric> MetricsOf(TrialSettings settings) => Metrics;

        public TrialResult Run(TrialSpec spec, TrialResources resources, CancellationToken stop) => new() { Outcome = TrialOutcome.Completed, Values = Values };
    }
}
