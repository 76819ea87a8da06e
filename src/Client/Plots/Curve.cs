using System.Globalization;
using Symmetry.Analysis.Statistics;
using Symmetry.Client.Results;
using Symmetry.Client.Tables;
using Symmetry.Engine.Settings;
using Symmetry.Engine.Sweeps;

namespace Symmetry.Client.Plots;

/// <summary>How the rate on X_test follows a numeric setting, everything else equal.</summary>
/// <param name="Name">What is equal, in words.</param>
/// <param name="Points">The setting's value and the mean with its interval, by increasing value.</param>
internal sealed record Curve(string Name, IReadOnlyList<(double At, Estimate Mean)> Points)
{
    private const int MinPoints = 3;
    private const int MaxCurves = 8;

    /// <summary>The axis that curves run along: the first numeric one with at least three values; null if there is none.</summary>
    public static Axis? AxisOf(Sweep sweep) => sweep.Spec.Axes.FirstOrDefault(axis => axis.Setting.Kind is SettingKind.Number && axis.Values.Length >= MinPoints);

    /// <summary>The curves along that axis, at most eight of them.</summary>
    public static IReadOnlyList<Curve> Of(SweepResults results)
    {
        var sweep = results.Sweep;
        if (AxisOf(sweep) is not { } axis)
        {
            return [];
        }

        var place = sweep.Spec.Axes.IndexOf(axis);
        return
        [
            .. sweep.Cells.GroupBy(cell => string.Join('\n', cell.Coordinates.RemoveAt(place)))
                .Take(MaxCurves)
                .Select(group => new Curve(
                    CellLabel.Of(sweep, group.First(), besides: axis),
                    [
                        .. group.Select(cell => (
                            At: double.Parse(cell.Coordinates[place], CultureInfo.InvariantCulture),
                            RateColumns.RatesOf(cell, results).Original.Mean))
                            .Where(point => double.IsFinite(point.Mean.Value))
                            .OrderBy(point => point.At),
                    ])),
        ];
    }
}
