namespace Symmetry.Engine.Features;

/// <summary>A feature map that specifications can name: makes a <see cref="FeatureMap"/> for images of a size.</summary>
/// <remarks>
/// <para>
/// Built-in maps are listed in <see cref="FeatureMaps"/>; a custom one is a public class with a parameterless constructor in a
/// plug-in assembly. The name is part of a trial's identity and stands for what the map computes: change the name when that
/// changes, or results of the old map will be taken for results of the new one.
/// </para>
/// <para>
/// The same bits on every machine need operations that IEEE 754 defines (+, −, ×, ÷, √, fused multiply-add, comparisons) in one
/// order: not MathF.Exp, nor sums over vector lanes.
/// </para>
/// </remarks>
public interface IFeatureMapFactory
{
    /// <summary>The word in specifications: 1 to 40 lower-case letters, digits and dashes, beginning with a letter.</summary>
    string Name { get; }

    /// <summary>Whether φ(−x) and φ(x) have the same bits, for every x. Checked on the test images of every trial.</summary>
    bool IsInvariant { get; }

    /// <summary>Whether the map depends on a random permutation P of the pixels. Default: no.</summary>
    bool HasPermutation => false;

    /// <summary>Makes the map.</summary>
    /// <param name="height">Rows of pixels in an image.</param>
    /// <param name="width">Columns of pixels in an image.</param>
    /// <param name="permutation">P, of height × width pixels; null unless <see cref="HasPermutation"/>.</param>
    FeatureMap Create(int height, int width, PixelPermutation? permutation);
}
