using System.Collections.Immutable;
using Symmetry.Engine.Features;
using Symmetry.Engine.Settings;
using Symmetry.Engine.Ways;

namespace Symmetry.Engine.Trials;

/// <summary>Where a training was after some epochs.</summary>
/// <param name="Epochs">Passes over the training rows that were done; 0 is the untrained network.</param>
/// <param name="TrainLoss">The mean loss over the training rows, without penalty.</param>
/// <param name="Original">The rate of test images classified correctly.</param>
/// <param name="Inverted">The rate of inverted test images classified correctly; with a group, of images that are each under one g ≠ e.</param>
public readonly record struct CurvePoint(int Epochs, double TrainLoss, double Original, double Inverted);

/// <summary>Trains a trial once more and looks at it between epochs; what is trained is the trial, bit for bit.</summary>
public static class LearningCurve
{
    /// <summary>The most points of a curve; longer trainings are looked at in equal steps.</summary>
    public const int MaxPoints = 61;

    /// <summary>Why a trial has no learning curve, in one sentence; <c>null</c> if it has one.</summary>
    public static string? Refusal(TrialSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return settings switch
        {
            { Work: not Work.Train } => "This trial trains nothing.",
            { Points: not PointKind.None } => "Points are brought to a minimum by other means than epochs.",
            _ => null,
        };
    }

    /// <summary>The curve, from the untrained network to the last epoch, or to the last one in which everything was finite.</summary>
    /// <param name="spec">The trial, which <see cref="Refusal"/> must not refuse.</param>
    /// <param name="features">The feature tables that trials share.</param>
    /// <param name="stop">Gives up.</param>
    public static ImmutableArray<CurvePoint> Of(TrialSpec spec, FeatureStore features, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(features);
        if (Refusal(spec.Settings) is { } refusal)
        {
            throw new ArgumentException(refusal, nameof(spec));
        }

        var points = ImmutableArray.CreateBuilder<CurvePoint>();
        var step = Math.Max(1, (spec.Settings.Epochs + MaxPoints - 2) / (MaxPoints - 1));
        if (spec.Settings.Symmetry is SymmetryWay.Features)
        {
            OfFeatures(spec, features, Look, stop);
        }
        else
        {
            OfWay(spec, features, Look, stop);
        }

        return points.ToImmutable();

        void Look(int epochs, int tested, Func<(double Loss, int Original, int Inverted)> measure)
        {
            if (epochs % step == 0 || epochs == spec.Settings.Epochs)
            {
                var (loss, original, inverted) = measure();
                points.Add(new CurvePoint(epochs, loss, (double)original / tested, (double)inverted / tested));
            }
        }
    }

    private static void OfFeatures(
        TrialSpec spec, FeatureStore features, Action<int, int, Func<(double Loss, int Original, int Inverted)>> look, CancellationToken stop)
    {
        var (table, split, train) = Trial.Prepare(spec, features);
        if (train.Length == 0)
        {
            return;
        }

        var rule = Trial.RuleOf(spec, table, split, train);
        Trial.Train(spec, table, train, (epochs, network) =>
        {
            look(epochs, split.Test.Length, () =>
            {
                var (original, inverted) = Trial.Count(table, split, network);
                return (network.MeanLoss(table.Matrix, train, table.Labels, spec.Settings.Loss), original, inverted);
            });
            return rule is null || rule.ShouldContinue(epochs, network);
        }, stop);
    }

    private static void OfWay(
        TrialSpec spec, FeatureStore features, Action<int, int, Func<(double Loss, int Original, int Inverted)>> look, CancellationToken stop)
    {
        var data = WayData.Of(spec, features);
        if (data.Trained.Length == 0)
        {
            return;
        }

        data.Train((epochs, model) => look(epochs, data.Split.Test.Length, () =>
        {
            var (original, transformed) = data.Count(model.Scores());
            return (model.TrainLoss(data.Rows), original, transformed);
        }), stop);
    }
}
