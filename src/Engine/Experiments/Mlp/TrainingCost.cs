using Symmetry.Engine.Mlp;

namespace Symmetry.Engine.Experiments.Mlp;

/// <summary>What training took until its stopping rule ended it (<see cref="MlpMetrics.OfTrainingCost"/>).</summary>
internal static class TrainingCost
{
    /// <summary>Epochs, whether the target was reached, and multiplications with an addition.</summary>
    /// <remarks>
    /// A row costs three of them per weight and epoch: forwards, the slopes backwards (but not to the inputs), and the gradient. A
    /// shared first layer costs |G| times as many. The cost of the rule itself and of the inputs is left out.
    /// </remarks>
    public static ImmutableArray<MetricValue> Measure(Architecture shape, int passes, StoppingRule rule, int rows)
    {
        var row = 0.0;
        for (var layer = 0; layer < shape.Layers; layer++)
        {
            var weights = (double)shape.OutputsOf(layer) * shape.InputsOf(layer);
            row += layer == 0 ? 2 * passes * weights : 3 * weights;
        }

        return
        [
            MetricValue.Real("epochs_run", rule.Epochs),
            MetricValue.Real("target_reached", rule.IsReached ? 1 : 0),
            MetricValue.Real("multiply_adds", row * rows * rule.Epochs),
        ];
    }
}
