namespace Symmetry.Engine.Features;

/// <summary>x_i·x_{i+e1}: each pixel times its right neighbour, the last of a row times the first (eq. 11).</summary>
internal sealed class GradientMap : IFeatureMapFactory
{
    public string Name => "gradient";
    public bool IsInvariant => true;
    public FeatureMap Create(int height, int width, PixelPermutation? permutation) => new Map(height, width);

    private sealed class Map(int height, int width) : FeatureMap
    {
        public override int Count => height * width;

        public override bool IsInvariant => true;

        public override void Apply(ReadOnlySpan<float> x, Span<float> features)
        {
            for (var start = 0; start < height * width; start += width)
            {
                var row = x.Slice(start, width);
                var products = features.Slice(start, width);
                for (var column = 0; column + 1 < row.Length; column++)
                {
                    products[column] = row[column] * row[column + 1];
                }

                products[^1] = row[^1] * row[0];
            }
        }
    }
}
