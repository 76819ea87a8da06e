using System.Collections.Immutable;
using Symmetry.Engine.Data;
using Symmetry.Engine.Features;
using Symmetry.Engine.Groups;
using Symmetry.Engine.Minima;
using Symmetry.Engine.Settings;
using Symmetry.Engine.Trials;

namespace Symmetry.Engine.Ways;

/// <summary>A trial of one of the ways to give a model the symmetry of a group.</summary>
/// <remarks>
/// In its result "inverted" means transformed: each test image x under one g ≠ e that is drawn for it, which for the groups of
/// two elements is the only one. Measured beside it: the accuracy over all (x, g), under the g that is worst for it, and the
/// share of images that are right under every g; how many parameters, and how many updates training made of them.
/// </remarks>
internal static class WayTrial
{
    /// <summary>Trains and measures.</summary>
    public static TrialResult Run(TrialSpec spec, FeatureStore features, CancellationToken stop)
    {
        var (settings, draws) = (spec.Settings, spec.Draws);
        var images = features.Images(settings);
        var group = SymmetryGroup.Of(settings.Group, images.Height, images.Width);
        var split = Split.Draw(images.Count / Enlargement.CopiesOf(settings), settings, draws);
        var inputs = new NetworkInputs(settings, group, images, split.Train);
        var rows = new OrbitRows(settings, draws, group, inputs, images, split.Train);
        var trained = rows.Of(0);
        if (trained.Length == 0)
        {
            return TrialResult.Failure($"The sampled training set is empty: mu = {settings.Mu:R} kept none of {rows.Matrix.Rows}.");
        }

        var model = WayModel.Train(settings, draws, group, inputs, rows, images.Classes, stop);
        var loss = model.TrainLoss(rows);
        if (!model.Network.IsFinite || !double.IsFinite(loss))
        {
            return TrialResult.Divergence;
        }

        if (inputs.AreTheSameOnOrbits && inputs.FirstVariant(images, split.Test) is >= 0 and var variant)
        {
            return TrialResult.Failure(
                $"{ExactFacts.ViolationPrefix} \"{ExactFact.OrbitInvariance.Statement()}\" is violated: image {variant} has another in its orbit.");
        }

        var right = OrbitAccuracy.Of(group, images, split.Test, draws, inputs.AreTheSameOnOrbits, model.Scores());
        var measurements = Measured(settings, right, split.Test.Length, model, trained.Length);
        if (settings.Measure is MeasureKind.Minimum)
        {
            var pixels = settings.Symmetry is SymmetryWay.Invariant ? null : group;
            measurements = measurements.AddRange(MinimumMeasure.Of(settings, model.Network, rows.Matrix, trained, rows.Labels, pixels));
        }

        return new TrialResult
        {
            Outcome = TrialOutcome.Completed,
            CorrectOriginal = right.Original,
            TotalOriginal = split.Test.Length,
            CorrectInverted = right.Transformed,
            TotalInverted = split.Test.Length,
            TrainLoss = loss,
            Measurements = measurements,
        };
    }

    private static ImmutableArray<Measurement> Measured(
        TrialSettings settings, OrbitAccuracy right, int tested, WayModel model, int trained) =>
    [
        new("accuracy_orbit", (double)right.ByElement.Sum() / ((long)tested * right.ByElement.Length)),
        new("accuracy_worst_element", (double)right.ByElement.Min() / tested),
        new("accuracy_every_element", (double)right.Every / tested),
        new("parameters", model.Network.Architecture.Parameters),
        new("updates", (double)settings.Epochs * ((trained + settings.Batch - 1) / settings.Batch)),
    ];
}
