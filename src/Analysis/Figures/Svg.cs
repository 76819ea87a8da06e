using System.Net;
using System.Text;
using Symmetry.Analysis.Text;

namespace Symmetry.Analysis.Figures;

/// <summary>A picture as inline SVG. Colours come from classes of the report's style sheet, so that it follows light, dark and print.</summary>
internal sealed class Svg
{
    private readonly StringBuilder text = new();

    /// <summary>Begins a picture.</summary>
    /// <param name="width">In units of the picture; it shrinks with the page.</param>
    /// <param name="height">In the same units.</param>
    /// <param name="description">What can be seen, for those who do not see it.</param>
    public Svg(double width, double height, string description)
    {
        text.Append(CultureInfo.InvariantCulture, $"<svg class=\"plot\" viewBox=\"0 0 {Number(width)} {Number(height)}\" ");
        text.Append(CultureInfo.InvariantCulture, $"style=\"max-width:{Number(width)}px\" role=\"img\" aria-label=\"{WebUtility.HtmlEncode(description)}\">\n");
    }

    /// <summary>A straight line.</summary>
    public void Line(string style, double x1, double y1, double x2, double y2) =>
        Element($"<line class=\"{style}\" x1=\"{Number(x1)}\" y1=\"{Number(y1)}\" x2=\"{Number(x2)}\" y2=\"{Number(y2)}\"/>");

    /// <summary>A rectangle; <paramref name="fill"/> is a colour of the picture itself, such as a pixel's grey.</summary>
    public void Box(string style, double x, double y, double width, double height, string fill = "") => Element(
        $"<rect class=\"{style}\" x=\"{Number(x)}\" y=\"{Number(y)}\" width=\"{Number(width)}\" height=\"{Number(height)}\"{(fill.Length > 0 ? $" fill=\"{fill}\"" : "")}/>");

    /// <summary>A disc.</summary>
    public void Disc(string style, double x, double y, double radius) =>
        Element($"<circle class=\"{style}\" cx=\"{Number(x)}\" cy=\"{Number(y)}\" r=\"{Number(radius)}\"/>");

    /// <summary>A triangle that points up.</summary>
    public void Triangle(string style, double x, double y, double radius) => Element(
        $"<path class=\"{style}\" d=\"M{Number(x)} {Number(y - radius)}l{Number(radius)} {Number(1.75 * radius)}h{Number(-2 * radius)}z\"/>");

    /// <summary>A square that stands on a corner.</summary>
    public void Diamond(string style, double x, double y, double radius) => Element(
        $"<path class=\"{style}\" d=\"M{Number(x)} {Number(y - radius)}l{Number(radius)} {Number(radius)}l{Number(-radius)} {Number(radius)}l{Number(-radius)} {Number(-radius)}z\"/>");

    /// <summary>Words; <paramref name="anchor"/> is start, middle or end.</summary>
    public void Words(string style, double x, double y, string words, string anchor = "start") =>
        Element($"<text class=\"{style}\" x=\"{Number(x)}\" y=\"{Number(y)}\" text-anchor=\"{anchor}\">{Html.Plain(words)}</text>");

    /// <summary>A line through points, broken where a number is not finite.</summary>
    public void Path(string style, IEnumerable<(double X, double Y)> points) =>
        Element($"<polyline class=\"{style}\" points=\"{string.Join(' ', points.Select(point => $"{Number(point.X)},{Number(point.Y)}"))}\"/>");

    /// <summary>Ends the picture.</summary>
    public string Finish() => text.Append("</svg>\n").ToString();

    private void Element(string element) => text.Append(element).Append('\n');

    private static string Number(double value) => Math.Round(value, 2).ToString("0.##", CultureInfo.InvariantCulture);
}
