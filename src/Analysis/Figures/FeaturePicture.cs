using Symmetry.Engine.Data;
using Symmetry.Engine.Features;
using Symmetry.Engine.Numerics;

namespace Symmetry.Analysis.Figures;

/// <summary>Figure 1 of the paper and a little more: an image and its inversion, and what three invariant feature maps make of both.</summary>
public static class FeaturePicture
{
    /// <summary>The image that is shown: the first 3 of the data set.</summary>
    public const int Image = 3;

    private const double Pixel = 17;
    private const double Top = 24;
    private const double Left = 42;
    private const double Gap = 34;

    /// <summary>Draws the eight panels.</summary>
    /// <param name="seed">The sweep's seed, whose replicate 0 draws P.</param>
    public static string Draw(long seed)
    {
        var images = Digits.Images;
        var (height, width) = (images.Height * Pixel, images.Width * Pixel);
        var permutation = PixelPermutation.Draw(images.Pixels, StreamIndices.Replicate(seed, 0));
        (string Name, IFeatureMapFactory Factory)[] maps =
        [
            ("pixels", FeatureMaps.Identity), ("square", FeatureMaps.Square),
            ("gradient", FeatureMaps.Gradient), ("permutation", FeatureMaps.Permutation),
        ];
        var x = images.Image(Image).ToArray();
        (string Name, float[] Pixels)[] lines = [("x", x), ("-x", Array.ConvertAll(x, value => -value))];
        var svg = new Svg(
            Left + (maps.Length * width) + ((maps.Length - 1) * Gap) + 2,
            Top + (2 * height) + Gap + 2,
            "A handwritten 3 and its inversion, and their square, gradient and permutation features: the features of both are the same.");
        for (var column = 0; column < maps.Length; column++)
        {
            var left = Left + (column * (width + Gap));
            var map = maps[column].Factory.CreateChecked(images.Height, images.Width, permutation);
            svg.Words("name", left + (width / 2), 14, maps[column].Name, "middle");
            for (var line = 0; line < lines.Length; line++)
            {
                var top = Top + (line * (height + Gap));
                var features = new float[map.Count];
                map.Apply(lines[line].Pixels, features);
                Panel(svg, features, images.Width, left, top);
                svg.Box("frame", left, top, width, height);
                if (column == 0)
                {
                    svg.Words("name", Left - 14, top + (height / 2) + 5, lines[line].Name, "end");
                }
            }
        }

        return svg.Finish();
    }

    // White is -1 and black is 1, as ink on paper; a little overlap leaves no seams between pixels.
    private static void Panel(Svg svg, float[] features, int width, double left, double top)
    {
        for (var i = 0; i < features.Length; i++)
        {
            var grey = (int)Math.Round(255 * (1 - ((Math.Clamp(features[i], -1f, 1f) + 1) / 2)));
            svg.Box(
                "pixel", left + (i % width * Pixel), top + (i / width * Pixel), Pixel, Pixel,
                string.Create(CultureInfo.InvariantCulture, $"rgb({grey},{grey},{grey})"));
        }
    }
}
