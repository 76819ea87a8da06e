namespace Symmetry.Analysis.Figures;

/// <summary>A plot with rows for cells: panels below each other, each with a horizontal axis, and a legend.</summary>
internal sealed class RowPlot(string description, double left)
{
    private readonly double right = left + 606;
    private Scale scale = Scale.Covering([]);
    private double bottom;

    public Svg Svg { get; } = new(description) { Width = left + 630 };

    /// <summary>The place of a value on the current panel's axis.</summary>
    public double At(double value) => left + (scale.At(value) * (right - left));

    /// <summary>Draws a panel below the previous one.</summary>
    /// <remarks>Each line has its cell's name and one beside the axis, the values that the axis must cover, and what draws it below a given y.</remarks>
    /// <param name="title">The text above the panel.</param>
    /// <param name="axis">The name of its axis.</param>
    /// <param name="line">The height of a line.</param>
    /// <param name="gap">The space between cells.</param>
    /// <param name="lines">The lines, those of a cell in their order.</param>
    /// <param name="marked">A value with a dashed line through all rows; NaN for none.</param>
    public void Panel(
        string title, string axis, double line, double gap,
        IReadOnlyCollection<(string Cell, string Side, IEnumerable<double> Values, Action<double> Draw)> lines, double marked = double.NaN)
    {
        var cells = lines.GroupBy(drawn => drawn.Cell).ToList();
        scale = Scale.Covering(lines.SelectMany(drawn => drawn.Values).Append(marked));
        Svg.Words("name", left, bottom + 13, title);
        var (top, y) = (bottom + 22, bottom + 22);
        bottom = top + (lines.Count * line) + (cells.Count * gap);
        foreach (var tick in scale.Ticks)
        {
            Svg.Line("grid", At(tick), top, At(tick), bottom);
            Svg.Words("tick", At(tick), bottom + 16, Numbers.Fixed(tick, scale.Decimals), "middle");
        }

        Svg.Line("axis", left, bottom, right, bottom);
        Svg.Words("name", (left + right) / 2, bottom + 36, axis, "middle");
        if (double.IsFinite(marked))
        {
            Svg.Line("zero", At(marked), top, At(marked), bottom);
        }

        foreach (var cell in cells)
        {
            y += gap / 2;
            Svg.Words("cell", 0, y + (cell.Count() * line / 2) + 4, cell.Key);
            foreach (var drawn in cell)
            {
                Svg.Words("side", left - 14, y + Math.Min(18, (line / 2) + 4), drawn.Side, "end");
                drawn.Draw(y);
                y += line;
            }

            y += gap / 2;
            Svg.Line("rule", 0, y, right, y);
        }

        bottom += 58;
    }

    /// <summary>Draws the mark of a value: a triangle for −X, a disc for all else.</summary>
    public void Mark(Metric metric, double x, double y, double radius)
    {
        if (metric == KnownMetrics.AccuracyInverted)
        {
            Svg.Triangle("inverted", x, y, radius + 0.4);
        }
        else
        {
            Svg.Disc("original", x, y, radius);
        }
    }

    public void Interval(string style, Interval? interval, double y)
    {
        if (interval is { } shown)
        {
            Svg.Line(style, At(shown.Lower), y, At(shown.Upper), y);
        }
    }

    /// <summary>Ends the plot with its legend.</summary>
    /// <param name="entries">A text, whether the plot has what it explains, and what draws an example around a given place.</param>
    public void Legend(params IEnumerable<(string Text, bool Occurs, Action<double, double> Draw)> entries)
    {
        var x = 0.0;
        foreach (var (text, _, draw) in entries.Where(entry => entry.Occurs))
        {
            var width = 50 + Svg.WidthOf(text);
            if (x + width > Svg.Width)
            {
                (x, bottom) = (0, bottom + 22);
            }

            draw(x + 10, bottom + 8);
            Svg.Words("key", x + 26, bottom + 12, text);
            x += width;
        }

        Svg.Height = bottom + 18;
    }
}
