namespace Symmetry.Engine.Features;

/// <summary>x_i.</summary>
internal sealed class IdentityMap : IFeatureMapFactory
{
    public string Name => "identity";
    public bool IsInvariant => false;
    public FeatureMap Create(int height, int width, PixelPermutation? permutation) => new Map(height * width);

    private sealed class Map(int pixels) : FeatureMap
    {
        public override int Count => pixels;

        public override bool IsInvariant => false;

        public override void Apply(ReadOnlySpan<float> x, Span<float> features) => x.CopyTo(features);
    }
}
