using Symmetry.Engine.Features;

namespace OwnFeatureMap;

/// <summary>The feature map that specifications call laplacian-product.</summary>
public sealed class LaplacianProduct : IOwnFeatureMap
{
    /// <inheritdoc/>
    public string Name => "laplacian-product";

    /// <inheritdoc/>
    public bool IsInvariant => true;

    /// <inheritdoc/>
    public FeatureMap Of(int height, int width) => new Map(height, width);

    // x_i times the sum of its four neighbours, on the torus: an even product, so that x and -x have the same features.
    private sealed class Map(int height, int width) : FeatureMap
    {
        public override int Count => height * width;

        public override bool IsInvariant => true;

        public override void Apply(ReadOnlySpan<float> x, Span<float> features)
        {
            for (var i = 0; i < Count; i++)
            {
                var (line, column) = (i / width, i % width);
                var sum = x[((line + height - 1) % height * width) + column] + x[((line + 1) % height * width) + column];
                sum += x[(line * width) + ((column + width - 1) % width)];
                sum += x[(line * width) + ((column + 1) % width)];
                features[i] = x[i] * sum;
            }
        }
    }
}
