using Symmetry.Analysis.Runs;
using Symmetry.Analysis.Text;

namespace Symmetry.Analysis.Figures;

/// <summary>Means with their intervals along a numeric setting; each line is named where it ends.</summary>
public static class CurvePlot
{
    private const double Width = 960;
    private const double Height = 380;
    private const double Left = 64;
    private const double Right = 640;
    private const double Top = 12;
    private const double Bottom = 330;
    private const double NameHeight = 16;

    /// <summary>Draws the curves; places on the axis are evenly spaced by rank, because settings are often chosen by factors.</summary>
    public static string Draw(IReadOnlyList<Curve> curves, string setting, Metric metric)
    {
        var places = curves.SelectMany(curve => curve.Points.Select(point => point.At)).Distinct().Order().ToList();
        var scale = Scale.Covering(curves.SelectMany(curve => curve.Points).SelectMany(point =>
            (double[])[point.Mean.Value, point.Mean.Interval?.Lower ?? double.NaN, point.Mean.Interval?.Upper ?? double.NaN]));
        var svg = new Svg(Width, Height, $"{(metric == KnownMetrics.Accuracy ? "Rate on X" : MetricText.Heading(metric))} against {setting}: " + string.Join("; ", curves.Select(Describe)) + ".");
        foreach (var tick in scale.Ticks)
        {
            svg.Line("grid", Left, Y(tick), Right, Y(tick));
            svg.Words("tick", Left - 8, Y(tick) + 4, Numbers.Fixed(tick, scale.Decimals), "end");
        }

        foreach (var place in places)
        {
            svg.Words("tick", X(place), Bottom + 18, Numbers.Exact(place), "middle");
        }

        svg.Line("axis", Left, Bottom, Right, Bottom);
        svg.Words("name", (Left + Right) / 2, Bottom + 40, setting, "middle");
        var names = new List<double>();
        foreach (var curve in curves.Where(curve => curve.Points.Count > 0).OrderByDescending(curve => curve.Points[^1].Mean.Value))
        {
            svg.Path("curve original", curve.Points.Select(point => (X(point.At), Y(point.Mean.Value))));
            foreach (var (at, mean) in curve.Points)
            {
                if (mean.Interval is { } interval)
                {
                    svg.Line("onerun", X(at), Y(interval.Lower), X(at), Y(interval.Upper));
                }

                svg.Disc("original", X(at), Y(mean.Value), 3.5);
            }

            var wanted = Y(curve.Points[^1].Mean.Value) + 4;
            names.Add(names.Count == 0 ? wanted : Math.Max(wanted, names[^1] + NameHeight));
            svg.Words("key", Right + 14, names[^1], curve.Name);
        }

        return svg.Finish();

        double X(double at) => Left + 20 + (places.IndexOf(at) * (Right - Left - 40) / Math.Max(1, places.Count - 1));
        double Y(double rate) => Bottom - (scale.At(rate) * (Bottom - Top));
    }

    private static string Describe(Curve curve) =>
        $"{curve.Name}: {string.Join(", ", curve.Points.Select(point => $"{Numbers.Fixed(point.Mean.Value, 3)} at {Numbers.Exact(point.At)}"))}";
}
