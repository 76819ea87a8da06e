using Symmetry.Engine.Features;
using Symmetry.Engine.Mlp;

namespace Symmetry.Engine.Experiments.Mlp.SymmetryMethods;

/// <summary>Trained on X; the predicted probabilities are averaged over the orbit (the Reynolds operator).</summary>
internal sealed class AverageMethod : OrbitMethod
{
    public override string Name => "average";
    protected internal override bool IsInvariant => true;
    public override MlpTask Prepare(TrialSpec spec, FeatureStore features) => new Task(this, spec, features);

    private sealed class Task(OrbitMethod method, TrialSpec spec, FeatureStore features) : OrbitTask(method, spec, features)
    {
        // Averages start from the canonical image, so that all images of an orbit are summed in one order.
        protected override void WriteTestInputs(ReadOnlySpan<float> image, Span<float> inputs) => Group.Canonical(image, inputs);

        protected override Scores ScoresOf(Network network)
        {
            var (canonical, moved) = (new float[Inputs], new float[Inputs]);
            var (probabilities, sums) = (new double[Images.Classes], new double[Images.Classes]);
            return (image, scores) =>
            {
                WriteTestInputs(image, canonical);
                Array.Clear(sums);
                for (var g = 0; g < Group.Order; g++)
                {
                    Group.Apply(g, canonical, moved);
                    Reference.Logits(network, moved, scores);
                    for (var k = 0; k < scores.Length; k++)
                    {
                        probabilities[k] = scores[k];
                    }

                    var sum = Softmax.Exponentials(probabilities).Sum;
                    for (var k = 0; k < scores.Length; k++)
                    {
                        sums[k] += probabilities[k] / sum;
                    }
                }

                for (var k = 0; k < scores.Length; k++)
                {
                    scores[k] = (float)(sums[k] / Group.Order);
                }
            };
        }
    }
}
