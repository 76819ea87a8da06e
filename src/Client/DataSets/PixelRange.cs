using System.Globalization;
using Symmetry.Analysis.Text;
using Symmetry.Engine.Data;

namespace Symmetry.Client.DataSets;

/// <summary>The raw values that become −1 and 1.</summary>
/// <param name="Low">Becomes −1, which is the background where images are shifted.</param>
/// <param name="High">Becomes 1.</param>
internal sealed record PixelRange(double Low, double High)
{
    /// <summary>What bytes can be.</summary>
    public static PixelRange OfBytes { get; } = new(0, 255);

    /// <summary>From the least to the greatest value.</summary>
    /// <exception cref="DataFileException">All are the same.</exception>
    public static PixelRange Of(string file, double[] raw)
    {
        var range = new PixelRange(raw.Min(), raw.Max());
        return range.Low < range.High && double.IsFinite(range.High - range.Low)
            ? range
            : throw new DataFileException($"{file}: every pixel is {Text(range.Low)}; allowed are images in which something can be seen.");
    }

    /// <summary>x = 2·(raw − low)/(high − low) − 1, in double and then rounded to a float: the same bits everywhere.</summary>
    /// <exception cref="DataFileException">A value lies outside.</exception>
    public float[] Scale(string file, double[] raw, int pixels)
    {
        var scaled = new float[raw.Length];
        for (var i = 0; i < raw.Length; i++)
        {
            if (!(raw[i] >= Low && raw[i] <= High))
            {
                throw new DataFileException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{file}: pixel {i % pixels} of image {i / pixels} is {Text(raw[i])}; allowed are numbers from {Text(Low)} to {Text(High)}, which range sets."));
            }

            scaled[i] = (float)((2 * (raw[i] - Low) / (High - Low)) - 1);
        }

        return scaled;
    }

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}

/// <summary>Puts images together, with sentences about what cannot be.</summary>
internal static class LabelledImages
{
    /// <summary>Makes images of raw values and labels 0, 1, …</summary>
    /// <exception cref="DataFileException">There are too few or too many.</exception>
    public static ImageSet Of(string file, int height, int width, double[] raw, int[] labels, PixelRange range)
    {
        RequireTwo(file, labels.Length);
        var classes = labels.Max() + 1;
        if (classes is < 2 or > 256)
        {
            throw new DataFileException($"{file} has {classes} classes; allowed are 2 to 256, labelled from 0.");
        }

        return new ImageSet(height, width, classes, range.Scale(file, raw, height * width), Array.ConvertAll(labels, label => (byte)label));
    }

    /// <summary>Refuses what is too little to train on and to test on.</summary>
    public static void RequireTwo(string file, int images)
    {
        if (images < 2)
        {
            throw new DataFileException($"{file} has {Numbers.Count(images, "image")}; allowed are 2 or more, to train on and to test on.");
        }
    }

    /// <summary>Refuses more pixels than the engine takes, before they are read.</summary>
    public static void RequireRoom(string file, long images, long pixels)
    {
        if (images * (double)pixels > ImageSet.MaxPixels)
        {
            throw new DataFileException(string.Create(
                CultureInfo.InvariantCulture, $"{file} has {images:#,0} images of {pixels:#,0} pixels; allowed are {ImageSet.MaxPixels:#,0} pixels together."));
        }
    }
}
