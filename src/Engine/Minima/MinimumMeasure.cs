using System.Collections.Immutable;
using Symmetry.Engine.Features;
using Symmetry.Engine.Groups;
using Symmetry.Engine.Mlp;
using Symmetry.Engine.Settings;
using Symmetry.Engine.Trials;

namespace Symmetry.Engine.Minima;

/// <summary>What section 4.1 asks of a trained network: the Hessian's spectrum where training ended, and the related minima.</summary>
internal static class MinimumMeasure
{
    /// <summary>The most g ≠ e whose related minima are visited.</summary>
    private const int MaxRelated = 7;

    /// <summary>Measures at the network, over the rows that it was trained on.</summary>
    /// <param name="settings">The trial's settings.</param>
    /// <param name="network">Where.</param>
    /// <param name="features">The matrix.</param>
    /// <param name="rows">The rows that were trained on.</param>
    /// <param name="labels">The class of each row of the matrix.</param>
    /// <param name="group">The group that acts on the inputs; null where these are no pixels.</param>
    public static ImmutableArray<Measurement> Of(
        TrialSettings settings, Network network, FeatureMatrix features, int[] rows, ReadOnlySpan<byte> labels, SymmetryGroup? group)
    {
        var classes = new byte[rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            classes[i] = labels[rows[i]];
        }

        var inputs = Array.ConvertAll(rows, row => Array.ConvertAll(features.Row(row).ToArray(), value => (double)value));
        var loss = new LossSurface(network, settings.Loss, settings.WeightDecay);
        var theta = loss.Parameters(network);
        var measurements = AtEnd(
            loss, network.Architecture, theta, inputs, classes, settings.WeightDecay, Spectrum.Of(loss.Hessian(theta, inputs, classes)));
        return group is null ? measurements : measurements.AddRange(Related(loss, network.Architecture, group, theta, inputs, classes));
    }

    /// <summary>What the Hessian says where training ended.</summary>
    public static ImmutableArray<Measurement> AtEnd(
        LossSurface loss, Architecture shape, double[] theta, double[][] inputs, byte[] classes, double weightDecay, Spectrum spectrum)
    {
        var exact = ExactZeroModes.Count(loss, shape, theta, inputs, weightDecay);
        return
        [
            new("loss_at_end", loss.Loss(theta, inputs, classes)),
            new("gradient_norm", Math.Sqrt(loss.Gradient(theta, inputs, classes).Sum(slope => slope * slope))),
            new("hessian_parameters", loss.Count),
            new("hessian_largest", spectrum.Largest),
            new("exact_zero_modes", exact),
            new("near_zero_modes_1e_8", spectrum.NearZero(1e-8) - exact),
            new("near_zero_modes_1e_5", spectrum.NearZero(1e-5) - exact),
            new("near_zero_modes_1e_3", spectrum.NearZero(1e-3) - exact),
            new("negative_modes_1e_5", spectrum.Negative(1e-5)),
        ];
    }

    private static ImmutableArray<Measurement> Related(
        LossSurface loss, Architecture shape, SymmetryGroup group, double[] theta, double[][] inputs, byte[] classes)
    {
        var here = loss.Loss(theta, inputs, classes);
        var (rise, barrier) = (0.0, 0.0);
        for (var g = 1; g < Math.Min(group.Order, MaxRelated + 1); g++)
        {
            var moved = RelatedMinima.Moved(loss, shape, group, g, theta);
            rise = Math.Max(rise, Math.Abs(loss.Loss(moved, inputs, classes) - here));
            barrier = Math.Max(barrier, RelatedMinima.Barrier(loss, theta, moved, inputs, classes));
        }

        return [new("related_loss_difference", rise), new("related_barrier", barrier)];
    }
}
