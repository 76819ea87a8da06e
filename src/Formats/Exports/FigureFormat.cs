using SkiaSharp;
using Svg.Skia;
using Symmetry.Analysis.Figures;

namespace Symmetry.Formats.Exports;

/// <summary>Figures as files.</summary>
internal static class FigureFormat
{
    // PNG files have two pixels per pixel of the drawing, enough for a slide or a printed column.
    private const float Zoom = 2;

    /// <summary>The endings of names of such files, and their media types.</summary>
    public static IReadOnlyDictionary<string, string> Types { get; } = new Dictionary<string, string> { ["svg"] = "image/svg+xml", ["png"] = "image/png" };

    /// <summary>The bytes of a file.</summary>
    /// <param name="figure">The figure.</param>
    /// <param name="ending">One of <see cref="Types"/>.</param>
    /// <exception cref="UsageException">This machine has no fonts for a PNG.</exception>
    public static byte[] Write(Figure figure, string ending)
    {
        var svg = figure.Drawing.ToFile();
        return ending == "svg" ? Encoding.UTF8.GetBytes(svg) : Rasterise(svg);
    }

    private static byte[] Rasterise(string svg)
    {
        if (!HasFonts())
        {
            throw new UsageException("PNG files need a font and, on Linux, fontconfig. "
                + "Install them (Debian: apt-get install fontconfig) or write an .svg file.");
        }

        using var drawing = SKSvg.CreateFromSvg(svg);
        using var stream = new MemoryStream();
        drawing.Save(stream, SKColors.White, SKEncodedImageFormat.Png, scaleX: Zoom, scaleY: Zoom);
        return stream.ToArray();
    }

    // Without a font, Skia would leave out every text and report nothing.
    private static bool HasFonts()
    {
        try
        {
            return SKFontManager.Default.FontFamilyCount > 0;
        }
        catch (Exception e) when (e is DllNotFoundException or TypeInitializationException)
        {
            return false;
        }
    }
}
