using Symmetry.Engine.Groups;
using Symmetry.Engine.Minima;
using Symmetry.Engine.Mlp;
using static Symmetry.Engine.Experiments.MetricDirection;

namespace Symmetry.Engine.Experiments;

/// <summary>Measures what section 4.1 asks about a trained network: the Hessian's spectrum where training ended, and the related minima.</summary>
internal static class MinimumMeasure
{
    /// <summary>The maximum number of g ≠ e whose related minima are visited.</summary>
    private const int MaxRelated = 7;

    /// <summary>The metrics of the Hessian.</summary>
    public static IReadOnlyList<Metric> Metrics { get; } =
    [
        Real("loss_at_end", Smaller, "loss where training ended, with penalty"),
        Real("gradient_norm", Smaller, "norm of the gradient where training ended"),
        Real("hessian_parameters", None, "rows of the Hessian"),
        Real("hessian_largest", None, "largest eigenvalue of the Hessian"),
        Real("exact_zero_modes", None, "directions that never change the loss, whatever was learned"),
        Real("near_zero_modes_1e_8", None, "further eigenvalues below 10^-8 of the largest"),
        Real("near_zero_modes_1e_5", None, "further eigenvalues below 10^-5 of the largest"),
        Real("near_zero_modes_1e_3", None, "further eigenvalues below 10^-3 of the largest"),
        Real("negative_modes_1e_5", None, "eigenvalues below -10^-5 of the largest"),
    ];

    /// <summary>The metrics of the related minima, where a group acts on the inputs.</summary>
    public static IReadOnlyList<Metric> RelatedMetrics { get; } =
    [
        Real("related_loss_difference", None, "largest change of the loss when the weights are transformed by a group element"),
        Real("related_barrier", None, "largest rise of the loss on the straight line to a transformed minimum"),
    ];

    /// <summary>Measures at a network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="loss">The training loss per row.</param>
    /// <param name="weightDecay">λ of the penalty.</param>
    /// <param name="inputs">The rows that the network was trained on.</param>
    /// <param name="classes">The class of each row.</param>
    /// <param name="group">The group that acts on the inputs; null where these are not pixels.</param>
    public static ImmutableArray<MetricValue> Measure(Network network, Loss loss, float weightDecay, double[][] inputs, byte[] classes, SymmetryGroup? group)
    {
        var surface = new LossSurface(network, loss, weightDecay);
        var theta = surface.Parameters(network);
        var spectrum = Spectrum.Compute(surface.Hessian(theta, inputs, classes));
        var values = AtEnd(surface, network.Architecture, theta, inputs, classes, weightDecay, spectrum);
        return group is null ? values : values.AddRange(Related(surface, network.Architecture, group, theta, inputs, classes));
    }

    /// <summary>What the Hessian says where training ended.</summary>
    public static ImmutableArray<MetricValue> AtEnd(
        LossSurface loss, Architecture shape, double[] theta, double[][] inputs, byte[] classes, double weightDecay, Spectrum spectrum)
    {
        var exact = ExactZeroModes.Count(loss, shape, theta, inputs, weightDecay);
        return
        [
            MetricValue.Real("loss_at_end", loss.Loss(theta, inputs, classes)),
            MetricValue.Real("gradient_norm", Math.Sqrt(loss.Gradient(theta, inputs, classes).Sum(slope => slope * slope))),
            MetricValue.Real("hessian_parameters", loss.Count),
            MetricValue.Real("hessian_largest", spectrum.Largest),
            MetricValue.Real("exact_zero_modes", exact),
            MetricValue.Real("near_zero_modes_1e_8", spectrum.NearZero(1e-8) - exact),
            MetricValue.Real("near_zero_modes_1e_5", spectrum.NearZero(1e-5) - exact),
            MetricValue.Real("near_zero_modes_1e_3", spectrum.NearZero(1e-3) - exact),
            MetricValue.Real("negative_modes_1e_5", spectrum.Negative(1e-5)),
        ];
    }

    private static ImmutableArray<MetricValue> Related(
        LossSurface loss, Architecture shape, SymmetryGroup group, double[] theta, double[][] inputs, byte[] classes)
    {
        var here = loss.Loss(theta, inputs, classes);
        var (rise, barrier) = (0.0, 0.0);
        for (var g = 1; g < Math.Min(group.Order, MaxRelated + 1); g++)
        {
            var moved = RelatedMinima.Transform(loss, shape, group, g, theta);
            rise = Math.Max(rise, Math.Abs(loss.Loss(moved, inputs, classes) - here));
            barrier = Math.Max(barrier, RelatedMinima.Barrier(loss, theta, moved, inputs, classes));
        }

        return [MetricValue.Real("related_loss_difference", rise), MetricValue.Real("related_barrier", barrier)];
    }

    private static Metric Real(string name, MetricDirection better, string summary) => new(name, MetricKind.Real, better, summary);
}
