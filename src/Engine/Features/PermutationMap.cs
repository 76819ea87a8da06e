namespace Symmetry.Engine.Features;

/// <summary>x_i·x_P(i) (eq. 12).</summary>
internal sealed class PermutationMap : IFeatureMapFactory
{
    public string Name => "permutation";
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
                features[i] = x[i] * x[values[i]];
            }
        }
    }
}
