using Symmetry.Engine.Data;
using Symmetry.Engine.Features;
using Symmetry.Engine.Groups;
using Symmetry.Engine.Invariants;

namespace Symmetry.Engine.Experiments.Mlp.SymmetryMethods;

/// <summary>Trained on invariant features, standardised over the training rows; the setting invariant chooses them.</summary>
internal sealed class InvariantMethod : OrbitMethod
{
    public override string Name => "invariant";
    public override bool ReadsInvariant => true;
    protected internal override bool HasPixelInputs => false;

    public override ValidationError? Validate(MlpSettings settings) => base.Validate(settings)
        ?? (InvariantMaps.Unavailable(settings.Invariant, settings.Group) is { } reason ? new("invariant", reason) : null);

    public override double MaxFeaturesOf(MlpSettings settings)
    {
        var pixels = (double)settings.Data.Pixels;
        return settings.Invariant is InvariantKind.Quadratic ? pixels * (pixels + 1) / 2 : pixels;
    }

    public override int InputsOf(MlpSettings settings) =>
        InvariantMaps.Create(settings.Invariant, SymmetryGroup.Create(settings.Group, settings.Data.Height, settings.Data.Width)).Count;

    public override MlpTask Prepare(TrialSpec spec, FeatureStore features) => new Task(this, spec, features);

    private sealed class Task : OrbitTask
    {
        private readonly FeatureMap map;
        private readonly double[] means;
        private readonly double[] scales;

        public Task(OrbitMethod method, TrialSpec spec, FeatureStore features)
            : base(method, spec, features)
        {
            map = InvariantMaps.Create(Settings.Invariant, Group);
            (means, scales) = Moments(map, Images, Split.Train);
        }

        protected override int Inputs => map.Count;

        protected override void WriteTrainingInputs(ReadOnlySpan<float> image, Span<float> inputs)
        {
            map.Apply(image, inputs);
            for (var k = 0; k < inputs.Length; k++)
            {
                inputs[k] = (float)((inputs[k] - means[k]) * scales[k]);
            }
        }

        // Sums in double, in the order of the images. A scale of 0 removes a constant feature.
        private static (double[] Means, double[] Scales) Moments(FeatureMap map, ImageSet images, ReadOnlySpan<int> train)
        {
            var features = new float[map.Count];
            var sums = new double[map.Count];
            var squares = new double[map.Count];
            foreach (var image in train)
            {
                map.Apply(images.Image(image), features);
                for (var k = 0; k < features.Length; k++)
                {
                    sums[k] += features[k];
                    squares[k] += (double)features[k] * features[k];
                }
            }

            // A feature that is 0 but for rounding (10⁻¹⁶ of the largest), or constant but for a float's rounding (10⁻⁷), becomes 0.
            var largest = squares.Max() / train.Length;
            for (var k = 0; k < features.Length; k++)
            {
                sums[k] /= train.Length;
                var meanSquare = squares[k] / train.Length;
                var variance = meanSquare - (sums[k] * sums[k]);
                squares[k] = variance > Math.Max(1e-9 * meanSquare, 1e-24 * largest) ? 1 / Math.Sqrt(variance) : 0;
            }

            return (sums, squares);
        }
    }
}
