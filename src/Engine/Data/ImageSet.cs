namespace Symmetry.Engine.Data;

/// <summary>Labelled images of one size. Immutable and safe to share.</summary>
public sealed class ImageSet
{
    /// <summary>The maximum number of pixels of all images together: 50,000,000, which are 1 GB with their copies.</summary>
    public const int MaxPixels = 50_000_000;

    private readonly float[] pixels;
    private readonly byte[] labels;

    /// <summary>Creates a set from images × (height·width) pixels, row by row, and one label per image.</summary>
    /// <param name="height">Rows of pixels in an image; at least 1.</param>
    /// <param name="width">Columns of pixels in an image; at least 1.</param>
    /// <param name="classes">The number of classes, 2 … 256.</param>
    /// <param name="pixels">Scaled pixels, usually in [−1, 1], all finite.</param>
    /// <param name="labels">Classes, 0 … <paramref name="classes"/> − 1.</param>
    /// <exception cref="ArgumentException">The lengths do not match, a label is out of range, or a pixel is not finite.</exception>
    public ImageSet(int height, int width, int classes, float[] pixels, byte[] labels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(classes, 256);
        if (pixels.Length != (long)labels.Length * height * width)
        {
            throw new ArgumentException(
                $"{labels.Length} images of {height} x {width} have {(long)labels.Length * height * width} pixels, got {pixels.Length}.",
                nameof(pixels));
        }

        if (labels.Any(label => label >= classes))
        {
            throw new ArgumentException($"Invalid label {labels.Max()}. Valid labels: 0 to {classes - 1}.", nameof(labels));
        }

        if (!pixels.All(float.IsFinite))
        {
            throw new ArgumentException("A pixel is not a finite number.", nameof(pixels));
        }

        Height = height;
        Width = width;
        Classes = classes;
        this.pixels = pixels;
        this.labels = labels;
    }

    /// <summary>Rows of pixels in an image.</summary>
    public int Height { get; }

    /// <summary>Columns of pixels in an image.</summary>
    public int Width { get; }

    /// <summary>The number of pixels in an image, M.</summary>
    public int Pixels => Height * Width;

    /// <summary>The number of classes.</summary>
    public int Classes { get; }

    /// <summary>The number of images.</summary>
    public int Count => labels.Length;

    /// <summary>One label per image.</summary>
    public ReadOnlySpan<byte> Labels => labels;

    /// <summary>All pixels, image by image and row by row.</summary>
    public ReadOnlySpan<float> Values => pixels;

    /// <summary>The pixels of image i, row by row.</summary>
    public ReadOnlySpan<float> Image(int i) => pixels.AsSpan(i * Pixels, Pixels);

    /// <summary>The images with 1 for pixels above 0, and −1 for the others: x_i² is 1 everywhere (section 2.3).</summary>
    public ImageSet Binarised() =>
        new(Height, Width, Classes, Array.ConvertAll(pixels, static value => value > 0 ? 1f : -1f), labels);
}
