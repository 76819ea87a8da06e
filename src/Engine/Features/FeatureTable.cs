using System.Runtime.InteropServices;
using Symmetry.Engine.Data;

namespace Symmetry.Engine.Features;

/// <summary>The features of every image of a set, and of its inversion −x. Immutable and safe to share.</summary>
/// <remarks>
/// Row i is φ(x_i). Where φ is not invariant, row n + i is φ(−x_i), n being the number of images, unless these rows were left out; where it is,
/// both are row i.
/// </remarks>
public sealed class FeatureTable
{
    private readonly byte[] labels;

    /// <summary>Computes the features of all images.</summary>
    /// <param name="images">The images.</param>
    /// <param name="map">φ, for images of this size.</param>
    /// <param name="withInversions">Whether there are rows of −x where φ is not invariant. Default true.</param>
    public FeatureTable(ImageSet images, FeatureMap map, bool withInversions = true)
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentNullException.ThrowIfNull(map);
        Images = images;
        Map = map;
        var sides = map.IsInvariant || !withInversions ? 1 : 2;
        Matrix = new FeatureMatrix(images.Count * sides, map.Count);
        labels = new byte[images.Count * sides];
        Span<float> negated = new float[images.Pixels];
        for (var i = 0; i < images.Count; i++)
        {
            map.Apply(images.Image(i), Matrix.MutableRow(i));
            labels[i] = images.Labels[i];
            if (sides == 2)
            {
                Negate(images.Image(i), negated);
                map.Apply(negated, Matrix.MutableRow(images.Count + i));
                labels[images.Count + i] = images.Labels[i];
            }
        }
    }

    /// <summary>The images.</summary>
    public ImageSet Images { get; }

    /// <summary>φ.</summary>
    public FeatureMap Map { get; }

    /// <summary>The features: rows × features.</summary>
    public FeatureMatrix Matrix { get; }

    /// <summary>One label per row of the matrix.</summary>
    internal byte[] Labels => labels;

    /// <summary>The row of φ(x_i), or of φ(−x_i).</summary>
    public int RowOf(int image, bool isInverted) => isInverted && !Map.IsInvariant ? Images.Count + image : image;

    /// <summary>Writes φ(x_i), or φ(−x_i), which need not be in the table.</summary>
    public void CopyTo(int image, bool isInverted, Span<float> features)
    {
        if (!isInverted || Map.IsInvariant)
        {
            Matrix.Row(image).CopyTo(features);
            return;
        }

        Span<float> negated = new float[Images.Pixels];
        Negate(Images.Image(image), negated);
        Map.Apply(negated, features);
    }

    /// <summary>Recomputes φ(−x) for some images and compares its bits with those of φ(x).</summary>
    /// <param name="images">Images by number.</param>
    /// <returns>The first image whose bits differ, or −1.</returns>
    public int FirstVariant(ReadOnlySpan<int> images)
    {
        Span<float> negated = new float[Images.Pixels];
        Span<float> features = new float[Map.Count];
        foreach (var image in images)
        {
            Negate(Images.Image(image), negated);
            Map.Apply(negated, features);
            if (!MemoryMarshal.AsBytes<float>(features).SequenceEqual(MemoryMarshal.AsBytes(Matrix.Row(image))))
            {
                return image;
            }
        }

        return -1;
    }

    private static void Negate(ReadOnlySpan<float> x, Span<float> negated)
    {
        for (var i = 0; i < x.Length; i++)
        {
            negated[i] = -x[i];
        }
    }
}
