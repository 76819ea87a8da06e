using Symmetry.Engine.Features;
using Symmetry.Engine.Mlp;

namespace Symmetry.Engine.Experiments.Mlp.SymmetryMethods;

/// <summary>Trained on X; the predicted probabilities are averaged over the orbit (the Reynolds operator).</summary>
internal sealed class AverageMethod : OrbitMethod
{
    public override string Name => "average";
    protected internal override bool IsInvariant => true;
    protected internal override bool PredictsInOnePass => false;
    public override MlpTask Prepare(TrialSpec spec, FeatureStore features) => new Task(this, spec, features);

    private sealed class Task : OrbitTask
    {
        // Rows that the kernels evaluate at a time: enough to fill their vectors, and 256 KiB of digits.
        private const int BlockRows = 1024;

        private readonly double[] probabilities;
        private readonly double[] sums;
        private readonly float[] averaged;
        private FeatureMatrix? canonicalValidation;
        private FeatureMatrix? orbits;
        private float[]? orbitLogits;

        public Task(OrbitMethod method, TrialSpec spec, FeatureStore features)
            : base(method, spec, features) =>
            (probabilities, sums, averaged) = (new double[Images.Classes], new double[Images.Classes], new float[Images.Classes]);

        // Images whose orbits are evaluated at a time.
        private int BlockImages => Math.Max(1, BlockRows / Group.Order);

        internal override (int Correct, int Total) CountValidated(Network network)
        {
            canonicalValidation ??= Canonical(Split.Validation);
            orbits ??= new FeatureMatrix(BlockImages * Group.Order, Inputs);
            orbitLogits ??= new float[orbits.Rows * Images.Classes];
            var (correct, perOrbit) = (0, Group.Order * Images.Classes);
            for (var start = 0; start < Split.Validation.Length; start += BlockImages)
            {
                var images = Math.Min(BlockImages, Split.Validation.Length - start);
                for (var row = 0; row < images * Group.Order; row++)
                {
                    Group.Apply(row % Group.Order, canonicalValidation.Row(start + (row / Group.Order)), orbits.MutableRow(row));
                }

                network.LogitsOfFirst(orbits, images * Group.Order, orbitLogits);
                for (var i = 0; i < images; i++)
                {
                    Average(orbitLogits.AsSpan(i * perOrbit, perOrbit), averaged);
                    correct += Reference.IsCorrect(averaged, Images.Labels[Split.Validation[start + i]]) ? 1 : 0;
                }
            }

            return (correct, Split.Validation.Length);
        }

        // Averages start from the canonical image, so that all images of an orbit are summed in one order.
        protected override void WriteTestInputs(ReadOnlySpan<float> image, Span<float> inputs) => Group.Canonical(image, inputs);

        protected override Scores ScoresOf(Network network)
        {
            var (canonical, moved) = (new float[Inputs], new float[Inputs]);
            var logits = new float[Group.Order * Images.Classes];
            return (image, scores) =>
            {
                WriteTestInputs(image, canonical);
                for (var g = 0; g < Group.Order; g++)
                {
                    Group.Apply(g, canonical, moved);
                    Reference.Logits(network, moved, logits.AsSpan(g * Images.Classes, Images.Classes));
                }

                Average(logits, scores);
            };
        }

        private FeatureMatrix Canonical(ReadOnlySpan<int> images)
        {
            var canonical = new FeatureMatrix(images.Length, Inputs);
            for (var i = 0; i < images.Length; i++)
            {
                Group.Canonical(Images.Image(images[i]), canonical.MutableRow(i));
            }

            return canonical;
        }

        // The mean of the softmax over an orbit, summed in the order of the elements.
        private void Average(ReadOnlySpan<float> logits, Span<float> scores)
        {
            Array.Clear(sums);
            for (var first = 0; first < logits.Length; first += sums.Length)
            {
                for (var k = 0; k < sums.Length; k++)
                {
                    probabilities[k] = logits[first + k];
                }

                var sum = Softmax.Exponentials(probabilities).Sum;
                for (var k = 0; k < sums.Length; k++)
                {
                    sums[k] += probabilities[k] / sum;
                }
            }

            for (var k = 0; k < scores.Length; k++)
            {
                scores[k] = (float)(sums[k] / Group.Order);
            }
        }
    }
}
