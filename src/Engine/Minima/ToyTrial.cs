using System.Collections.Immutable;
using Symmetry.Engine.Mlp;
using Symmetry.Engine.Settings;
using Symmetry.Engine.Trials;

namespace Symmetry.Engine.Minima;

/// <summary>A trial on points with a continuous symmetry: how many directions are flat at a minimum that breaks it (section 4.1).</summary>
/// <remarks>
/// Brought to the minimum by Newton's steps, in double: gradient descent comes near, but a count of flat directions needs the
/// minimum itself. In its result "inverted" means the points −x.
/// </remarks>
internal static class ToyTrial
{
    // At biases of 0 the network is odd and the points are symmetric under x → −x: a saddle to begin with.
    private const float InitialBiases = 0.5f;

    // Weights of a plane below this fraction of all do not break its rotations.
    private const double Unbroken = 1e-4;

    /// <summary>Descends and measures.</summary>
    public static TrialResult Run(TrialSpec spec, CancellationToken stop)
    {
        var settings = spec.Settings;
        var (rows, labels) = RotationToy.Data(settings.Points);
        var shape = new Architecture(rows[0].Length, settings.Hidden, labels[^1] + 1, settings.Bias, settings.Activation);
        var initial = SteppedTraining.Initial(shape, Protocol.Of(settings), settings.Bias ? InitialBiases : 0, spec.Indices);
        var loss = new LossSurface(initial, settings.Loss, settings.WeightDecay);
        var theta = NewtonDescent.Run(loss, loss.Parameters(initial), rows, labels, stop: stop);
        var spectrum = Spectrum.Of(loss.Hessian(theta, rows, labels));
        var measurements = MinimumMeasure.AtEnd(loss, shape, theta, rows, labels, settings.WeightDecay, spectrum)
            .AddRange(Rotations(settings.Points, loss, theta, spectrum));
        double[][] inverted = Array.ConvertAll(rows, row => Array.ConvertAll(row, value => -value));
        var end = new LossSurface(initial, settings.Loss, 0).Loss(theta, rows, labels);
        return !double.IsFinite(end) ? TrialResult.Divergence : new TrialResult
        {
            Outcome = TrialOutcome.Completed,
            CorrectOriginal = loss.CountCorrect(theta, rows, labels),
            TotalOriginal = rows.Length,
            CorrectInverted = loss.CountCorrect(theta, inverted, labels),
            TotalInverted = rows.Length,
            TrainLoss = end,
            Measurements = measurements,
        };
    }

    // How many rotations move the weights, of those that are a symmetry; and the curvature along all of them.
    private static ImmutableArray<Measurement> Rotations(PointKind data, LossSurface loss, double[] theta, Spectrum spectrum)
    {
        var (broken, curvature) = (0, 0.0);
        for (var plane = 0; plane < RotationToy.Planes(data); plane++)
        {
            var direction = RotationToy.Generator(loss, theta, plane);
            var square = direction.Sum(value => value * value);
            if (square > Unbroken * Unbroken * theta.Sum(value => value * value))
            {
                broken += data is PointKind.Ellipses ? 0 : 1;
                curvature = Math.Max(curvature, Math.Abs(spectrum.Curvature(direction)) / square / spectrum.Largest);
            }
        }

        return [new("broken_dimension", broken), new("rotation_curvature", curvature)];
    }
}
