using Symmetry.Engine.Data;
using Symmetry.Engine.Features;
using Symmetry.Engine.Numerics;

namespace Symmetry.Analysis.Figures;

/// <summary>Figure 1 of the paper and a little more: an image and its inversion, and what three invariant feature maps make of both.</summary>
public static class FeaturePicture
{
    // The first 3 of the data set.
    private const int Image = 3;

    private const double Pixel = 17;
    private const double Top = 24;
    private const double Left = 42;
    private const double Gap = 34;

    /// <summary>Draws the eight panels; null if the sweep does not use the built-in digits.</summary>
    public static Figure? Draw(FigureData data)
    {
        if (!data.Sweep.DataSets.Any(set => set.IsEmbedded))
        {
            return null;
        }

        var images = Digits.Images;
        var (height, width) = (images.Height * Pixel, images.Width * Pixel);
        var permutation = PixelPermutation.Draw(images.Pixels, StreamIndices.Replicate(data.Sweep.Spec.Seed, 0));
        (string Name, IFeatureMapFactory Factory)[] maps =
        [
            ("pixels", FeatureMaps.Identity), ("square", FeatureMaps.Square),
            ("gradient", FeatureMaps.Gradient), ("permutation", FeatureMaps.Permutation),
        ];
        var x = images.Image(Image).ToArray();
        (string Name, float[] Pixels)[] lines = [("x", x), ("-x", Array.ConvertAll(x, value => -value))];
        var svg = new Svg("A handwritten 3 and its inversion, and their square, gradient and permutation features: the features of both are the same.")
        {
            Width = Left + (maps.Length * width) + ((maps.Length - 1) * Gap) + 2,
            Height = Top + (2 * height) + Gap + 2,
        };
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

        return new Figure(
            svg,
            $"Image {Image} of the data set, a 3, and its inversion (left), as Figure 1 of the paper has them, with their square, gradient and "
            + "permutation features: the features of both have the same bits. White is -1, black is 1; P is that of replicate 0.");
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
