using System.Collections.Immutable;
using Symmetry.Engine.Features;
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
        var settings = spec.Settings;
        var data = WayData.Of(spec, features);
        var (rows, trained, tested) = (data.Rows, data.Trained.Length, data.Split.Test.Length);
        if (trained == 0)
        {
            return TrialResult.Failure($"The sampled training set is empty: mu = {settings.Mu:R} kept none of {rows.Matrix.Rows}.");
        }

        var model = data.Train(look: null, stop);
        var loss = model.TrainLoss(rows);
        if (!model.Network.IsFinite || !double.IsFinite(loss))
        {
            return TrialResult.Divergence;
        }

        if (data.Inputs.AreTheSameOnOrbits && data.Inputs.FirstVariant(data.Images, data.Split.Test) is >= 0 and var variant)
        {
            return TrialResult.Failure(
                $"{ExactFacts.ViolationPrefix} \"{ExactFact.OrbitInvariance.Statement()}\" is violated: image {variant} has another in its orbit.");
        }

        var right = data.CountAll(model.Scores());
        var measurements = Measured(settings, right, tested, model, trained);
        if (model.Rule is { } rule)
        {
            measurements = measurements.AddRange(TrainingCost.Of(settings, model.Network.Architecture, data.Group.Order, rule, trained));
        }

        if (settings.Measure is MeasureKind.Minimum)
        {
            var pixels = settings.Symmetry is SymmetryWay.Invariant ? null : data.Group;
            measurements = measurements.AddRange(MinimumMeasure.Of(settings, model.Network, rows.Matrix, data.Trained, rows.Labels, pixels));
        }

        return new TrialResult
        {
            Outcome = TrialOutcome.Completed,
            CorrectOriginal = right.Original,
            TotalOriginal = tested,
            CorrectInverted = right.Transformed,
            TotalInverted = tested,
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
        new("updates", (double)(model.Rule?.Epochs ?? settings.Epochs) * ((trained + settings.Batch - 1) / settings.Batch)),
    ];
}
