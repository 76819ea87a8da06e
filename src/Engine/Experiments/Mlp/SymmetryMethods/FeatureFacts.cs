using Symmetry.Engine.Data;
using Symmetry.Engine.Features;
using Symmetry.Engine.Mlp;

namespace Symmetry.Engine.Experiments.Mlp.SymmetryMethods;

/// <summary>Checks a trial of <see cref="FeaturesMethod"/> for the exact facts that apply to it.</summary>
internal sealed class FeatureFacts(MlpSettings settings, FeatureTable table, Split split, int[] rows)
{
    // How far below ln 10 rounding may put a mean loss that is exactly ln 10: double sums over at most 2¹⁵ rows err by less than
    // 10⁻¹¹, and a broken network shows far more.
    private const double Rounding = 1e-9;

    /// <summary>The facts that apply to trials with these settings.</summary>
    public static IReadOnlyList<ExactFact> ApplicableTo(MlpSettings settings) =>
    [
        .. settings.IsOdd ? [MlpFacts.OddBound] : (ExactFact[])[],
        .. settings.Features.IsInvariant ? [MlpFacts.Invariance] : (ExactFact[])[],
        .. settings is { IsOdd: true, Training: TrainingSet.Both, Loss: Loss.CrossEntropy } ? [MlpFacts.PairLoss] : (ExactFact[])[],
        .. settings.Features == FeatureMaps.Identity && settings.Training is TrainingSet.Both ? [MlpFacts.OrbitLoss] : (ExactFact[])[],
    ];

    /// <summary>The result of a trial that violates a fact; null if all facts hold.</summary>
    /// <param name="network">The trained network.</param>
    /// <param name="loss">Its mean loss over the training rows.</param>
    /// <param name="original">Test images that it classifies correctly.</param>
    /// <param name="inverted">Inverted test images that it classifies correctly.</param>
    public TrialResult? FirstViolation(Network network, double loss, int original, int inverted)
    {
        foreach (var fact in ApplicableTo(settings))
        {
            if (EvidenceAgainst(fact, network, loss, original, inverted) is { } evidence)
            {
                return TrialResult.Violation(fact, evidence);
            }
        }

        return null;
    }

    private string? EvidenceAgainst(ExactFact fact, Network network, double loss, int original, int inverted)
    {
        if (fact == MlpFacts.OddBound)
        {
            return original + inverted > split.Test.Length ? Text($"{original} + {inverted} of {split.Test.Length}") : null;
        }

        if (fact == MlpFacts.Invariance)
        {
            return table.FirstVariant(split.Test) is >= 0 and var image ? Text($"the features of image {image} and of its inversion differ") : null;
        }

        if (fact == MlpFacts.PairLoss)
        {
            var bound = Math.Log(table.Images.Classes);
            return loss < bound - Rounding ? Text($"the loss is {loss:R}, below {bound:R}") : null;
        }

        // U(g) swaps x and −x, so the rows in the other order give the same terms in the same order.
        var half = rows.Length / 2;
        var swapped = network.WithFirstLayerNegated().MeanLoss(table.Matrix, [.. rows[half..], .. rows[..half]], table.Labels, settings.Loss);
        return BitConverter.DoubleToInt64Bits(swapped) != BitConverter.DoubleToInt64Bits(loss) ? Text($"{swapped:R} is not {loss:R}") : null;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
