using Symmetry.Engine.Invariants;

namespace Symmetry.Engine.Minima;

/// <summary>Points of the plane on two circles, one a class: a problem with the continuous symmetry of rotations (section 4.1).</summary>
/// <remarks>
/// n angles a circle stand for all of them: a mean over n equal angles is the mean over the circle up to harmonics n and beyond,
/// which fall off exponentially for smooth models. A minimum with weights that point anywhere breaks the rotations, and along
/// its orbit the loss is constant: one Goldstone mode, and with stretched circles, which have no such symmetry, none.
/// </remarks>
public static class RotationToy
{
    /// <summary>Makes the rows and labels.</summary>
    /// <param name="angles">Points a circle; 64 leave nothing of the grid but rounding for the models used here.</param>
    /// <param name="stretch">Factor of the first coordinate; 1 keeps the symmetry.</param>
    public static (double[][] Rows, byte[] Labels) Data(int angles, double stretch = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(angles, 3);
        var circle = new Circle(angles);
        var rows = new List<double[]>();
        for (var label = 0; label < 2; label++)
        {
            for (var k = 0; k < angles; k++)
            {
                rows.Add([stretch * (1 + label) * circle.Cos(k), (1 + label) * circle.Sin(k)]);
            }
        }

        return ([.. rows], [.. rows.Select((_, i) => (byte)(i / angles))]);
    }

    /// <summary>The direction of rotating all first-layer weights: ∂/∂t of (w_1, w_2) → (w_1 cos t − w_2 sin t, w_1 sin t + w_2 cos t).</summary>
    /// <param name="loss">A loss over networks with two inputs.</param>
    /// <param name="theta">Where.</param>
    public static double[] Generator(DoubleNetwork loss, double[] theta)
    {
        ArgumentNullException.ThrowIfNull(loss);
        ArgumentNullException.ThrowIfNull(theta);
        var direction = new double[theta.Length];
        for (var start = 0; start < loss.StartOf(1); start += loss.Width(0))
        {
            direction[start] = -theta[start + 1];
            direction[start + 1] = theta[start];
        }

        return direction;
    }
}
