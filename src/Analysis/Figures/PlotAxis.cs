using Symmetry.Analysis.Text;

namespace Symmetry.Analysis.Figures;

/// <summary>The horizontal axis of a plot whose lines are cells: where numbers lie, and the grid behind them.</summary>
/// <param name="Scale">The numbers.</param>
/// <param name="Left">Where the scale begins.</param>
/// <param name="Right">Where it ends.</param>
internal sealed record PlotAxis(Scale Scale, double Left, double Right)
{
    /// <summary>Where a number lies.</summary>
    public double At(double value) => Left + (Scale.At(value) * (Right - Left));

    /// <summary>Draws the grid from top to bottom, the ticks' numbers below it and the axis' name below them.</summary>
    public void Draw(Svg svg, double top, double bottom, string name)
    {
        foreach (var tick in Scale.Ticks)
        {
            svg.Line("grid", At(tick), top, At(tick), bottom);
            svg.Words("tick", At(tick), bottom + 16, Numbers.Fixed(tick, Scale.Decimals), "middle");
        }

        svg.Line("axis", Left, bottom, Right, bottom);
        svg.Words("name", (Left + Right) / 2, bottom + 36, name, "middle");
    }
}
