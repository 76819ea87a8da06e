using Symmetry.Analysis.Runs;
using Symmetry.Analysis.Text;
using Symmetry.Engine.Experiments.Mlp;

namespace Symmetry.Analysis.Figures;

/// <summary>One number over the epochs of several trainings; each line is named where it ends.</summary>
public static class EpochPlot
{
    private const double Width = 960;
    private const double Height = 300;
    private const double Left = 64;
    private const double Right = 640;
    private const double Top = 12;
    private const double Bottom = 250;
    private const double NameHeight = 15;

    /// <summary>Draws the lines.</summary>
    /// <param name="sweep">The sweep, for the names of cells.</param>
    /// <param name="curves">At least one, each with at least one point.</param>
    /// <param name="what">What is drawn, in words.</param>
    /// <param name="read">The number.</param>
    public static string Draw(Sweep sweep, IReadOnlyList<TrainedCurve> curves, string what, Func<CurvePoint, double> read)
    {
        var last = Math.Max(1, curves.Max(curve => curve.Points[^1].Epochs));
        var scale = Scale.Covering(curves.SelectMany(curve => curve.Points).Select(read));
        var svg = new Svg(Width, Height, $"{what} over epochs: " + string.Join("; ", curves.Select(curve =>
            $"{CellLabel.Long(sweep, curve.Cell)} from {Numbers.Fixed(read(curve.Points[0]), 3)} to {Numbers.Fixed(read(curve.Points[^1]), 3)}")) + ".");
        foreach (var tick in scale.Ticks)
        {
            svg.Line("grid", Left, Y(tick), Right, Y(tick));
            svg.Words("tick", Left - 8, Y(tick) + 4, Numbers.Fixed(tick, scale.Decimals), "end");
        }

        foreach (var epochs in Scale.Covering([0, last]).Ticks.Where(tick => tick <= last && tick == Math.Floor(tick)))
        {
            svg.Words("tick", X(epochs), Bottom + 18, Numbers.Exact(epochs), "middle");
        }

        svg.Line("axis", Left, Bottom, Right, Bottom);
        svg.Words("name", (Left + Right) / 2, Bottom + 40, "epochs", "middle");
        var names = double.NegativeInfinity;
        foreach (var curve in curves.OrderByDescending(curve => read(curve.Points[^1])))
        {
            // Dashes tell lines apart where colours do not.
            var end = Y(read(curve.Points[^1]));
            svg.Path(curve.Cell.Settings is MlpSettings { IsInvariant: true } ? "curve original" : "curve inverted", curve.Points.Select(point => (X(point.Epochs), Y(read(point)))));
            names = Math.Max(end + 4, names + NameHeight);
            svg.Line("rule", X(curve.Points[^1].Epochs), end, Right + 12, names - 4);
            svg.Words("key", Right + 14, names, CellLabel.Long(sweep, curve.Cell));
        }

        return svg.Finish();

        double X(double epochs) => Left + (epochs * (Right - Left) / last);
        double Y(double value) => Bottom - (scale.At(value) * (Bottom - Top));
    }
}
