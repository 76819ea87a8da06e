namespace Symmetry.Engine.Features;

/// <summary>x_i².</summary>
internal sealed class SquareMap : IFeatureMapFactory
{
    public string Name => "square";
    public bool IsInvariant => true;
    public FeatureMap Create(int height, int width, PixelPermutation? permutation) => new Map(height * width);

    private sealed class Map(int pixels) : FeatureMap
    {
        public override int Count => pixels;

        public override bool IsInvariant => true;

        public override void Apply(ReadOnlySpan<float> x, Span<float> features)
        {
            for (var i = 0; i < pixels; i++)
            {
                features[i] = x[i] * x[i];
            }
        }
    }
}
