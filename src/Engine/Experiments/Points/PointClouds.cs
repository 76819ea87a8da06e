using Symmetry.Engine.Minima;

namespace Symmetry.Engine.Experiments.Points;

/// <summary>Points on circles, one circle per class: problems with the continuous symmetry of rotations (section 4.1).</summary>
/// <remarks>
/// n angles per circle stand for all of them: a mean over n equal angles is the mean over the circle up to harmonics n and beyond,
/// which fall off exponentially for smooth models. A minimum with weights that point anywhere breaks the rotations, and along
/// its orbit the loss is constant: one Goldstone mode per plane. Stretched circles have no such symmetry and no such mode.
/// </remarks>
public static class PointClouds
{
    /// <summary>The stretch of <see cref="PointShape.Ellipses"/>.</summary>
    public const double Stretch = 1.3;

    // Enough that only rounding is left of the grid, for the models used here; with 40 on tori its harmonics curve what is flat.
    private const int Angles = 64;

    /// <summary>The points of a trial.</summary>
    public static (double[][] Rows, byte[] Labels) Create(PointShape shape) => shape switch
    {
        PointShape.Circles => Circles(Angles),
        PointShape.Ellipses => Circles(Angles, Stretch),
        PointShape.Tori => Tori(Angles),
        _ => throw new ArgumentOutOfRangeException(nameof(shape), shape, "Unknown points."),
    };

    /// <summary>The number of planes that rotate.</summary>
    public static int Planes(PointShape shape) => shape is PointShape.Tori ? 2 : 1;

    /// <summary>Two classes on circles of radius 1 and 2.</summary>
    /// <param name="angles">Points per circle.</param>
    /// <param name="stretch">Factor of the first coordinate; 1 keeps the symmetry.</param>
    public static (double[][] Rows, byte[] Labels) Circles(int angles, double stretch = 1)
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

    /// <summary>Three classes on products of two circles, of radii (1, 1), (2, 1) and (1, 2): neither plane alone tells them apart.</summary>
    /// <param name="angles">Points per circle, squared on a torus.</param>
    public static (double[][] Rows, byte[] Labels) Tori(int angles)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(angles, 3);
        var circle = new Circle(angles);
        var rows = new List<double[]>();
        foreach (var (first, second) in (ReadOnlySpan<(int, int)>)[(1, 1), (2, 1), (1, 2)])
        {
            for (var k = 0; k < angles * angles; k++)
            {
                var (a, b) = (k / angles, k % angles);
                rows.Add([first * circle.Cos(a), first * circle.Sin(a), second * circle.Cos(b), second * circle.Sin(b)]);
            }
        }

        return ([.. rows], [.. rows.Select((_, i) => (byte)(i / (angles * angles)))]);
    }

    /// <summary>The direction of rotating all first-layer weights: ∂/∂t of (w_1, w_2) → (w_1 cos t − w_2 sin t, w_1 sin t + w_2 cos t).</summary>
    /// <param name="loss">A loss over networks with two inputs per plane.</param>
    /// <param name="theta">The parameters.</param>
    /// <param name="plane">The plane. Default the first.</param>
    public static double[] Generator(LossSurface loss, double[] theta, int plane = 0)
    {
        ArgumentNullException.ThrowIfNull(loss);
        ArgumentNullException.ThrowIfNull(theta);
        var direction = new double[theta.Length];
        for (var start = 2 * plane; start < loss.StartOf(1); start += loss.Width(0))
        {
            direction[start] = -theta[start + 1];
            direction[start + 1] = theta[start];
        }

        return direction;
    }
}
