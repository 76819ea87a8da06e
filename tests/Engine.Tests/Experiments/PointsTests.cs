using Symmetry.Engine.Experiments;
using Symmetry.Engine.Experiments.Points;
using Symmetry.Engine.Features;
using Symmetry.Engine.Numerics;
using Symmetry.Engine.Settings;

namespace Symmetry.Engine.Tests.Experiments;

public sealed class PointsTests
{
    private static readonly IExperiment Experiment = ExperimentRegister.Find("points")!;

    // Tori take seconds: examples/broken-rotations.yaml has them.
    [Theory]
    [InlineData(PointShape.Circles, 1)]
    [InlineData(PointShape.Ellipses, 0)]
    public void Minimum_has_one_flat_direction_per_dimension_of_the_broken_group(PointShape shape, int dimension)
    {
        var settings = new PointsSettings { Shape = shape, Hidden = new Widths(4) };
        Assert.Null(Experiment.Validate(settings));
        var result = new TrialSpec(Experiment, settings, StreamIndices.Replicate(1, 0)).Run(new(new FeatureStore()));

        Assert.Equal(TrialOutcome.Completed, result.Outcome);
        Assert.Equal((128, 128), (result.Correct(), result.Find("accuracy_inverted")?.Total));
        Assert.Equal(dimension, result.Value("near_zero_modes_1e_5"));
        Assert.Equal(dimension, result.Value("broken_dimension"));
        Assert.Equal(dimension == 1, result.Value("rotation_curvature") < 1e-7);
        Assert.InRange(result.Value("gradient_norm"), 0, 1e-10);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("[10,5]")]
    [InlineData("[17]")]
    public void Other_shapes_than_one_small_hidden_layer_are_refused(string hidden)
    {
        var setting = Experiment.Setting("hidden");
        var error = Experiment.Validate(setting.With(Experiment.Defaults, setting.Parse(hidden)));

        Assert.Equal(("hidden", $"hidden: expected one layer of at most 16 neurons, got {hidden}."), (error?.Setting, error?.Message));
    }

    // Without decay weights grow without limit, and there is no minimum.
    [Fact]
    public void Weight_decay_of_0_is_refused() => Assert.False(Experiment.Setting("weightDecay").TryParse("0", out _));

    [Fact]
    public void Settings_of_images_and_epochs_do_not_exist() =>
        Assert.All(["epochs", "symmetry", "data", "features"], name => Assert.False(Experiment.TryFindSetting(name, out _)));
}
