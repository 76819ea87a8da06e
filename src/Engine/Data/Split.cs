using Symmetry.Engine.Mlp;
using Symmetry.Engine.Numerics;
using Symmetry.Engine.Settings;

namespace Symmetry.Engine.Data;

/// <summary>Which images of an enlarged data set are trained on and which are tested on; no image is in both.</summary>
/// <remarks>
/// The units that are divided are originals with all their copies, or single copies (<see cref="SplitTiming"/>). They are put
/// into a drawn order; the first ⌈fraction·n⌉ are tested on, at least one and at most all but one; of the others the first
/// ⌈trainFraction·rest⌉ are trained on, so that smaller training sets lie inside larger ones.
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

    /// <summary>Images to train on, by their number in the enlarged set, in drawn order.</summary>
    public ReadOnlySpan<int> Train => train;

    /// <summary>Images to test on, likewise.</summary>
    public ReadOnlySpan<int> Test => test;

    /// <summary>Draws a split.</summary>
    /// <param name="originals">How many originals there are; at least 2.</param>
    /// <param name="settings">When to split, and the fractions.</param>
    /// <param name="draws">The split's stream.</param>
    public static Split Draw(int originals, TrialSettings settings, StreamIndices draws)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(originals, 2);
        var copies = settings.Split == SplitTiming.Before ? Enlargement.CopiesOf(settings) : 1;
        var units = settings.Split == SplitTiming.Before ? originals : originals * Enlargement.CopiesOf(settings);
        var order = new int[units];
        for (var i = 0; i < units; i++)
        {
            order[i] = i;
        }

        draws.Stream(Purpose.Split).Shuffle(order.AsSpan());
        var tested = Math.Clamp(Ceiling(settings.TestFraction, units), 1, units - 1);
        var trained = Ceiling(settings.TrainFraction, units - tested);
        return new Split(Images(order.AsSpan(tested, trained), copies), Images(order.AsSpan(0, tested), copies));
    }

    // In decimal, so that 0.2 of 10 is 2 and not 3.
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
