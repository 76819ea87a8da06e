using System.Net;
using System.Text;

namespace Symmetry.Analysis.Figures;

/// <summary>A drawing, as part of a page or as a file. Its colours come from <see cref="FigureStyle"/>.</summary>
/// <param name="description">What the drawing shows, for screen readers.</param>
public sealed class Svg(string description)
{
    private const double Margin = 16;

    private readonly StringBuilder elements = new();

    /// <summary>The width without margins, in pixels.</summary>
    public double Width { get; internal set; }

    /// <summary>The height without margins.</summary>
    public double Height { get; internal set; }

    /// <summary>The drawing for a page that contains <see cref="FigureStyle.ForPages"/>, which may make it smaller.</summary>
    public string ToHtml() => Element($"width=\"{Number(Width)}\" height=\"{Number(Height)}\"", 0, "");

    /// <summary>The drawing as a file of its own, in light colours, with a margin.</summary>
    public string ToFile()
    {
        var size = $"width=\"{Number(Width + (2 * Margin))}\" height=\"{Number(Height + (2 * Margin))}\"";
        return Element(
            $"xmlns=\"http://www.w3.org/2000/svg\" {size}",
            Margin,
            $"<style>\n{FigureStyle.ForFiles}</style>\n<rect class=\"page\" x=\"{-Margin}\" y=\"{-Margin}\" {size}/>\n");
    }

    /// <summary>An estimate of the width of a text, from wide sans-serif fonts.</summary>
    internal static double WidthOf(string text, double size = 12) => 0.53 * size * text.Length;

    internal void Line(string style, double x1, double y1, double x2, double y2) =>
        Append($"<line class=\"{style}\" x1=\"{Number(x1)}\" y1=\"{Number(y1)}\" x2=\"{Number(x2)}\" y2=\"{Number(y2)}\"/>");

    /// <summary>Draws a rectangle; <paramref name="fill"/> is a colour that the style sheet does not know, such as a pixel's grey.</summary>
    internal void Box(string style, double x, double y, double width, double height, string fill = "", double opacity = 1) => Append(
        $"<rect class=\"{style}\" x=\"{Number(x)}\" y=\"{Number(y)}\" width=\"{Number(width)}\""
        + $" height=\"{Number(height)}\"{(fill.Length > 0 ? $" fill=\"{fill}\"" : "")}{(opacity < 1 ? $" fill-opacity=\"{Number(opacity)}\"" : "")}/>");

    internal void Disc(string style, double x, double y, double radius) =>
        Append($"<circle class=\"{style}\" cx=\"{Number(x)}\" cy=\"{Number(y)}\" r=\"{Number(radius)}\"/>");

    internal void Triangle(string style, double x, double y, double radius) => Append(
        $"<path class=\"{style}\" d=\"M{Number(x)} {Number(y - radius)}l{Number(radius)} {Number(1.75 * radius)}h{Number(-2 * radius)}z\"/>");

    internal void Diamond(string style, double x, double y, double radius) => Append(
        $"<path class=\"{style}\" d=\"M{Number(x)} {Number(y - radius)}"
        + $"l{Number(radius)} {Number(radius)}l{Number(-radius)} {Number(radius)}l{Number(-radius)} {Number(-radius)}z\"/>");

    /// <summary>Writes a text; <paramref name="anchor"/> is start, middle or end.</summary>
    internal void Words(string style, double x, double y, string words, string anchor = "start") =>
        Append($"<text class=\"{style}\" x=\"{Number(x)}\" y=\"{Number(y)}\" text-anchor=\"{anchor}\">{Html.Plain(words)}</text>");

    internal void Path(string style, IEnumerable<(double X, double Y)> points) =>
        Append($"<polyline class=\"{style}\" points=\"{string.Join(' ', points.Select(point => $"{Number(point.X)},{Number(point.Y)}"))}\"/>");

    private static string Number(double value) => Math.Round(value, 2).ToString("0.##", CultureInfo.InvariantCulture);

    private string Element(string attributes, double margin, string head) =>
        $"<svg class=\"plot\" {attributes} viewBox=\"{Number(-margin)} {Number(-margin)} {Number(Width + (2 * margin))} {Number(Height + (2 * margin))}\" "
        + $"role=\"img\" aria-label=\"{WebUtility.HtmlEncode(description)}\">\n{head}{elements}</svg>\n";

    private void Append(string element) => elements.Append(element).Append('\n');
}
