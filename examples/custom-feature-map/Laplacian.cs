using Symmetry.Engine.Features;

namespace OwnFeatureMap;

/// <summary>The feature map that specifications call laplacian-product.</summary>
public sealed class LaplacianProduct : IFeatureMapFactory
{
    /// <inheritdoc/>
    public string Name => "laplacian-product";

    /// <inheritdoc/>
    public bool IsInvariant => true;

    /// <inheritdoc/>
    public FeatureMap Create(int height, int width, PixelPermutation? permutation) => new Map(height, width);

    // The sum of x_i times each of its four neighbours on the torus. The products have the same bits for x and -x, and so do their
    // sums. Adding the neighbours first would be wrong: 1 + (-1) is +0 for both x and -x, and x_i times that is +0 or -0.
    private sealed class Map(int height, int width) : FeatureMap
    {
        public override int Count => height * width;

        public override bool IsInvariant => true;

        public override void Apply(ReadOnlySpan<float> x, Span<float> features)
        {
            for (var i = 0; i < Count; i++)
            {
                var (row, column) = (i / width, i % width);
                var sum = x[i] * x[((row + height - 1) % height * width) + column];
                sum += x[i] * x[((row + 1) % height * width) + column];
                sum += x[i] * x[(row * width) + ((column + width - 1) % width)];
                sum += x[i] * x[(row * width) + ((column + 1) % width)];
                features[i] = sum;
            }
        }
    }
}
