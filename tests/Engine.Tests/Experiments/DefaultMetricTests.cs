using Symmetry.Engine.Experiments;
using Symmetry.Engine.Experiments.Declared;
using Symmetry.Engine.Settings;
using Symmetry.Engine.Sweeps;

namespace Symmetry.Engine.Tests.Experiments;

/// <summary>One rule chooses the metric of questions and goals where nobody chose one.</summary>
public sealed class DefaultMetricTests
{
    private static readonly Metric Note = DeclaredColumns.Metric("note", MetricDirection.None);
    private static readonly Metric Loss = DeclaredColumns.Metric("loss", MetricDirection.Smaller);
    private static readonly Metric Accuracy = DeclaredColumns.Metric("accuracy", MetricDirection.Larger);
    private static readonly Metric Hits = DeclaredColumns.Metric("hits", MetricDirection.Larger, MetricKind.Proportion);

    public static TheoryData<Metric[], string?> Defaults => new()
    {
        { [Note, Loss, Accuracy], "accuracy" },
        { [Note, Hits, Loss], "hits" },
        { [Accuracy with { Better = MetricDirection.None }, Loss], "loss" },
        { [Note], null },
        { [], null },
    };

    [Theory]
    [MemberData(nameof(Defaults))]
    public void Accuracy_comes_before_the_first_metric_with_a_direction(Metric[] metrics, string? name) =>
        Assert.Equal(name, DefaultMetric.Find(metrics)?.Name);

    [Theory]
    [InlineData("", "accuracy")]
    [InlineData("loss", "loss")]
    public void Race_without_a_metric_is_about_the_default(string on, string metric)
    {
        var sweep = new Sweep(Spec(new BestGoal(0.9, on), Note, Loss, Accuracy));

        Assert.Equal(metric, ((BestGoal)sweep.Spec.Replicates.Goal!).On);
        Assert.Equal(new Sweep(Spec(new BestGoal(0.9, metric), Note, Loss, Accuracy)).Id, sweep.Id);
    }

    [Fact]
    public void Width_is_that_of_the_default_metric_if_it_is_a_proportion()
    {
        Assert.Equal([Hits], WidthGoal.MetricsOf(new Sweep(Spec(new WidthGoal(0.05), Note, Hits, Loss)).SharedMetrics));
        Assert.Equal(Classification.TestSets, WidthGoal.MetricsOf(Classification.Metrics));
        Assert.Equal(
            "until: expected a proportion, and loss, the default metric of results, is a real number. Use the goal best or decide, or a number of replicates.",
            Assert.Throws<SpecException>(() => new Sweep(Spec(new WidthGoal(0.05), Loss, Hits))).Message);
    }

    [Fact]
    public void Goal_without_a_metric_that_has_a_direction_is_refused()
    {
        var refused = Assert.Throws<SpecException>(() => new Sweep(Spec(new BestGoal(0.9), Note)));
        Assert.Equal(("replicates.on", "best: no metric that every cell measures says which values are better."), (refused.Part, refused.Message));
    }

    private static SweepSpec Spec(ReplicateGoal goal, params Metric[] metrics)
    {
        var experiment = ImportedExperiment.With(new DeclaredColumns([("model", SettingKind.Word)], [.. metrics]), new string('0', 64));
        return new()
        {
            Name = "own",
            Experiment = experiment,
            Replicates = ReplicateDesign.Until(goal, 100),
            Axes = [Axis.Parse(experiment.Setting("model"), "a", "b")],
        };
    }
}
