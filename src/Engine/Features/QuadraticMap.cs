namespace Symmetry.Engine.Features;

/// <summary>All products x_i·x_j with i ≤ j, i in the outer loop: M(M + 1)/2 of them (eq. 9).</summary>
internal sealed class QuadraticMap : IFeatureMapFactory
{
    public string Name => "quadratic";
    public bool IsInvariant => true;
    public FeatureMap Create(int height, int width, PixelPermutation? permutation) => new Map(height * width);

    private sealed class Map(int pixels) : FeatureMap
    {
        public override int Count => pixels * (pixels + 1) / 2;

        public override bool IsInvariant => true;

        public override void Apply(ReadOnlySpan<float> x, Span<float> features)
        {
            var at = 0;
            for (var i = 0; i < pixels; i++)
            {
                for (var j = i; j < pixels; j++)
                {
                    features[at++] = x[i] * x[j];
                }
            }
        }
    }
}
