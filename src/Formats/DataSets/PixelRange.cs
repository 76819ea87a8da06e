using Symmetry.Formats.Files;

namespace Symmetry.Formats.DataSets;

/// <summary>The raw values that map to −1 and 1.</summary>
/// <param name="Low">Maps to −1, the background that fills vacated pixels of shifted images.</param>
/// <param name="High">Maps to 1.</param>
internal sealed record PixelRange(double Low, double High)
{
    /// <summary>The range of a byte.</summary>
    public static PixelRange OfBytes { get; } = new(0, 255);

    /// <summary>The range from the smallest to the largest value.</summary>
    /// <exception cref="DataFileException">All values are the same.</exception>
    public static PixelRange FromValues(string file, double[] raw)
    {
        var range = new PixelRange(raw.Min(), raw.Max());
        return range.Low < range.High && double.IsFinite(range.High - range.Low)
            ? range
            : throw new DataFileException($"{file}: every pixel is {Format(range.Low)}: the images are blank.");
    }

    /// <summary>Scales x = 2·(raw − low)/(high − low) − 1 in double and rounds to float, so every machine gets the same bits.</summary>
    /// <exception cref="DataFileException">A value is outside the range.</exception>
    public float[] Scale(string file, double[] raw, int pixels)
    {
        var scaled = new float[raw.Length];
        for (var i = 0; i < raw.Length; i++)
        {
            if (!(raw[i] >= Low && raw[i] <= High))
            {
                throw new DataFileException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{file}: pixel {i % pixels} of image {i / pixels} is {Format(raw[i])}, "
                    + $"outside the range {Format(Low)} to {Format(High)}. The key 'range' sets it."));
            }

            scaled[i] = (float)((2 * (raw[i] - Low) / (High - Low)) - 1);
        }

        return scaled;
    }

    private static string Format(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
