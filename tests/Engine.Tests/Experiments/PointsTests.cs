using Symmetry.Engine.Experiments;
using Symmetry.Engine.Features;
using Symmetry.Engine.Mlp;
using Symmetry.Engine.Settings;

namespace Symmetry.Engine.Tests.Minima;

public sealed class ToyTrialTests
{
    // Tori take seconds: examples/broken-rotations.yaml has them.
    [Theory]
    [InlineData(PointKind.Circles, 1)]
    [InlineData(PointKind.Ellipses, 0)]
    public void As_many_directions_are_flat_as_the_broken_group_has_dimensions(PointKind data, int dimension)
    {
        var settings = TrialSettings.Default with { Points = data, Hidden = new Widths(4), WeightDecay = 0.001f };
        Assert.Null(SettingRules.Refusal(settings));
        var result = Trial.Run(new TrialSpec(settings, StreamIndices.Replicate(1, 0)), new FeatureStore());

        Assert.Equal(TrialOutcome.Completed, result.Outcome);
        Assert.Equal((128, 128), (result.CorrectOriginal, result.TotalInverted));
        Assert.Equal(dimension, Of("near_zero_modes_1e_5"));
        Assert.Equal(dimension, Of("broken_dimension"));
        Assert.Equal(dimension == 1, Of("rotation_curvature") < 1e-7);
        Assert.InRange(Of("gradient_norm"), 0, 1e-10);

        double Of(string name) => result.Measurements.Single(one => one.Name == name).Value;
    }

    [Theory]
    [InlineData("epochs", "5")]
    [InlineData("symmetry", "share")]
    [InlineData("hidden", "[10,5]")]
    [InlineData("hidden", "[17]")]
    [InlineData("weightDecay", "0")]
    public void Points_have_no_images_no_epochs_and_need_decay(string name, string value)
    {
        Assert.True(Setting.TryFind(name, out var setting));
        Assert.True(setting.TryApply(
            value, TrialSettings.Default with { Points = PointKind.Tori, Hidden = new Widths(4), WeightDecay = 0.001f }, out var settings));
        Assert.Equal(name, SettingRules.Refusal(settings)?.Setting);
    }
}
