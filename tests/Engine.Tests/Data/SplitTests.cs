using Symmetry.Engine.Data;
using Symmetry.Engine.Mlp;
using Symmetry.Engine.Settings;

namespace Symmetry.Engine.Tests.Data;

public sealed class SplitTests
{
    private static readonly StreamIndices Indices = StreamIndices.Replicate(1, 3);

    [Fact]
    public void Splitting_before_keeps_the_copies_of_an_image_on_one_side()
    {
        var split = Split.Draw(1797, TrialSettings.Default, Indices);
        Assert.Equal((1800, 7185), (split.Test.Length, split.Train.Length));
        var tested = split.Test.ToArray().Select(image => image / 5).ToHashSet();
        Assert.Equal(360, tested.Count);
        Assert.DoesNotContain(split.Train.ToArray(), image => tested.Contains(image / 5));
    }

    [Fact]
    public void Splitting_after_divides_single_copies()
    {
        var split = Split.Draw(1797, TrialSettings.Default with { Split = SplitTiming.After }, Indices);
        Assert.Equal((1797, 7188), (split.Test.Length, split.Train.Length));
        var tested = split.Test.ToArray().Select(image => image / 5).ToHashSet();
        Assert.Contains(split.Train.ToArray(), image => tested.Contains(image / 5));
    }

    [Theory]
    [InlineData(SplitTiming.Before)]
    [InlineData(SplitTiming.After)]
    public void Every_image_is_on_exactly_one_side(SplitTiming moment)
    {
        var split = Split.Draw(20, TrialSettings.Default with { Split = moment }, Indices);
        Assert.Equal(Enumerable.Range(0, 100), split.Train.ToArray().Concat(split.Test.ToArray()).Order());
    }

    [Fact]
    public void Smaller_training_sets_lie_inside_larger_ones()
    {
        var small = Split.Draw(100, TrialSettings.Default with { TrainFraction = 0.3 }, Indices);
        var large = Split.Draw(100, TrialSettings.Default with { TrainFraction = 0.7 }, Indices);
        Assert.Equal(24 * 5, small.Train.Length);
        Assert.Equal(56 * 5, large.Train.Length);
        Assert.Equal(small.Test.ToArray(), large.Test.ToArray());
        Assert.Equal(small.Train.ToArray(), large.Train[..small.Train.Length].ToArray());
    }

    [Theory]
    [InlineData(0.2, 10, 2)]
    [InlineData(0.1, 30, 3)]
    [InlineData(0.7, 10, 7)]
    [InlineData(0.0001, 10, 1)]
    [InlineData(0.9999, 10, 9)]
    public void The_tested_fraction_is_rounded_up_and_leaves_something_on_both_sides(double fraction, int originals, int tested)
    {
        var split = Split.Draw(originals, TrialSettings.Default with { TestFraction = fraction }, Indices);
        Assert.Equal(tested * 5, split.Test.Length);
    }
}
