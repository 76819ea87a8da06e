using Symmetry.Analysis.Questions.Tables;
using Symmetry.Engine.Settings;

namespace Symmetry.Analysis.Figures;

/// <summary>How a metric follows a numeric setting, everything else equal.</summary>
/// <param name="Name">What is equal, in words.</param>
/// <param name="Points">The setting's value and the mean with its interval, by increasing value.</param>
public sealed record Curve(string Name, IReadOnlyList<(double At, Estimate Mean)> Points)
{
    private const int MinPoints = 3;
    private const int MaxCurves = 8;

    /// <summary>The axis that curves run along: the first numeric one with at least three values that is not tied to others; null if there is none.</summary>
    public static Axis? FindAxis(Sweep sweep) =>
        sweep.Spec.Axes.FirstOrDefault(axis => axis.Setting.Kind is SettingKind.Number && axis.Values.Length >= MinPoints);

    /// <summary>The curves along an axis that have a point, at most eight of them.</summary>
    public static IReadOnlyList<Curve> Build(SweepTable table, Metric metric, Axis axis)
    {
        var sweep = table.Sweep;
        var place = sweep.Axes.IndexOf(axis);
        return
        [
            .. sweep.Cells.GroupBy(cell => string.Join('\n', cell.Coordinates.RemoveAt(place)))
                .Select(group => new Curve(
                    CellLabel.Long(sweep, group.First(), omitted: axis),
                    [
                        .. group.Select(cell => (
                            At: double.Parse(cell.Coordinates[place], CultureInfo.InvariantCulture),
                            Mean: table.Summary(cell, metric).Middle))
                            .Where(point => double.IsFinite(point.Mean.Value))
                            .OrderBy(point => point.At),
                    ]))
                .Where(curve => curve.Points.Count > 0)
                .Take(MaxCurves),
        ];
    }
}
