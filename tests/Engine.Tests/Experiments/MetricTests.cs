using Symmetry.Engine.Experiments;
using Symmetry.Engine.Experiments.Mlp;
using Symmetry.Engine.Experiments.Mlp.SymmetryMethods;
using Symmetry.Engine.Features;
using Symmetry.Engine.Groups;
using Symmetry.Engine.Numerics;
using Symmetry.Engine.Settings;

namespace Symmetry.Engine.Tests.Experiments;

public sealed class MetricTests
{
    private static readonly FeatureStore Store = new();

    public static TheoryData<string, MeasureKind, bool> MethodsAndMeasures()
    {
        var data = new TheoryData<string, MeasureKind, bool>();
        foreach (var method in SymmetryMethodRegister.All)
        {
            foreach (var measure in Enum.GetValues<MeasureKind>())
            {
                data.Add(method.Name, measure, false);
                data.Add(method.Name, measure, true);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(MethodsAndMeasures))]
    public void Trial_reports_the_metrics_that_its_settings_declare(string method, MeasureKind measure, bool hasRule)
    {
        foreach (var features in (ReadOnlySpan<IFeatureMapFactory>)[FeatureMaps.Identity, FeatureMaps.Permutation])
        {
            var settings = MlpSettings.Default with
            {
                Epochs = 1,
                TrainFraction = 0.01,
                TestFraction = 0.02,
                Hidden = new Widths(2),
                Features = features,
                Symmetry = SymmetryMethodRegister.Get(method),
                Group = method == "features" ? GroupKind.Inversion : GroupKind.Mirror,
                Measure = measure,
                Patience = hasRule ? 3 : 0,
            };
            if (ExperimentRegister.Default.Validate(settings) is not null)
            {
                continue;
            }

            var result = MlpTrial.Run(settings, StreamIndices.Replicate(1, 0), Store);
            Assert.Equal(TrialOutcome.Completed, result.Outcome);
            AssertDeclared(ExperimentRegister.Default.MetricsOf(settings), result);
        }
    }

    [Theory]
    [InlineData("points")]
    [InlineData("noop")]
    public void Other_experiments_report_the_metrics_that_they_declare(string name)
    {
        var experiment = ExperimentRegister.Find(name)!;
        var result = new TrialSpec(experiment, experiment.Defaults, StreamIndices.Replicate(1, 0)).Run(new(Store));

        Assert.Equal(TrialOutcome.Completed, result.Outcome);
        AssertDeclared(experiment.MetricsOf(experiment.Defaults), result);
    }

    [Fact]
    public void No_metric_has_the_name_of_a_setting()
    {
        foreach (var settings in (MlpSettings[])
            [
                MlpSettings.Default with { Symmetry = SymmetryMethodRegister.Get("augment"), Patience = 1, Measure = MeasureKind.Minimum },
                MlpSettings.Default with { Measure = MeasureKind.Permutation },
            ])
        {
            var metrics = ExperimentRegister.Default.MetricsOf(settings);
            Assert.Empty(metrics.SelectMany(metric => new[] { metric.Name, metric.Key })
                .Intersect(ExperimentRegister.Default.Settings.Select(setting => setting.Name)));
        }
    }

    [Fact]
    public void Values_of_the_wrong_range_are_refused_and_every_NaN_is_the_same()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => MetricValue.Proportion("accuracy", 0, 0));
        Assert.Equal(0.25, MetricValue.Proportion("accuracy", 1, 4).Value);
        var value = MetricValue.Real("loss", BitConverter.Int64BitsToDouble(0x7FF8000000000001));
        Assert.Equal(BitConverter.DoubleToInt64Bits(double.NaN), BitConverter.DoubleToInt64Bits(value.Value));
    }

    private static void AssertDeclared(IReadOnlyList<Metric> metrics, TrialResult result)
    {
        Assert.Equal(metrics.Select(metric => metric.Name), result.Values.Select(value => value.Name));
        Assert.Equal(metrics.Select(metric => metric.Kind is MetricKind.Proportion), result.Values.Select(value => value.IsProportion));
    }
}
