using Symmetry.Engine.Experiments.Mlp;

namespace Symmetry.Analysis.Figures;

/// <summary>One number over the epochs of several trainings.</summary>
public static class EpochPlot
{
    /// <summary>Draws the loss, the rate on X, and that on -X of cells that see pixels; for invariant features both rates are the same.</summary>
    /// <param name="sweep">The sweep, for the names of cells.</param>
    /// <param name="curves">At least one, each with at least one point.</param>
    public static IEnumerable<Figure> DrawAll(Sweep sweep, IReadOnlyList<TrainedCurve> curves)
    {
        yield return Draw(sweep, curves, "Mean loss over the training rows", point => point.TrainLoss);
        yield return Draw(sweep, curves, "Rate on X", point => point.Original);
        List<TrainedCurve> ofPixels = [.. curves.Where(curve => curve.Cell.Settings is not MlpSettings { IsInvariant: true })];
        if (ofPixels.Count > 0)
        {
            yield return Draw(sweep, ofPixels, "Rate on -X of cells that see pixels", point => point.Inverted);
        }
    }

    // Solid lines for invariant features, dashed ones for pixels.
    private static Figure Draw(Sweep sweep, IReadOnlyList<TrainedCurve> curves, string what, Func<CurvePoint, double> read)
    {
        double last = Math.Max(1, curves.Max(curve => curve.Points[^1].Epochs));
        var plot = new LinePlot(
            $"{what} over epochs: " + string.Join("; ", curves.Select(curve =>
                $"{CellLabel.Long(sweep, curve.Cell)} from {Numbers.Fixed(read(curve.Points[0]), 3)} to {Numbers.Fixed(read(curve.Points[^1]), 3)}")) + ".",
            what,
            "epochs",
            Scale.Covering([0, last]).Ticks.Where(tick => tick <= last && tick == Math.Floor(tick)).Select(tick => (tick / last, Numbers.Exact(tick))),
            curves.SelectMany(curve => curve.Points).Select(read));
        foreach (var curve in curves.OrderByDescending(curve => read(curve.Points[^1])))
        {
            plot.Add(
                curve.Cell.Settings is MlpSettings { IsInvariant: true } ? "curve original" : "curve inverted",
                [.. curve.Points.Select(point => (point.Epochs / last, read(point)))],
                CellLabel.Long(sweep, curve.Cell));
        }

        return new Figure(plot.Svg, $"{what}, by epoch.");
    }
}
