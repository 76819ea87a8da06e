using Symmetry.Engine.Experiments;
using Symmetry.Engine.Features;
using Symmetry.Engine.Mlp;
using Symmetry.Engine.Settings;
using Symmetry.Engine.Sweeps;

namespace Symmetry.Engine.Tests.Features;

public sealed class OwnFeatureMapTests
{
    private static readonly TrialSettings Quick = TrialSettings.Default with { Epochs = 1, TrainFraction = 0.1 };

    [Fact]
    public void A_map_of_ones_own_is_named_in_specifications_like_any_other()
    {
        CustomFeatureMaps.Register(new Squares());
        CustomFeatureMaps.Register(new Squares());
        Assert.True(Setting.TryFind("features", out var setting));

        Assert.Contains("own-square", setting.Words);
        Assert.True(setting.TryApply("own-square", Quick, out var own));
        Assert.True(own.IsInvariant && !own.IsOdd);
        Assert.Equal("own-square", setting.Format(own));
        var sweep = new Sweep(new SweepSpec { Name = "own", Replicates = ReplicateDesign.Of(2), Axes = [new Axis(setting, ["square", "own-square"])] });
        Assert.Equal(sweep.Id, Sweep.Parse(sweep.Canonical).Id);
        Assert.NotEqual(sweep.SpecOf(0).Key, sweep.SpecOf(1).Key);

        // It computes what the engine's does, so that the results have the same bits.
        var draws = StreamIndices.Replicate(1, 0);
        var store = new FeatureStore();
        Assert.Equal(
            Trial.Run(new TrialSpec(Quick with { Features = FeatureMapKind.Square }, draws), store), Trial.Run(new TrialSpec(own, draws), store));
        Assert.True(setting.TryApply("identity", own, out var back));
        Assert.Equal(Quick, back);
    }

    [Fact]
    public void A_map_that_is_not_as_invariant_as_it_says_fails_its_trials()
    {
        CustomFeatureMaps.Register(new Liar());
        Assert.True(Setting.TryFind("features", out var setting) && setting.TryApply("own-liar", Quick, out _));
        setting.TryApply("own-liar", Quick, out var own);

        var result = Trial.Run(new TrialSpec(own!, StreamIndices.Replicate(1, 0)), new FeatureStore());
        Assert.Equal(TrialOutcome.Failed, result.Outcome);
        Assert.Contains("same bits on X and -X", result.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Unknown_maps_and_names_that_are_taken_are_refused()
    {
        Assert.True(Setting.TryFind("features", out var setting));
        Assert.False(setting.TryApply("nobody-has-this", Quick, out _));
        Assert.False(setting.TryApply("own", Quick, out _));
        Assert.Throws<ArgumentException>(() => CustomFeatureMaps.Register(new Named("identity")));
        Assert.Throws<ArgumentException>(() => CustomFeatureMaps.Register(new Named("Not A Word")));
        CustomFeatureMaps.Register(new Squares());
        Assert.Throws<ArgumentException>(() => CustomFeatureMaps.Register(new Named("own-square")));
    }

    private sealed class Squares : ICustomFeatureMap
    {
        public string Name => "own-square";

        public bool IsInvariant => true;

        public FeatureMap Of(int height, int width) => FeatureMap.Of(FeatureMapKind.Square, height, width);
    }

    private sealed class Named(string name) : ICustomFeatureMap
    {
        public string Name => name;

        public bool IsInvariant => true;

        public FeatureMap Of(int height, int width) => FeatureMap.Of(FeatureMapKind.Square, height, width);
    }

    private sealed class Liar : ICustomFeatureMap
    {
        public string Name => "own-liar";

        public bool IsInvariant => true;

        public FeatureMap Of(int height, int width) => new Map(height * width);

        private sealed class Map(int pixels) : FeatureMap
        {
            public override int Count => pixels;

            public override bool IsInvariant => true;

            public override void Apply(ReadOnlySpan<float> x, Span<float> features) => x.CopyTo(features);
        }
    }
}
