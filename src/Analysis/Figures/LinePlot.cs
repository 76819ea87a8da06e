namespace Symmetry.Analysis.Figures;

/// <summary>A plot of lines, each named at its right end.</summary>
internal sealed class LinePlot
{
    private const double Left = 64;
    private const double Right = 640;
    private const double Top = 34;
    private const double Bottom = 300;
    private const double NameHeight = 15;

    private readonly Scale scale;
    private double lastName = double.NegativeInfinity;

    /// <summary>Draws the axes: a vertical one that covers <paramref name="values"/>, and a horizontal one with ticks at places from 0 to 1.</summary>
    public LinePlot(string description, string title, string axis, IEnumerable<(double At, string Text)> ticks, IEnumerable<double> values)
    {
        Svg = new Svg(description) { Width = Right, Height = Bottom + 46 };
        scale = Scale.Covering(values);
        Svg.Words("name", 0, 13, title);
        foreach (var tick in scale.Ticks)
        {
            Svg.Line("grid", Left, Y(tick), Right, Y(tick));
            Svg.Words("tick", Left - 8, Y(tick) + 4, Numbers.Fixed(tick, scale.Decimals), "end");
        }

        foreach (var (at, text) in ticks)
        {
            Svg.Words("tick", X(at), Bottom + 18, text, "middle");
        }

        Svg.Line("axis", Left, Bottom, Right, Bottom);
        Svg.Words("name", (Left + Right) / 2, Bottom + 40, axis, "middle");
    }

    public Svg Svg { get; }

    /// <summary>The place of a position from 0 to 1 on the horizontal axis.</summary>
    public static double X(double at) => Left + 20 + (at * (Right - Left - 40));

    /// <summary>The place of a value on the vertical axis.</summary>
    public double Y(double value) => Bottom - (scale.At(value) * (Bottom - Top));

    /// <summary>Draws a line and its name. Add the line that ends highest first: names move down so that none covers another.</summary>
    public void Add(string style, IReadOnlyList<(double At, double Value)> points, string name)
    {
        var (x, end) = (X(points[^1].At), Y(points[^1].Value));
        lastName = Math.Max(end + 4, lastName + NameHeight);
        Svg.Path(style, points.Select(point => (X(point.At), Y(point.Value))));
        Svg.Line("rule", x, end, Right + 12, lastName - 4);
        Svg.Words("key", Right + 14, lastName, name);
        Svg.Width = Math.Max(Svg.Width, Right + 24 + Svg.WidthOf(name));
        Svg.Height = Math.Max(Svg.Height, lastName + 6);
    }
}
