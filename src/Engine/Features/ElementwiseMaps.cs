namespace Symmetry.Engine.Features;

/// <summary>x_i.</summary>
internal sealed class IdentityMap(int pixels) : FeatureMap
{
    public override int Count => pixels;

    public override bool IsInvariant => false;

    public override void Apply(ReadOnlySpan<float> x, Span<float> features) => x.CopyTo(features);
}

/// <summary>x_i².</summary>
internal sealed class SquareMap(int pixels) : FeatureMap
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

/// <summary>x_i·x_{i+e1}: each pixel times its right neighbour, the last of a line times the first (eq. 11).</summary>
internal sealed class GradientMap(int height, int width) : FeatureMap
{
    public override int Count => height * width;

    public override bool IsInvariant => true;

    public override void Apply(ReadOnlySpan<float> x, Span<float> features)
    {
        for (var start = 0; start < height * width; start += width)
        {
            var line = x.Slice(start, width);
            var products = features.Slice(start, width);
            for (var column = 0; column + 1 < line.Length; column++)
            {
                products[column] = line[column] * line[column + 1];
            }

            products[^1] = line[^1] * line[0];
        }
    }
}
