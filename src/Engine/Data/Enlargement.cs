namespace Symmetry.Engine.Data;

/// <summary>Enlarges a data set five times: each image, and the image shifted by one pixel right, left, up and down.</summary>
/// <remarks>The copies of image i are 5i to 5i + 4, in that order. Section 3 of the paper, which does not say what fills the vacated row or column.</remarks>
public static class Enlargement
{
    /// <summary>Images per original after the enlargement, the original included.</summary>
    public const int Copies = 5;

    // How far the content moves: (rows down, columns right).
    private static readonly (int Down, int Right)[] Shifts = [(0, 0), (0, 1), (0, -1), (-1, 0), (1, 0)];

    /// <summary>Enlarges a data set.</summary>
    /// <param name="originals">The images.</param>
    /// <param name="fill">What fills the vacated row or column.</param>
    public static ImageSet Enlarge(ImageSet originals, ShiftFill fill)
    {
        ArgumentNullException.ThrowIfNull(originals);
        var pixels = new float[originals.Count * Copies * originals.Pixels];
        var labels = new byte[originals.Count * Copies];
        for (var i = 0; i < originals.Count; i++)
        {
            for (var copy = 0; copy < Copies; copy++)
            {
                var target = pixels.AsSpan(((i * Copies) + copy) * originals.Pixels, originals.Pixels);
                Shift(originals.Image(i), target, originals.Height, originals.Width, Shifts[copy], fill);
                labels[(i * Copies) + copy] = originals.Labels[i];
            }
        }

        return new ImageSet(originals.Height, originals.Width, originals.Classes, pixels, labels);
    }

    private static void Shift(ReadOnlySpan<float> image, Span<float> shifted, int height, int width, (int Down, int Right) by, ShiftFill fill)
    {
        for (var row = 0; row < height; row++)
        {
            for (var column = 0; column < width; column++)
            {
                var fromRow = row - by.Down;
                var fromColumn = column - by.Right;
                var isInside = fromRow >= 0 && fromRow < height && fromColumn >= 0 && fromColumn < width;
                shifted[(row * width) + column] = isInside
                    ? image[(fromRow * width) + fromColumn]
                    : fill switch
                    {
                        ShiftFill.Background => -1f,
                        ShiftFill.Zero => 0f,
                        ShiftFill.Wrap => image[((fromRow + height) % height * width) + ((fromColumn + width) % width)],
                        ShiftFill.Edge => image[(Math.Clamp(fromRow, 0, height - 1) * width) + Math.Clamp(fromColumn, 0, width - 1)],
                        _ => throw new ArgumentOutOfRangeException(nameof(fill), fill, "Unknown fill."),
                    };
            }
        }
    }
}
