using MathNet.Numerics.LinearAlgebra;

namespace Symmetry.Engine.Minima;

/// <summary>Descends to a minimum of a small model to the last digit, by damped Newton steps that leave saddles.</summary>
/// <remarks>K. Levenberg, Quarterly of Applied Mathematics 2, 1944; with the exact Hessian. For tens of parameters.</remarks>
public static class NewtonDescent
{
    // An eigenvalue below minus this fraction of the largest is more than rounding.
    private const double Saddle = 1e-7;

    private const double MinDamping = 1e-14;
    private const double MaxDamping = 1e12;

    /// <summary>Descends from θ until the largest entry of the gradient is below a bound, no step lowers the loss, or all steps are used.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="theta">The starting point; not changed.</param>
    /// <param name="rows">Inputs.</param>
    /// <param name="labels">The class of each input.</param>
    /// <param name="bound">The bound on the gradient. Default 10⁻¹².</param>
    /// <param name="steps">The maximum number of steps. Default 500.</param>
    /// <param name="stop">Cancels descent; checked at every step.</param>
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
                var spectrum = Spectrum.Compute(curvatures);
                if (spectrum.Negative(Saddle) == 0)
                {
                    break;
                }

                // A saddle: leave it along the direction of steepest descent.
                var steepest = Matrix<double>.Build.DenseOfArray(spectrum.Vectors).Column(0);
                (at, damping) = (at + (0.1 * steepest), 1);
                here = loss.Loss(at.ToArray(), rows, labels);
                continue;
            }

            // Without a lower loss at any damping, rounding hides the descent: this is as close to the minimum as doubles get.
            var hessian = Matrix<double>.Build.DenseOfArray(curvatures);
            if (TryStep(x => loss.Loss(x, rows, labels), at, here, gradient, hessian, damping) is not { } next)
            {
                break;
            }

            (at, here, damping) = next;
        }

        return at.ToArray();
    }

    // Raises the damping until the loss is lower; null if it never is. A direction needs no other property.
    private static (Vector<double> At, double Loss, double Damping)? TryStep(
        Func<double[], double> loss, Vector<double> at, double here, Vector<double> gradient, Matrix<double> hessian, double damping)
    {
        for (; damping < MaxDamping; damping *= 4)
        {
            var next = at - (hessian + (damping * Matrix<double>.Build.DenseIdentity(at.Count))).Solve(gradient);
            var there = loss(next.ToArray());
            if (there < here || (there == here && damping < 1e-6))
            {
                return (next, there, Math.Max(damping / 8, MinDamping));
            }
        }

        return null;
    }
}
