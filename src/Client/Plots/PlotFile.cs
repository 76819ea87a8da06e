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

    /// <summary>The figures by name: what draws each, and what a sweep without it lacks.</summary>
    public static IReadOnlyDictionary<string, (Func<FigureData, Figure?> Draw, string Lack)> Figures { get; } =
        new Dictionary<string, (Func<FigureData, Figure?>, string)>
        {
            ["runs"] = (StripPlot.Draw, "No trial has completed. symmetry run resumes the sweep."),
            ["differences"] = (DifferencePlot.Draw, "No other cell has a completed replicate in common with the baseline."),
            ["curves"] = (CurvePlot.Draw, "No numeric axis has three or more values, or no trial has completed."),
            ["effects"] = (EffectPlot.Draw, "No axis has two values whose cells have two replicates in common."),
            ["shares"] = (SharePlot.Draw, "It needs a complete grid of two axes, and variance between its cells beyond the noise of independent replicates."),
            ["interaction"] = (InteractionPlot.Draw, "No two axes have a complete grid whose cells have two replicates in common."),
            ["tuning"] = (TuningPlot.Draw,
                "Name the axis whose tuned values are compared, --between AXIS; a value needs a replicate that all its cells ended."),
            ["features"] = (FeaturePicture.Draw, "The sweep does not use the built-in digits."),
        };

    /// <summary>Writes one figure.</summary>
    /// <param name="data">The results.</param>
    /// <param name="name">One of <see cref="Figures"/>.</param>
    /// <param name="path">The file; its name ends in .svg or .png.</param>
    /// <exception cref="UsageException">The sweep has no such figure, or the file cannot be written.</exception>
    public static async Task WriteAsync(FigureData data, string name, string path)
    {
        var (draw, lack) = Figures[name];
        var figure = draw(data) ?? throw new UsageException($"{data.Sweep.Id} has no figure '{name}'. {lack}");
        var svg = figure.Drawing.ToFile();
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
