using Symmetry.Engine.Experiments;
using Symmetry.Engine.Features;
using Symmetry.Engine.Groups;
using Symmetry.Engine.Mlp;
using Symmetry.Engine.Settings;

namespace Symmetry.Engine.Tests.Trials;

public sealed class MeasurementNamesTests
{
    private static readonly FeatureStore Store = new();

    [Theory]
    [CombinatorialChoices]
    public void A_trial_has_the_measurements_that_its_settings_name(SymmetryWay way, MeasureKind measure, bool hasRule)
    {
        foreach (var features in (ReadOnlySpan<FeatureMapKind>)[FeatureMapKind.Identity, FeatureMapKind.Permutation])
        {
            var settings = TrialSettings.Default with
            {
                Epochs = 1,
                TrainFraction = 0.01,
                TestFraction = 0.02,
                Hidden = new Widths(2),
                Features = features,
                Symmetry = way,
                Group = way is SymmetryWay.Features ? GroupKind.Inversion : GroupKind.Mirror,
                Measure = measure,
                Patience = hasRule ? 3 : 0,
                Invariant = Symmetry.Engine.Invariants.InvariantKind.Quadratic,
            };
            if (SettingRules.Refusal(settings) is not null || (measure is MeasureKind.Minimum && way is SymmetryWay.Invariant))
            {
                continue;
            }

            var result = Trial.Run(new TrialSpec(settings, StreamIndices.Replicate(1, 0)), Store);
            Assert.Equal(TrialOutcome.Completed, result.Outcome);
            Assert.Equal(MeasurementNames.Of(settings), result.Measurements.Select(one => one.Name));
            Assert.Equal(settings.HasMeasurements, result.Measurements.Length > 0);
        }
    }

    [Fact]
    public void No_measurement_has_the_name_of_a_setting() =>
        Assert.Empty(MeasurementNames.Of(TrialSettings.Default with { Symmetry = SymmetryWay.Share, Patience = 1 })
            .Intersect(Setting.All.Select(setting => setting.Name)));
}
