using Symmetry.Engine.Data;
using Symmetry.Engine.Numerics;
using Symmetry.Engine.Settings;

namespace Symmetry.Engine.Tests.Data;

public sealed class SplitTests
{
    private static readonly StreamIndices Indices = StreamIndices.Replicate(1, 3);

    private static readonly SplitPlan Plan = new(SplitTiming.Before, TestFraction: 0.2, TrainFraction: 1);

    [Fact]
    public void Split_before_the_enlargement_keeps_the_copies_of_an_image_on_one_side()
    {
        var split = Draw(Plan, 1797);
        Assert.Equal((1800, 7185), (split.Test.Length, split.Train.Length));
        var tested = split.Test.ToArray().Select(image => image / 5).ToHashSet();
        Assert.Equal(360, tested.Count);
        Assert.DoesNotContain(split.Train.ToArray(), image => tested.Contains(image / 5));
    }

    [Fact]
    public void Split_after_the_enlargement_divides_single_copies()
    {
        var split = Draw(Plan with { Timing = SplitTiming.After }, 1797);
        Assert.Equal((1797, 7188), (split.Test.Length, split.Train.Length));
        var tested = split.Test.ToArray().Select(image => image / 5).ToHashSet();
        Assert.Contains(split.Train.ToArray(), image => tested.Contains(image / 5));
    }

    [Theory]
    [InlineData(SplitTiming.Before)]
    [InlineData(SplitTiming.After)]
    public void Every_image_is_on_exactly_one_side(SplitTiming timing)
    {
        var split = Draw(Plan with { Timing = timing }, 20);
        Assert.Equal(Enumerable.Range(0, 100), split.Train.ToArray().Concat(split.Test.ToArray()).Order());
    }

    [Fact]
    public void Smaller_training_sets_are_subsets_of_larger_ones()
    {
        var small = Draw(Plan with { TrainFraction = 0.3 }, 100);
        var large = Draw(Plan with { TrainFraction = 0.7 }, 100);
        Assert.Equal(24 * 5, small.Train.Length);
        Assert.Equal(56 * 5, large.Train.Length);
        Assert.Equal(small.Test.ToArray(), large.Test.ToArray());
        Assert.Equal(small.Train.ToArray(), large.Train[..small.Train.Length].ToArray());
    }

    [Theory]
    [InlineData(SplitTiming.Before)]
    [InlineData(SplitTiming.After)]
    public void Validation_takes_the_last_originals_of_the_training_set_with_all_their_copies(SplitTiming timing)
    {
        var all = Draw(Plan with { Timing = timing }, 100);
        var split = Draw(Plan with { Timing = timing, ValidationFraction = 0.25 }, 100);
        var (train, validation) = (split.Train.ToArray(), split.Validation.ToArray());
        var originals = all.Train.ToArray().Select(image => image / 5).Distinct().ToArray();
        var held = originals[^(int)Math.Ceiling(0.25 * originals.Length)..];

        Assert.Equal(all.Test.ToArray(), split.Test.ToArray());
        Assert.Equal(all.Train.ToArray().Where(image => !held.Contains(image / 5)), train);
        Assert.Equal(all.Train.ToArray().Where(image => held.Contains(image / 5)), validation);
        Assert.Empty(all.Validation.ToArray());
    }

    [Fact]
    public void Validation_images_are_that_share_of_the_training_originals_rounded_up_and_none_of_them_is_tested_on()
    {
        var split = Draw(Plan with { TrainFraction = 0.3, ValidationFraction = 0.2 }, 100);

        Assert.Equal((20 * 5, 5 * 5, 19 * 5), (split.Test.Length, split.Validation.Length, split.Train.Length));
        Assert.Distinct(((int[])[.. split.Test, .. split.Validation, .. split.Train]).AsEnumerable());
    }

    [Theory]
    [InlineData(SplitTiming.Before)]
    [InlineData(SplitTiming.After)]
    public void Smaller_training_sets_are_subsets_of_larger_ones_with_validation_too(SplitTiming timing)
    {
        var plan = Plan with { Timing = timing, ValidationFraction = 0.4 };
        int[] smaller = [];
        for (var fraction = 0.05; fraction < 1; fraction += 0.05)
        {
            var larger = Draw(plan with { TrainFraction = fraction }, 40).Train.ToArray();
            Assert.Subset(larger.ToHashSet(), smaller.ToHashSet());
            smaller = larger;
        }
    }

    [Theory]
    [InlineData(SplitTiming.Before, 0.5, 3, 1)]
    [InlineData(SplitTiming.Before, 0.9, 10, 0)]
    [InlineData(SplitTiming.Before, 0.8, 10, 1)]
    [InlineData(SplitTiming.After, 0.5, 3, 1)]
    public void No_split_trains_on_fewer_originals_than_its_plan_says(SplitTiming timing, double fraction, int originals, int min)
    {
        var plan = new SplitPlan(timing, 0.2, 1, fraction);

        Assert.Equal(min, Split.MinTrainedOriginals(plan, originals, Enlargement.Copies));
        for (uint replicate = 0; replicate < 20; replicate++)
        {
            var split = Split.Draw(plan, originals, Enlargement.Copies, StreamIndices.Replicate(1, replicate));
            Assert.True(split.Train.ToArray().Select(image => image / Enlargement.Copies).Distinct().Count() >= min);
        }
    }

    [Theory]
    [InlineData(0.2, 10, 2)]
    [InlineData(0.1, 30, 3)]
    [InlineData(0.7, 10, 7)]
    [InlineData(0.0001, 10, 1)]
    [InlineData(0.9999, 10, 9)]
    public void Test_fraction_is_rounded_up_and_leaves_images_on_both_sides(double fraction, int originals, int tested) =>
        Assert.Equal(tested * 5, Draw(Plan with { TestFraction = fraction }, originals).Test.Length);

    private static Split Draw(SplitPlan plan, int originals) => Split.Draw(plan, originals, Enlargement.Copies, Indices);
}
