using Symmetry.Engine.Features;

namespace OwnFeatureMap;

/// <summary>The feature map that specifications call laplacian-product.</summary>
public sealed class LaplacianProduct : ICustomFeatureMap
{
    /// <inheritdoc/>
    public string Name => "laplacian-product";

    /// <inheritdoc/>
    public bool IsInvariant => true;

    /// <inheritdoc/>
    public FeatureMap Of(int height, int width) => new Map(height, width);

    // x_i times each of its four neighbours on the torus, summed. Products first: those of x and -x have the same bits, and so
    // have their sums. The sum of the neighbours first would not do: 1 + (-1) is +0 for x and for -x, and x_i times it +0 or -0.
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
