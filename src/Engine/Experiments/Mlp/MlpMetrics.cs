using static Symmetry.Engine.Experiments.MetricDirection;

namespace Symmetry.Engine.Experiments.Mlp;

/// <summary>The metrics of the paper's networks besides those of <see cref="Classification"/>.</summary>
internal static class MlpMetrics
{
    /// <summary>Measured by every symmetry method but the feature maps.</summary>
    public static IReadOnlyList<Metric> OfOrbits { get; } =
    [
        Real("accuracy_orbit", Larger, "accuracy over all (x, g)"),
        Real("accuracy_worst_element", Larger, "accuracy under the group element that is worst for the model"),
        Real("accuracy_every_element", Larger, "proportion of the test images classified correctly under every group element"),
        Real("parameters", None, "numbers that training adjusts"),
        Real("updates", None, "updates of the parameters during training"),
    ];

    /// <summary>Measured where a stopping rule may end training: the same on every machine, as seconds are not.</summary>
    public static IReadOnlyList<Metric> OfTrainingCost { get; } =
    [
        Real("epochs_run", Smaller, "epochs until the stopping rule ended training"),
        Real("target_reached", Larger, "1 if the target accuracy was reached, 0 if not"),
        Real("multiply_adds", Smaller, "multiplications with an addition during training"),
    ];

    /// <summary>
    /// The proportion of validation images classified correctly, as the training set has them: x where training is on X, x and −x where
    /// it is on both or on a sample of both and −x has other features, every gx where it is on transformed images. So it measures, on images that no step has
    /// seen, what training works for, and it tells nothing about a symmetry that the training set does not have.
    /// </summary>
    public static Metric Validation { get; } =
        new("validation", MetricKind.Proportion, Larger, "accuracy on the validation images");

    /// <summary>The number of epochs after which the weights were kept; measured with restore: best.</summary>
    public static Metric BestEpoch { get; } = Real("best_epoch", None, "epoch with the best validation accuracy, whose weights were kept");

    public static IReadOnlyList<Metric> OfPermutation { get; } =
    [
        Real("fixed_points", None, "fixed points of P: features that are squares"),
        Real("two_cycles", None, "2-cycles of P: features that appear twice"),
    ];

    /// <summary>Measured where images are held out for validation.</summary>
    public static IReadOnlyList<Metric> OfValidation(MlpSettings settings) =>
    [
        .. settings.HasValidation ? [Validation] : (Metric[])[],
        .. settings.Restore is RestoredWeights.Best ? [BestEpoch] : (Metric[])[],
    ];

    private static Metric Real(string name, MetricDirection better, string summary) => new(name, MetricKind.Real, better, summary);
}
