using SkiaSharp;
using Svg.Skia;
using Symmetry.Analysis.Figures;
using Symmetry.Formats.Exports;

namespace Symmetry.Client.Plots;

/// <summary>Writes a figure of the report to a file of its own.</summary>
internal static class PlotFile
{
    // PNG files have two pixels per pixel of the drawing, enough for a slide or a printed column.
    private const float Zoom = 2;

    /// <summary>Writes one figure.</summary>
    /// <param name="data">The results.</param>
    /// <param name="name">One of <see cref="NamedFigures.Names"/>.</param>
    /// <param name="path">The file; its name ends in .svg or .png.</param>
    /// <exception cref="SelectionException">The sweep has no such figure.</exception>
    /// <exception cref="UsageException">The file cannot be written.</exception>
    public static async Task WriteAsync(FigureData data, string name, string path)
    {
        var svg = NamedFigures.Draw(data, name).Drawing.ToFile();
        var bytes = path.EndsWith(".svg", StringComparison.OrdinalIgnoreCase) ? Encoding.UTF8.GetBytes(svg) : Rasterise(svg);
        await AtomicFile.WriteBytesAsync(path, async stream => await stream.WriteAsync(bytes));
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
