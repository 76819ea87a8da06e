using Symmetry.Engine.Minima;
using Symmetry.Engine.Mlp;
using Make = Symmetry.Engine.Settings.SettingFactory<Symmetry.Engine.Experiments.Points.PointsSettings>;

namespace Symmetry.Engine.Experiments.Points;

/// <summary>Points with a continuous symmetry: how many directions are flat at a minimum that breaks it (section 4.1).</summary>
/// <remarks>
/// Trained to the minimum by Newton's steps, in double: gradient descent comes near, but a count of flat directions needs the
/// minimum itself. In its result "inverted" means the points −x.
/// </remarks>
internal sealed class PointsExperiment : IExperiment
{
    // The Hessian is inverted at every step.
    private const int MaxNeurons = 16;

    // With biases of 0 the network is odd and the points are symmetric under x → −x: training would start on a saddle.
    private const float InitialBiases = 0.5f;

    // Weights of a plane below this fraction of all do not break its rotations.
    private const double Unbroken = 1e-4;

    private static readonly ImmutableArray<Metric> OfRotations =
    [
        new("broken_dimension", MetricKind.Real, MetricDirection.None, "dimensions of the symmetry that the minimum breaks"),
        new("rotation_curvature", MetricKind.Real, MetricDirection.None, "curvature of the loss along the rotations, relative to the largest"),
    ];

    public string Name => "points";
    public string Summary => "train a small network on points with a continuous symmetry, and count the flat directions at the minimum";

    public IReadOnlyList<Setting> Settings { get; } =
    [
        Make.Choice("shape", "the points", s => s.Shape, (s, v) => s with { Shape = v }),
        Make.Boolean("bias", "biases in every layer, or in none", s => s.Bias, (s, v) => s with { Bias = v }),
        Make.HiddenWidths("hidden", "width of the hidden layer", s => s.Hidden, (s, v) => s with { Hidden = v }),
        Make.Choice("activation", "activation function of the hidden neurons", s => s.Activation, (s, v) => s with { Activation = v }),
        Make.Choice("initialisation", "the spread of the initial weights", s => s.Initialisation, (s, v) => s with { Initialisation = v }),
        Make.Choice("loss", "the training loss per point", s => s.Loss, (s, v) => s with { Loss = v }),
        Make.Real("weightDecay", "lambda of the penalty lambda/2 times the sum of squared weights", "a number above 0, at most 1000",
            v => v is > 0 and <= 1000, s => s.WeightDecay, (s, v) => s with { WeightDecay = v }),
    ];

    public TrialSettings Defaults { get; } = new PointsSettings();

    public ValidationError? Validate(TrialSettings settings) => ((PointsSettings)settings).Hidden is { Count: 1, Values: [<= MaxNeurons] }
        ? null
        : new("hidden", $"hidden: expected one layer of at most {MaxNeurons} neurons, got {((PointsSettings)settings).Hidden}.");

    public IReadOnlyList<Metric> MetricsOf(TrialSettings settings) => [.. Classification.Metrics, .. MinimumMeasure.Metrics, .. OfRotations];
    public IReadOnlyList<Purpose> RandomPurposesOf(TrialSettings settings) => [Purpose.Weights];

    public TrialResult Run(TrialSpec spec, TrialResources resources, CancellationToken stop)
    {
        var settings = (PointsSettings)spec.Settings;
        var (rows, labels) = PointClouds.Create(settings.Shape);
        var shape = new Architecture(rows[0].Length, settings.Hidden, labels[^1] + 1, settings.Bias, settings.Activation);
        var initial = ReferenceTraining.Initial(shape, settings.Initialisation, settings.Bias ? InitialBiases : 0, spec.Indices);
        var loss = new LossSurface(initial, settings.Loss, settings.WeightDecay);
        var theta = NewtonDescent.Run(loss, loss.Parameters(initial), rows, labels, stop: stop);
        var end = new LossSurface(initial, settings.Loss, 0).Loss(theta, rows, labels);
        if (!double.IsFinite(end))
        {
            return TrialResult.Divergence;
        }

        var spectrum = Spectrum.Compute(loss.Hessian(theta, rows, labels));
        double[][] inverted = Array.ConvertAll(rows, row => Array.ConvertAll(row, value => -value));
        return Classification.Completed(
            loss.CountCorrect(theta, rows, labels), loss.CountCorrect(theta, inverted, labels), rows.Length, end,
            [
                .. MinimumMeasure.AtEnd(loss, shape, theta, rows, labels, settings.WeightDecay, spectrum),
                .. MeasureRotations(settings.Shape, loss, theta, spectrum),
            ]);
    }

    // How many rotations move the weights, of those that are a symmetry; and the curvature along all of them.
    private static ImmutableArray<MetricValue> MeasureRotations(PointShape shape, LossSurface loss, double[] theta, Spectrum spectrum)
    {
        var (broken, curvature) = (0, 0.0);
        for (var plane = 0; plane < PointClouds.Planes(shape); plane++)
        {
            var direction = PointClouds.Generator(loss, theta, plane);
            var square = direction.Sum(value => value * value);
            if (square > Unbroken * Unbroken * theta.Sum(value => value * value))
            {
                broken += shape is PointShape.Ellipses ? 0 : 1;
                curvature = Math.Max(curvature, Math.Abs(spectrum.Curvature(direction)) / square / spectrum.Largest);
            }
        }

        return [MetricValue.Real("broken_dimension", broken), MetricValue.Real("rotation_curvature", curvature)];
    }
}
