using MathNet.Numerics.LinearAlgebra;
using Symmetry.Engine.Experiments;
using Symmetry.Engine.Numerics;
using Symmetry.Engine.Settings;
using Make = Symmetry.Engine.Settings.SettingFactory<CustomExperiment.LeastSquaresSettings>;

namespace CustomExperiment;

/// <summary>The experiment that specifications call least-squares: what an invariance saves, which theory knows exactly.</summary>
/// <remarks>
/// <para>
/// The target w is 1 for each of d inputs, so it does not change when the inputs are reversed. With standard normal inputs X and y = Xw + e, least squares
/// gives w' = w + (X^T X)^-1 X^T e, and its excess risk on a new x is E (x(w' - w))^2 = |w' - w|^2. Averaging w' over the reversal
/// projects it on the invariant vectors, which w is one of. By Pythagoras this removes exactly |A w'|^2, A the projection on the
/// complement, whose dimension is d/2 rounded down. Its mean over e is sigma^2 tr(A (X^T X)^-1), and over X, by the mean of the inverse
/// Wishart distribution, (X^T X)^-1 = I / (n - d - 1) for n > d + 1: the gap is sigma^2 dim A / (n - d - 1).
/// </para>
/// <para>B. Elesedy and S. Zaidi, "Provably Strict Generalisation Benefit for Equivariant Models", ICML 2021 (arXiv:2102.10333), on linear regression.</para>
/// </remarks>
public sealed class LeastSquares : IExperiment
{
    /// <inheritdoc/>
    public string Name => "least-squares";

    /// <inheritdoc/>
    public string Summary => "fit a linear function that does not change when its inputs are reversed";

    /// <inheritdoc/>
    public IReadOnlyList<Setting> Settings { get; } =
    [
        Make.Boolean("invariance", "average the weights over the reversal", s => s.Invariance, (s, v) => s with { Invariance = v }),
        Make.Whole("samples", "training samples", 3, 100_000, s => s.Samples, (s, v) => s with { Samples = v }),
        Make.Whole("dimension", "inputs of a sample", 1, 100, s => s.Dimension, (s, v) => s with { Dimension = v }),
        Make.Real(
            "noise", "standard deviation of the noise", "a number from 0 to 1000", v => v is >= 0 and <= 1000, s => s.Noise, (s, v) => s with { Noise = v }),
    ];

    /// <inheritdoc/>
    public TrialSettings Defaults { get; } = new LeastSquaresSettings();

    /// <inheritdoc/>
    public ValidationError? Validate(TrialSettings settings) => settings is LeastSquaresSettings s && s.Samples <= s.Dimension + 1
        ? new("samples", $"samples: expected more than dimension + 1 = {s.Dimension + 1}, got {s.Samples}.")
        : null;

    /// <inheritdoc/>
    public IReadOnlyList<Metric> MetricsOf(TrialSettings settings) =>
    [
        new("risk", MetricKind.Real, MetricDirection.Smaller, "excess risk"),
        new("risk_plus_gap", MetricKind.Real, MetricDirection.Smaller, "excess risk, and with the invariance what theory says that it saves"),
    ];

    /// <inheritdoc/>
    public IReadOnlyList<Purpose> RandomPurposesOf(TrialSettings settings) => [Purpose.Split, Purpose.Order];

    /// <inheritdoc/>
    public TrialResult Run(TrialSpec spec, TrialResources resources, CancellationToken stop)
    {
        // Streams for inputs and noise of their own: cells with and without the invariance have the same data in each replicate.
        var (settings, inputs, noise) = ((LeastSquaresSettings)spec.Settings, spec.Indices.Stream(Purpose.Split), spec.Indices.Stream(Purpose.Order));
        var d = settings.Dimension;
        var (x, gram, moments) = (new double[d], Matrix<double>.Build.Dense(d, d), Vector<double>.Build.Dense(d));
        for (var sample = 0; sample < settings.Samples; sample++)
        {
            stop.ThrowIfCancellationRequested();
            var y = settings.Noise * noise.NextNormal();
            for (var i = 0; i < d; i++)
            {
                x[i] = inputs.NextNormal();
                y += x[i];
            }

            for (var i = 0; i < d; i++)
            {
                moments[i] += x[i] * y;
                for (var j = 0; j < d; j++)
                {
                    gram[i, j] += x[i] * x[j];
                }
            }
        }

        var weights = gram.Cholesky().Solve(moments);
        var risk = 0.0;
        for (var i = 0; i < d; i++)
        {
            var error = (settings.Invariance ? (weights[i] + weights[d - 1 - i]) / 2 : weights[i]) - 1;
            risk += error * error;
        }

        var gap = settings.Invariance ? settings.Noise * settings.Noise * (d / 2) / (settings.Samples - d - 1) : 0;
        return new TrialResult { Outcome = TrialOutcome.Completed, Values = [MetricValue.Real("risk", risk), MetricValue.Real("risk_plus_gap", risk + gap)] };
    }
}
