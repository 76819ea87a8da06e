namespace Symmetry.Engine.Features;

/// <summary>sign(x_i)·sign(x_P(i)) (eq. 10).</summary>
internal sealed class RelativeSignMap : IFeatureMapFactory
{
    public string Name => "relative-sign";
    public bool IsInvariant => true;
    public bool HasPermutation => true;
    public FeatureMap Create(int height, int width, PixelPermutation? permutation) => new Map(permutation!);

    private sealed class Map(PixelPermutation permutation) : FeatureMap
    {
        public override int Count => permutation.Count;

        public override bool IsInvariant => true;

        public override void Apply(ReadOnlySpan<float> x, Span<float> features)
        {
            var values = permutation.Values;
            for (var i = 0; i < values.Length; i++)
            {
                features[i] = Sign(x[i]) * Sign(x[values[i]]);
            }
        }

        // A zero keeps its sign, so that the product of two has the same bits for −x as for x.
        private static float Sign(float value) => value > 0 ? 1 : value < 0 ? -1 : value;
    }
}
