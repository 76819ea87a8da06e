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
    public static PixelRange FromValues(string file, IReadOnlyCollection<double> raw)
    {
        var range = new PixelRange(raw.Min(), raw.Max());
        return range.Low < range.High && double.IsFinite(range.High - range.Low)
            ? range
            : throw new DataFileException($"{file}: every pixel is {Format(range.Low)}: the images are blank.");
    }

    /// <summary>Scales x = 2·(raw − low)/(high − low) − 1 in double and rounds to float, so every machine gets the same bits.</summary>
    /// <param name="file">The file, for messages.</param>
    /// <param name="raw">The values of all images.</param>
    /// <param name="pixels">The number of pixels in an image.</param>
    /// <exception cref="DataFileException">A value is outside the range.</exception>
    public float[] Scale(string file, IReadOnlyCollection<double> raw, int pixels)
    {
        var scaled = new float[raw.Count];
        var i = 0;
        foreach (var value in raw)
        {
            scaled[i] = Contains(value) ? Scale(value) : throw Outside(file, value, i, pixels);
            i++;
        }

        return scaled;
    }

    /// <summary>What <see cref="Scale(string, IReadOnlyCollection{double}, int)"/> makes of each byte; NaN for those outside of the range.</summary>
    public float[] ScaleBytes() => Array.ConvertAll([.. Enumerable.Range(0, 256)], value => Contains(value) ? Scale(value) : float.NaN);

    /// <summary>Says that a value is outside of the range.</summary>
    /// <param name="file">The file.</param>
    /// <param name="value">The value.</param>
    /// <param name="i">Its place among the values of all images.</param>
    /// <param name="pixels">The number of pixels in an image.</param>
    public DataFileException Outside(string file, double value, int i, int pixels) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"{file}: pixel {i % pixels} of image {i / pixels} is {Format(value)}, "
        + $"outside the range {Format(Low)} to {Format(High)}. The key 'range' sets it."));

    private bool Contains(double value) => value >= Low && value <= High;

    private float Scale(double value) => (float)((2 * (value - Low) / (High - Low)) - 1);

    private static string Format(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
