using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Symmetry.Engine.Data;
using Symmetry.Engine.Features;
using Symmetry.Engine.Groups;
using Symmetry.Engine.Minima;
using Symmetry.Engine.Mlp;
using Symmetry.Engine.Settings;
using Symmetry.Engine.Ways;

namespace Symmetry.Engine.Trials;

/// <summary>The one door into the engine.</summary>
public static class Trial
{
    /// <summary>Trains and measures: a pure function of the spec.</summary>
    /// <param name="spec">Everything that decides the result.</param>
    /// <param name="features">The feature tables that trials on this silo share.</param>
    /// <param name="stop">Gives up; nothing is kept.</param>
    /// <returns>The measured result; or that training diverged; or that an exact fact was violated.</returns>
    /// <exception cref="OperationCanceledException">Training was given up.</exception>
    public static TrialResult Run(TrialSpec spec, FeatureStore features, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(features);
        if (spec.Settings.Work is Work.None)
        {
            stop.ThrowIfCancellationRequested();
            return Untrained(spec);
        }

        var settings = spec.Settings;
        if (settings.Points is not PointKind.None)
        {
            return ToyTrial.Run(spec, stop);
        }

        if (settings.Symmetry is not SymmetryWay.Features)
        {
            return WayTrial.Run(spec, features, stop);
        }

        var (table, split, train) = Prepare(spec, features);
        if (train.Length == 0)
        {
            return TrialResult.Failure($"The sampled training set is empty: mu = {settings.Mu:R} kept none of {2 * split.Train.Length}.");
        }

        var rule = RuleOf(spec, table, split, train);
        return Evaluate(spec, table, split, train, Train(spec, table, train, rule is null ? null : rule.ShouldContinue, stop), rule);
    }

    /// <summary>The features, the split and the rows to train on of a trial that has its symmetry by features.</summary>
    internal static (FeatureTable Table, Split Split, int[] Train) Prepare(TrialSpec spec, FeatureStore features)
    {
        var table = features.Get(spec.Settings, spec.Indices);
        var split = Split.Draw(table.Images.Count / Enlargement.CopiesOf(spec.Settings), spec.Settings, spec.Indices);
        return (table, split, TrainingRows.Of(table, split, spec.Settings, spec.Indices));
    }

    /// <summary>Trains the network of such a trial.</summary>
    /// <param name="spec">The trial.</param>
    /// <param name="table">Its features.</param>
    /// <param name="train">The rows to train on, at least one.</param>
    /// <param name="after">Asked after every epoch; null for nobody.</param>
    /// <param name="stop">Gives up.</param>
    internal static Network Train(TrialSpec spec, FeatureTable table, int[] train, EpochCallback? after, CancellationToken stop)
    {
        var settings = spec.Settings;
        var architecture = new Architecture(table.Map.Count, settings.Hidden, table.Images.Classes, settings.Bias, settings.Activation);
        var protocol = Protocol.Of(settings);
        return settings.BiasScale > 0
            ? SteppedTraining.Run(
                SteppedTraining.Initial(architecture, protocol, settings.BiasScale, spec.Indices),
                protocol, spec.Indices, table.Matrix, _ => train, table.Labels.ToArray(), after, stop)
            : Training.Run(architecture, protocol, spec.Indices, table.Matrix, train, table.Labels, after, stop);
    }

    /// <summary>What may end the training of such a trial before its last epoch; null for nothing.</summary>
    internal static StoppingRule? RuleOf(TrialSpec spec, FeatureTable table, Split split, int[] train) => StoppingRule.Of(
        spec.Settings,
        network =>
        {
            var (original, inverted) = Count(table, split, network);
            return (original + inverted) / (2.0 * split.Test.Length);
        },
        network => network.MeanLoss(table.Matrix, train, table.Labels, spec.Settings.Loss));

    /// <summary>Test images classified correctly, as they are and inverted.</summary>
    internal static (int Original, int Inverted) Count(FeatureTable table, Split split, Network network)
    {
        var original = network.CountCorrect(
            table.Matrix, TrainingRows.Rows(table, split.Test, isInverted: false), table.Labels);

        // Where −x has the features of x, bit for bit, the network cannot tell them apart; that they do is checked with the facts.
        var inverted = table.Map.IsInvariant
            ? original
            : network.CountCorrect(table.Matrix, TrainingRows.Rows(table, split.Test, isInverted: true), table.Labels);
        return (original, inverted);
    }

    // Small counts, the same for the same spec, and different for almost any other.
    private static TrialResult Untrained(TrialSpec spec)
    {
        const int Total = 1800;
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(spec.Canonical), hash);
        return new TrialResult
        {
            Outcome = TrialOutcome.Completed,
            CorrectOriginal = BinaryPrimitives.ReadUInt16LittleEndian(hash) % (Total + 1),
            TotalOriginal = Total,
            CorrectInverted = BinaryPrimitives.ReadUInt16LittleEndian(hash[2..]) % (Total + 1),
            TotalInverted = Total,
            TrainLoss = BinaryPrimitives.ReadUInt16LittleEndian(hash[4..]) / 65536.0,
        };
    }

    private static TrialResult Evaluate(
        TrialSpec spec, FeatureTable table, Split split, int[] train, Network network, StoppingRule? rule)
    {
        var loss = network.MeanLoss(table.Matrix, train, table.Labels, spec.Settings.Loss);
        if (!network.IsFinite || !double.IsFinite(loss))
        {
            return TrialResult.Divergence;
        }

        var (original, inverted) = Count(table, split, network);
        var result = new TrialResult
        {
            Outcome = TrialOutcome.Completed,
            CorrectOriginal = original,
            TotalOriginal = split.Test.Length,
            CorrectInverted = inverted,
            TotalInverted = split.Test.Length,
            TrainLoss = loss,
            Measurements = Measured(spec, table, train, network).AddRange(
                rule is null ? [] : TrainingCost.Of(spec.Settings, network.Architecture, 1, rule, train.Length)),
        };
        var violation = FactCheck.FirstViolation(spec.Settings, table, split, train, network, result);
        return violation is null ? result : TrialResult.Failure(violation);
    }

    private static ImmutableArray<Measurement> Measured(TrialSpec spec, FeatureTable table, int[] train, Network network)
    {
        switch (spec.Settings.Measure)
        {
            case MeasureKind.Permutation:
                var permutation = PixelPermutation.Draw(table.Images.Pixels, spec.Indices);
                return [new("fixed_points", permutation.FixedPoints), new("two_cycles", permutation.TwoCycles)];
            case MeasureKind.Minimum:
                var group = SymmetryGroup.Of(spec.Settings.Group, table.Images.Height, table.Images.Width);
                return MinimumMeasure.Of(
                    spec.Settings, network, table.Matrix, train, table.Labels, spec.Settings.Features is FeatureMapKind.Identity ? group : null);
            default:
                return [];
        }
    }
}
