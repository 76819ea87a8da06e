namespace Symmetry.Engine.Features;

/// <summary>φ: the function from the M pixels of an image to its features. Stateless and safe to share.</summary>
public abstract class FeatureMap
{
    /// <summary>The number of features.</summary>
    public abstract int Count { get; }

    /// <summary>Whether φ(−x) and φ(x) have the same bits, for every x.</summary>
    public abstract bool IsInvariant { get; }

    /// <summary>Writes φ(x).</summary>
    /// <param name="x">M pixels.</param>
    /// <param name="features"><see cref="Count"/> floats.</param>
    public abstract void Apply(ReadOnlySpan<float> x, Span<float> features);
}
