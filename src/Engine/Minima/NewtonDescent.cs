using MathNet.Numerics.LinearAlgebra;

namespace Symmetry.Engine.Minima;

/// <summary>Goes down to a minimum of a small model to the last digit: Newton's steps, damped until they lead down, past saddles.</summary>
/// <remarks>K. Levenberg, Quarterly of Applied Mathematics 2, 1944; with the exact Hessian. For tens of parameters.</remarks>
public static class NewtonDescent
{
    // An eigenvalue below minus this fraction of the largest is no rounding.
    private const double Saddle = 1e-7;

    /// <summary>Descends from θ until the gradient's largest entry is below a bound, or steps are used up.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="theta">Where to begin; not changed.</param>
    /// <param name="rows">Inputs.</param>
    /// <param name="labels">Their classes.</param>
    /// <param name="bound">When to stop. Default 10⁻¹².</param>
    /// <param name="steps">The most steps. Default 500.</param>
    /// <param name="stop">Asked at every step.</param>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was signalled.</exception>
    public static double[] Run(
        LossSurface loss, double[] theta, double[][] rows, byte[] labels, double bound = 1e-12, int steps = 500, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(loss);
        ArgumentNullException.ThrowIfNull(theta);
        var at = Vector<double>.Build.DenseOfArray(theta);
        var here = loss.Loss(theta, rows, labels);
        var damping = 1.0;
        for (var step = 0; step < steps; step++)
        {
            stop.ThrowIfCancellationRequested();
            var gradient = Vector<double>.Build.DenseOfArray(loss.Gradient(at.ToArray(), rows, labels));
            var curvatures = loss.Hessian(at.ToArray(), rows, labels);
            if (gradient.AbsoluteMaximum() < bound)
            {
                var spectrum = Spectrum.Of(curvatures);
                if (spectrum.Negative(Saddle) == 0)
                {
                    break;
                }

                // A saddle: leave it along its steepest way down.
                var way = Matrix<double>.Build.DenseOfArray(spectrum.Vectors).Column(0);
                (at, damping) = (at + (0.1 * way), 1);
                here = loss.Loss(at.ToArray(), rows, labels);
                continue;
            }

            var hessian = Matrix<double>.Build.DenseOfArray(curvatures);
            for (; damping < 1e12; damping *= 4)
            {
                var next = at - (hessian + (damping * Matrix<double>.Build.DenseIdentity(at.Count))).Solve(gradient);
                var there = loss.Loss(next.ToArray(), rows, labels);

                // A descent direction needs a positive definite matrix; a lower loss is all that is asked of one here.
                if (there < here || (there == here && damping < 1e-6))
                {
                    (at, here) = (next, there);
                    damping = Math.Max(damping / 8, 1e-14);
                    break;
                }
            }
        }

        return at.ToArray();
    }
}
