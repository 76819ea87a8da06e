using Symmetry.Engine.Experiments;
using Symmetry.Engine.Experiments.Mlp;
using Symmetry.Engine.Experiments.Mlp.SymmetryMethods;
using Symmetry.Engine.Features;
using Symmetry.Engine.Groups;
using Symmetry.Engine.Numerics;
using Symmetry.Engine.Settings;
using Symmetry.Engine.Tests.Experiments;

namespace Symmetry.Engine.Tests.Seams;

/// <summary>
/// Goal: a symmetry method is its own file and one entry in <see cref="SymmetryMethodRegister"/>. Method: a toy method without the
/// entry, which trains and tests on the magnitudes of pixels, does everything except being found by its name.
/// </summary>
public sealed class NewSymmetryMethodTests
{
    private static readonly FeatureStore Store = new();

    private static readonly StreamIndices Indices = StreamIndices.Replicate(3, 1);

    private static readonly MlpSettings Settings = MlpSettings.Default with
    {
        Symmetry = new MagnitudeMethod(),
        Epochs = 3,
        TrainFraction = 0.1,
        TestFraction = 0.05,
        Hidden = new Widths(4),
        Measure = MeasureKind.Minimum,
        Patience = 5,
    };

    [Fact]
    public void New_method_runs_and_reports_the_metrics_that_it_declares()
    {
        var result = MlpTrial.Run(Settings, Indices, Store);

        Assert.Equal(TrialOutcome.Completed, result.Outcome);
        Assert.Equal(ExperimentRegister.Default.MetricsOf(Settings).Select(metric => metric.Name), result.Values.Select(value => value.Name));
        Assert.Equal(result, MlpTrial.Run(Settings, Indices, new FeatureStore()));
    }

    [Fact]
    public void Invariance_that_a_new_method_claims_is_checked()
    {
        var result = MlpTrial.Run(Settings, Indices, Store);
        Assert.Equal([MlpFacts.OrbitInvariance], ExperimentRegister.Default.FactsOf(Settings));
        Assert.Equal(result.Correct(), result.CorrectInverted());
        Assert.Equal(result.Value("accuracy"), result.Value("accuracy_every_element"));

        // Magnitudes do not know the mirror.
        var mirrored = MlpTrial.Run(Settings with { Group = GroupKind.Mirror }, Indices, Store);
        Assert.Equal((TrialOutcome.Violated, MlpFacts.OrbitInvariance.Name), (mirrored.Outcome, mirrored.ViolatedFact));
    }

    [Fact]
    public void New_method_has_an_identity_a_learning_curve_and_rules()
    {
        var spec = MlpTrial.Spec(Settings, Indices);

        Assert.EndsWith(";symmetry=magnitude;measure=minimum;patience=5", spec.Canonical, StringComparison.Ordinal);
        Assert.Equal(spec.Run(new(Store)).TrainLoss(), LearningCurve.Compute(spec, Store)[^1].TrainLoss);
        Assert.Null(ExperimentRegister.Default.Validate(Settings));
        Assert.Equal("features", ExperimentRegister.Default.Validate(Settings with { Features = FeatureMaps.Square })?.Setting);
        Assert.Equal("measure", ExperimentRegister.Default.Validate(Settings with { Hidden = new Widths(30) })?.Setting);
    }

    private sealed class MagnitudeMethod : OrbitMethod
    {
        public override string Name => "magnitude";

        protected internal override bool IsInvariant => true;

        protected internal override bool HasPixelInputs => false;

        public override MlpTask Prepare(TrialSpec spec, FeatureStore features) => new Task(this, spec, features);

        private sealed class Task(OrbitMethod method, TrialSpec spec, FeatureStore features) : OrbitTask(method, spec, features)
        {
            protected override void WriteTrainingInputs(ReadOnlySpan<float> image, Span<float> inputs)
            {
                for (var i = 0; i < inputs.Length; i++)
                {
                    inputs[i] = MathF.Abs(image[i]);
                }
            }
        }
    }
}
