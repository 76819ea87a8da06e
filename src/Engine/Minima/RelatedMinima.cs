using Symmetry.Engine.Groups;
using Symmetry.Engine.Mlp;

namespace Symmetry.Engine.Minima;

/// <summary>The parameters U(g)θ that give x the logits that θ gives gx (eq. 16), and the loss on the straight line to them (section 4.1).</summary>
public static class RelatedMinima
{
    /// <summary>The number of steps on the straight line.</summary>
    private const int Steps = 8;

    /// <summary>θ with the first layer's weights multiplied by U(g): W·gx = (W·U(g))·x.</summary>
    public static double[] Transform(LossSurface loss, Architecture shape, SymmetryGroup group, int g, double[] theta)
    {
        ArgumentNullException.ThrowIfNull(loss);
        ArgumentNullException.ThrowIfNull(shape);
        ArgumentNullException.ThrowIfNull(group);
        ArgumentNullException.ThrowIfNull(theta);
        var transformed = (double[])theta.Clone();
        for (var j = 0; j < shape.OutputsOf(0); j++)
        {
            var start = j * loss.Width(0);
            for (var i = 0; i < group.Pixels; i++)
            {
                transformed[start + group.Source(g, i)] = group.Sign(g) * theta[start + i];
            }
        }

        return transformed;
    }

    /// <summary>The largest loss on the straight line between two θ, minus the larger loss of its ends; 0 if it is never larger.</summary>
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
