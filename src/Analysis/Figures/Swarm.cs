namespace Symmetry.Analysis.Figures;

/// <summary>Moves points of a line aside, so that those that are near each other can all be seen.</summary>
public static class Swarm
{
    /// <summary>How far each point is moved: the least of 0, +d, −d, +2d, … that touches no point placed before it.</summary>
    /// <param name="at">Places in increasing order.</param>
    /// <param name="distance">The distance at which two points touch, above 0.</param>
    /// <param name="max">No point is moved farther; where there is no room points lie on each other.</param>
    public static double[] Place(IReadOnlyList<double> at, double distance, double max)
    {
        var aside = new double[at.Count];
        var step = distance / 4;
        var steps = (int)(max / step);
        for (var i = 0; i < at.Count; i++)
        {
            var near = Enumerable.Range(0, i).Reverse().TakeWhile(j => at[i] - at[j] < distance).ToList();
            aside[i] = Enumerable.Range(0, (2 * steps) + 1)
                .Select(k => step * (k % 2 == 0 ? -(k / 2) : (k / 2) + 1))
                .Where(candidate => Math.Abs(candidate) <= max)
                .FirstOrDefault(
                    candidate => near.All(j => Square(at[i] - at[j]) + Square(candidate - aside[j]) >= Square(distance) - 1e-9),
                    (i % 2 == 0 ? max : -max) * (i % 7) / 7);
        }

        return aside;
    }

    private static double Square(double value) => value * value;
}
