namespace Symmetry.Engine.Data;

/// <summary>Which images of an enlarged data set are trained on, validated with and tested on; no image is in two of them.</summary>
/// <remarks>
/// <para>
/// The units of the split are originals with all their copies, or single images (<see cref="SplitTiming"/>). They are shuffled. The
/// first ⌈testFraction·n⌉ are tested on, at least one and at most all but one. Of the rest, the first ⌈trainFraction·rest⌉ are
/// trained on, so smaller training sets are subsets of larger ones.
/// </para>
/// <para>
/// With a validation fraction v, the originals of these units are taken in the order in which they first occur, and all units of the
/// last ⌈v·originals⌉ are held out for validation: the images that would be added last to the training set. So copies of an original
/// are never both trained on and validated with, whatever the timing; the test images do not depend on v; the training set is the one
/// without validation less its last originals; and smaller training sets are still subsets of larger ones. Fractions of the training
/// images count training and validation images together: all the labels that a model was chosen by.
/// </para>
/// </remarks>
public sealed class Split
{
    private readonly int[] train;
    private readonly int[] validation;
    private readonly int[] test;

    private Split(int[] train, int[] validation, int[] test)
    {
        this.train = train;
        this.validation = validation;
        this.test = test;
    }

    /// <summary>The images to train on, by their number in the enlarged set, in shuffled order.</summary>
    public ReadOnlySpan<int> Train => train;

    /// <summary>The images held out for validation, by their number in the enlarged set, in shuffled order; empty without a validation fraction.</summary>
    public ReadOnlySpan<int> Validation => validation;

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
        var (perUnit, units, tested, trained) = Sizes(plan, originals, copies);
        var order = new int[units];
        for (var i = 0; i < units; i++)
        {
            order[i] = i;
        }

        indices.Stream(Purpose.Split).Shuffle(order.AsSpan());
        var (train, validation) = HoldOut(order.AsSpan(tested, trained), copies / perUnit, plan.ValidationFraction);
        return new Split(Images(train, perUnit), Images(validation, perUnit), Images(order.AsSpan(0, tested), perUnit));
    }

    /// <summary>The number of originals that every split of a plan leaves to train on, at least; 0 if validation may take all of them.</summary>
    /// <param name="plan">When to split, and the fractions.</param>
    /// <param name="originals">The number of originals, at least 2.</param>
    /// <param name="copies">Images per original.</param>
    public static int MinTrainedOriginals(SplitPlan plan, int originals, int copies)
    {
        var (perUnit, _, _, trained) = Sizes(plan, originals, copies);
        var divided = (int)Math.Ceiling((decimal)trained * perUnit / copies);
        return divided - Ceiling(plan.ValidationFraction, divided);
    }

    private static (int PerUnit, int Units, int Tested, int Trained) Sizes(SplitPlan plan, int originals, int copies)
    {
        var perUnit = plan.Timing is SplitTiming.Before ? copies : 1;
        var units = originals * copies / perUnit;
        var tested = Math.Clamp(Ceiling(plan.TestFraction, units), 1, units - 1);
        return (perUnit, units, tested, Ceiling(plan.TrainFraction, units - tested));
    }

    // Divides units into those of the first originals and those of the last ones; both keep their order.
    private static (int[] Train, int[] Validation) HoldOut(ReadOnlySpan<int> units, int unitsPerOriginal, double fraction)
    {
        if (fraction == 0)
        {
            return (units.ToArray(), []);
        }

        var places = new Dictionary<int, int>();
        foreach (var unit in units)
        {
            places.TryAdd(unit / unitsPerOriginal, places.Count);
        }

        var trained = places.Count - Ceiling(fraction, places.Count);
        var isTrained = units.ToArray().ToLookup(unit => places[unit / unitsPerOriginal] < trained);
        return ([.. isTrained[true]], [.. isTrained[false]]);
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
