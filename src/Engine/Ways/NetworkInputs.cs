using System.Runtime.InteropServices;
using Symmetry.Engine.Data;
using Symmetry.Engine.Features;
using Symmetry.Engine.Groups;
using Symmetry.Engine.Invariants;
using Symmetry.Engine.Settings;

namespace Symmetry.Engine.Ways;

/// <summary>What a network sees of an image: its pixels, its orbit's canonical image, or standardised invariants.</summary>
internal sealed class NetworkInputs
{
    private readonly SymmetryGroup group;
    private readonly SymmetryWay way;
    private readonly FeatureMap? map;
    private readonly double[] means = [];
    private readonly double[] scales = [];

    /// <summary>Prepares the inputs of a way.</summary>
    /// <param name="settings">The way, and its invariants.</param>
    /// <param name="group">G.</param>
    /// <param name="images">The images.</param>
    /// <param name="train">Those that are trained on: invariants have mean 0 and standard deviation 1 over them.</param>
    public NetworkInputs(TrialSettings settings, SymmetryGroup group, ImageSet images, ReadOnlySpan<int> train)
    {
        this.group = group;
        way = settings.Symmetry;
        Count = group.Pixels;
        if (settings.Symmetry is SymmetryWay.Invariant)
        {
            map = InvariantMaps.Of(settings.Invariant, group);
            Count = map.Count;
            (means, scales) = Moments(map, images, train);
        }
    }

    /// <summary>How many inputs there are.</summary>
    public int Count { get; }

    /// <summary>Whether the inputs for testing are the same for all images of an orbit, bit for bit.</summary>
    public bool AreTheSameOnOrbits => way is SymmetryWay.Average or SymmetryWay.Canonical or SymmetryWay.Share;

    /// <summary>Writes the inputs for testing an image: those of training, but averages begin at the canonical image too.</summary>
    public void WriteTested(ReadOnlySpan<float> image, Span<float> inputs)
    {
        if (way is SymmetryWay.Average)
        {
            group.Canonical(image, inputs);
        }
        else
        {
            WriteTrained(image, inputs);
        }
    }

    /// <summary>Writes the inputs for training on an image.</summary>
    public void WriteTrained(ReadOnlySpan<float> image, Span<float> inputs)
    {
        if (way is SymmetryWay.Canonical or SymmetryWay.Share)
        {
            group.Canonical(image, inputs);
        }
        else if (map is null)
        {
            image.CopyTo(inputs);
        }
        else
        {
            map.Apply(image, inputs);
            for (var k = 0; k < inputs.Length; k++)
            {
                inputs[k] = (float)((inputs[k] - means[k]) * scales[k]);
            }
        }
    }

    /// <summary>The first of some images that has an image in its orbit with inputs of other bits, or −1.</summary>
    public int FirstVariant(ImageSet images, ReadOnlySpan<int> some)
    {
        Span<float> moved = new float[group.Pixels];
        Span<float> one = new float[Count];
        Span<float> other = new float[Count];
        foreach (var image in some)
        {
            WriteTested(images.Image(image), one);
            for (var g = 1; g < group.Order; g++)
            {
                group.Apply(g, images.Image(image), moved);
                WriteTested(moved, other);
                if (!MemoryMarshal.AsBytes(one).SequenceEqual(MemoryMarshal.AsBytes(other)))
                {
                    return image;
                }
            }
        }

        return -1;
    }

    // Constant features become 0; sums in double in the order of the images.
    private static (double[] Means, double[] Scales) Moments(FeatureMap map, ImageSet images, ReadOnlySpan<int> train)
    {
        var features = new float[map.Count];
        var sums = new double[map.Count];
        var squares = new double[map.Count];
        foreach (var image in train)
        {
            map.Apply(images.Image(image), features);
            for (var k = 0; k < features.Length; k++)
            {
                sums[k] += features[k];
                squares[k] += (double)features[k] * features[k];
            }
        }

        // A feature that is 0 but for rounding (10⁻¹⁶ of the largest) or constant but for a float's (10⁻⁷) is made 0.
        var largest = squares.Max() / train.Length;
        for (var k = 0; k < features.Length; k++)
        {
            sums[k] /= train.Length;
            var meanSquare = squares[k] / train.Length;
            var variance = meanSquare - (sums[k] * sums[k]);
            squares[k] = variance > Math.Max(1e-9 * meanSquare, 1e-24 * largest) ? 1 / Math.Sqrt(variance) : 0;
        }

        return (sums, squares);
    }
}
