using System.Collections.Immutable;
using Symmetry.Engine.Mlp;
using Symmetry.Engine.Settings;
using Symmetry.Engine.Trials;

namespace Symmetry.Engine.Ways;

/// <summary>What training took until its stopping rule fired: the same on every machine, as seconds are not.</summary>
internal static class TrainingCost
{
    /// <summary>Epochs, whether the target was reached, and multiplications with an addition.</summary>
    /// <remarks>
    /// A row costs three a weight and epoch: forwards, the slopes backwards (but not to the inputs), and the gradient. A
    /// shared first layer costs |G| times as many. What the rule itself and the inputs cost is left out.
    /// </remarks>
    /// <param name="settings">The trial's settings.</param>
    /// <param name="shape">The network's shape.</param>
    /// <param name="order">|G|.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="rows">Rows an epoch.</param>
    public static ImmutableArray<Measurement> Of(TrialSettings settings, Architecture shape, int order, StoppingRule rule, int rows)
    {
        var copies = settings.Symmetry is SymmetryWay.Share ? order : 1;
        var row = 0.0;
        for (var layer = 0; layer < shape.Layers; layer++)
        {
            var weights = (double)shape.OutputsOf(layer) * shape.InputsOf(layer);
            row += layer == 0 ? 2 * copies * weights : 3 * weights;
        }

        return
        [
            new("epochs_run", rule.Epochs),
            new("target_reached", rule.IsReached ? 1 : 0),
            new("multiply_adds", row * rows * rule.Epochs),
        ];
    }
}
