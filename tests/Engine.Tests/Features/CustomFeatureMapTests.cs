using Symmetry.Engine.Experiments;
using Symmetry.Engine.Experiments.Mlp;
using Symmetry.Engine.Features;
using Symmetry.Engine.Numerics;
using Symmetry.Engine.Sweeps;
using Symmetry.Engine.Tests.Experiments;

namespace Symmetry.Engine.Tests.Features;

public sealed class CustomFeatureMapTests
{
    private static readonly MlpSettings Quick = MlpSettings.Default with { Epochs = 1, TrainFraction = 0.1 };

    private static readonly StreamIndices Indices = StreamIndices.Replicate(1, 0);

    [Fact]
    public void Registered_map_is_named_in_specifications_like_a_built_in_one()
    {
        FeatureMaps.Register(new CustomSquare());
        FeatureMaps.Register(new CustomSquare());
        var features = ExperimentRegister.Default.Setting("features");

        Assert.Contains("custom-square", features.Words);
        var custom = (MlpSettings)features.With(Quick, features.Parse("custom-square"));
        Assert.False(custom.IsOdd);
        Assert.Equal("custom-square", features.Format(custom));
        var axis = Axis.Parse(features, "square", "custom-square");
        var sweep = new Sweep(new SweepSpec { Name = "custom", Replicates = ReplicateDesign.Independent(2), Axes = [axis] });
        Assert.Equal(sweep.Id, Sweep.Parse(sweep.Canonical).Id);
        Assert.NotEqual(sweep.SpecOf(0).Key, sweep.SpecOf(1).Key);
        Assert.Equal(Quick, features.With(custom, features.Parse("identity")));
    }

    [Fact]
    public void Custom_copy_of_a_built_in_map_gives_the_same_bits()
    {
        var store = new FeatureStore();

        Assert.Equal(
            MlpTrial.Run(Quick with { Features = FeatureMaps.Square }, Indices, store),
            MlpTrial.Run(Quick with { Features = new CustomSquare() }, Indices, store));
    }

    [Fact]
    public void Map_that_wrongly_claims_invariance_violates_the_fact_in_its_trials()
    {
        var result = MlpTrial.Run(Quick with { Features = new FalselyInvariant() }, Indices, new FeatureStore());

        Assert.Equal((TrialOutcome.Violated, MlpFacts.Invariance.Name), (result.Outcome, result.ViolatedFact));
        Assert.Contains("same bits on X and -X", result.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Unknown_names_and_taken_names_are_refused()
    {
        Assert.False(ExperimentRegister.Default.Setting("features").TryParse("unknown-map", out _));
        Assert.Throws<ArgumentException>(() => FeatureMaps.Register(new Renamed("identity")));
        Assert.Throws<ArgumentException>(() => FeatureMaps.Register(new Renamed("Not A Word")));
        FeatureMaps.Register(new CustomSquare());
        Assert.Throws<ArgumentException>(() => FeatureMaps.Register(new Renamed("custom-square")));
    }

    [Fact]
    public void Map_that_differs_from_its_factory_is_refused()
    {
        var message = Assert.Throws<InvalidOperationException>(() => new Contradictory().CreateChecked(8, 8)).Message;

        Assert.Equal(
            "The feature map contradictory made 64 features with IsInvariant False for images of 8 x 8; "
            + "expected at least 1 feature with IsInvariant True.", message);
    }

    private sealed class CustomSquare : IFeatureMapFactory
    {
        public string Name => "custom-square";

        public bool IsInvariant => true;

        public FeatureMap Create(int height, int width, PixelPermutation? permutation) => FeatureMaps.Square.Create(height, width, permutation);
    }

    private sealed class Renamed(string name) : IFeatureMapFactory
    {
        public string Name => name;

        public bool IsInvariant => true;

        public FeatureMap Create(int height, int width, PixelPermutation? permutation) => FeatureMaps.Square.Create(height, width, permutation);
    }

    private sealed class Contradictory : IFeatureMapFactory
    {
        public string Name => "contradictory";

        public bool IsInvariant => true;

        public FeatureMap Create(int height, int width, PixelPermutation? permutation) => FeatureMaps.Identity.Create(height, width, permutation);
    }

    private sealed class FalselyInvariant : IFeatureMapFactory
    {
        public string Name => "falsely-invariant";

        public bool IsInvariant => true;

        public FeatureMap Create(int height, int width, PixelPermutation? permutation) => new Map(height * width);

        private sealed class Map(int pixels) : FeatureMap
        {
            public override int Count => pixels;

            public override bool IsInvariant => true;

            public override void Apply(ReadOnlySpan<float> x, Span<float> features) => x.CopyTo(features);
        }
    }
}
