namespace Symmetry.Engine.Data;

/// <summary>Which images of an enlarged data set are trained on and which are tested on; no image is in both.</summary>
/// <remarks>
/// The units of the split are originals with all their copies, or single images (<see cref="SplitTiming"/>). They are shuffled. The
/// first ⌈testFraction·n⌉ are tested on, at least one and at most all but one. Of the rest, the first ⌈trainFraction·rest⌉ are
/// trained on, so smaller training sets are subsets of larger ones.
/// </remarks>
public sealed class Split
{
    private readonly int[] train;
    private readonly int[] test;

    private Split(int[] train, int[] test)
    {
        this.train = train;
        this.test = test;
    }

    /// <summary>The images to train on, by their number in the enlarged set, in shuffled order.</summary>
    public ReadOnlySpan<int> Train => train;

    /// <summary>The images to test on, by their number in the enlarged set, in shuffled order.</summary>
    public ReadOnlySpan<int> Test => test;

    /// <summary>Draws a split.</summary>
    /// <param name="plan">When to split, and the fractions.</param>
    /// <param name="originals">The number of originals, at least 2.</param>
    /// <param name="copies">Images per original.</param>
    /// <param name="indices">The stream of the split.</param>
    public static Split Draw(SplitPlan plan, int originals, int copies, StreamIndices indices)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(originals, 2);
        var perUnit = plan.Timing is SplitTiming.Before ? copies : 1;
        var units = originals * copies / perUnit;
        var order = new int[units];
        for (var i = 0; i < units; i++)
        {
            order[i] = i;
        }

        indices.Stream(Purpose.Split).Shuffle(order.AsSpan());
        var tested = Math.Clamp(Ceiling(plan.TestFraction, units), 1, units - 1);
        var trained = Ceiling(plan.TrainFraction, units - tested);
        return new Split(Images(order.AsSpan(tested, trained), perUnit), Images(order.AsSpan(0, tested), perUnit));
    }

    // In decimal, so that 0.2 of 10 is exactly 2.
    private static int Ceiling(double fraction, int count) => (int)Math.Ceiling((decimal)fraction * count);

    private static int[] Images(ReadOnlySpan<int> units, int copies)
    {
        var images = new int[units.Length * copies];
        for (var i = 0; i < images.Length; i++)
        {
            images[i] = (units[i / copies] * copies) + (i % copies);
        }

        return images;
    }
}
