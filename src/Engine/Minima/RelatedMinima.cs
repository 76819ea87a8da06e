using Symmetry.Engine.Groups;
using Symmetry.Engine.Mlp;

namespace Symmetry.Engine.Minima;

/// <summary>The parameters U(g)θ that do to x what θ does to gx (eq. 16), and the loss there and on the straight way (section 4.1).</summary>
public static class RelatedMinima
{
    /// <summary>Steps of the straight way.</summary>
    private const int Steps = 8;

    /// <summary>θ with the first layer's weights multiplied by U(g): W·gx = (W·U(g))·x.</summary>
    public static double[] Moved(LossSurface loss, Architecture shape, SymmetryGroup group, int g, double[] theta)
    {
        ArgumentNullException.ThrowIfNull(loss);
        ArgumentNullException.ThrowIfNull(shape);
        ArgumentNullException.ThrowIfNull(group);
        ArgumentNullException.ThrowIfNull(theta);
        var moved = (double[])theta.Clone();
        for (var j = 0; j < shape.OutputsOf(0); j++)
        {
            var start = j * loss.Width(0);
            for (var i = 0; i < group.Pixels; i++)
            {
                moved[start + group.Source(g, i)] = group.Sign(g) * theta[start + i];
            }
        }

        return moved;
    }

    /// <summary>The largest loss on the straight way from one θ to another, above the larger of its ends; 0 where it never is.</summary>
    public static double Barrier(LossSurface loss, double[] from, double[] to, double[][] rows, byte[] labels)
    {
        ArgumentNullException.ThrowIfNull(loss);
        var ends = Math.Max(loss.Loss(from, rows, labels), loss.Loss(to, rows, labels));
        var barrier = 0.0;
        for (var step = 1; step < Steps; step++)
        {
            var t = (double)step / Steps;
            double[] between = [.. from.Zip(to, (a, b) => ((1 - t) * a) + (t * b))];
            barrier = Math.Max(barrier, loss.Loss(between, rows, labels) - ends);
        }

        return barrier;
    }
}
