using System.Globalization;
using Symmetry.Engine.Data;
using Symmetry.Engine.Features;
using Symmetry.Engine.Mlp;
using Symmetry.Engine.Settings;

namespace Symmetry.Engine.Trials;

/// <summary>Checks a measured trial against the exact facts that concern it.</summary>
internal static class FactCheck
{
    /// <summary>
    /// How far below ln 10 rounding may put a mean loss that is exactly ln 10: double sums over at most 2¹⁵ rows, far
    /// above their error (below 10⁻¹¹) and far below anything that a broken network would show.
    /// </summary>
    private const double Rounding = 1e-9;

    /// <summary>The first fact that does not hold, in words; <c>null</c> if all that concern the trial do.</summary>
    public static string? FirstViolation(
        TrialSettings settings, FeatureTable table, Split split, int[] train, Network network, TrialResult result)
    {
        foreach (var fact in ExactFacts.All)
        {
            if (fact.Concerns(settings) && Violation(fact, settings, table, split, train, network, result) is { } violation)
            {
                return string.Create(CultureInfo.InvariantCulture, $"{ExactFacts.ViolationPrefix} \"{fact.Statement()}\" is violated: {violation}.");
            }
        }

        return null;
    }

    private static string? Violation(
        ExactFact fact, TrialSettings settings, FeatureTable table, Split split, int[] train, Network network, TrialResult result)
    {
        switch (fact)
        {
            case ExactFact.OddBound:
                return result.CorrectOriginal + result.CorrectInverted > result.TotalOriginal
                    ? string.Create(CultureInfo.InvariantCulture, $"{result.CorrectOriginal} + {result.CorrectInverted} of {result.TotalOriginal}")
                    : null;
            case ExactFact.Invariance:
                return table.FirstVariant(split.Test) is >= 0 and var image
                    ? string.Create(CultureInfo.InvariantCulture, $"the features of image {image} and of its inversion differ")
                    : null;
            case ExactFact.PairLoss:
                var least = Math.Log(table.Images.Classes);
                return result.TrainLoss < least - Rounding
                    ? string.Create(CultureInfo.InvariantCulture, $"the loss is {result.TrainLoss:R}, below {least:R}")
                    : null;
            case ExactFact.OrbitLoss:
                // U(g) exchanges the places of x and −x, so the other order of the rows gives the same terms in the same order.
                var half = train.Length / 2;
                var turned = network.WithFirstLayerNegated().MeanLoss(
                    table.Matrix, [.. train[half..], .. train[..half]], table.Labels, settings.Loss);
                return BitConverter.DoubleToInt64Bits(turned) != BitConverter.DoubleToInt64Bits(result.TrainLoss)
                    ? string.Create(CultureInfo.InvariantCulture, $"{turned:R} is not {result.TrainLoss:R}")
                    : null;
            default:
                throw new ArgumentOutOfRangeException(nameof(fact), fact, "No such fact.");
        }
    }
}
