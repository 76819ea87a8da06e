using Symmetry.Engine.Features;

namespace OwnFeatureMap;

/// <summary>A custom feature map, named laplacian-product in specifications.</summary>
public sealed class LaplacianProduct : ICustomFeatureMap
{
    /// <inheritdoc/>
    public string Name => "laplacian-product";

    /// <inheritdoc/>
    public bool IsInvariant => true;

    /// <inheritdoc/>
    public FeatureMap Of(int height, int width) => new Map(height, width);

    // The sum of x_i times each of its four neighbours on the torus. The products are computed first, because they are bit-identical for x
    // and -x, and so are their sums. Summing the neighbours first would not work: 1 + (-1) is +0 for both x and -x, and x_i times +0 is +0 or -0.
    private sealed class Map(int height, int width) : FeatureMap
    {
        public override int Count => height * width;

        public override bool IsInvariant => true;

        public override void Apply(ReadOnlySpan<float> x, Span<float> features)
        {
            for (var i = 0; i < Count; i++)
            {
                var (line, column) = (i / width, i % width);
                var sum = x[i] * x[((line + height - 1) % height * width) + column];
                sum += x[i] * x[((line + 1) % height * width) + column];
                sum += x[i] * x[(line * width) + ((column + width - 1) % width)];
                sum += x[i] * x[(line * width) + ((column + 1) % width)];
                features[i] = sum;
            }
        }
    }
}
