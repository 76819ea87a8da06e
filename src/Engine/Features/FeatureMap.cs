using Symmetry.Engine.Settings;

namespace Symmetry.Engine.Features;

/// <summary>φ: an image's M pixels → its features. Stateless, safe to share. To write one's own: <see cref="ICustomFeatureMap"/>.</summary>
public abstract class FeatureMap
{
    /// <summary>How many features an image has.</summary>
    public abstract int Count { get; }

    /// <summary>Whether φ(−x) and φ(x) have the same bits, for every x.</summary>
    public abstract bool IsInvariant { get; }

    /// <summary>Makes the feature map of a trial.</summary>
    /// <param name="kind">Which one.</param>
    /// <param name="height">Lines of an image.</param>
    /// <param name="width">Pixels of a line.</param>
    /// <param name="permutation">P, for the maps that have one.</param>
    /// <exception cref="ArgumentException">The map needs a permutation of the pixels, and it is not given or of another size.</exception>
    public static FeatureMap Of(FeatureMapKind kind, int height, int width, PixelPermutation? permutation = null) => kind switch
    {
        FeatureMapKind.Identity => new IdentityMap(height * width),
        FeatureMapKind.Square => new SquareMap(height * width),
        FeatureMapKind.Gradient => new GradientMap(height, width),
        FeatureMapKind.Permutation => new PermutationMap(Checked(permutation, height * width)),
        FeatureMapKind.Quadratic => new QuadraticMap(height * width),
        FeatureMapKind.RelativeSign => new RelativeSignMap(Checked(permutation, height * width)),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No feature map of the engine's."),
    };

    /// <summary>Makes the feature map of a trial, which may be one of one's own.</summary>
    /// <param name="settings">Which one.</param>
    /// <param name="height">Lines of an image.</param>
    /// <param name="width">Pixels of a line.</param>
    /// <param name="permutation">P, for the maps that have one.</param>
    public static FeatureMap Of(TrialSettings settings, int height, int width, PixelPermutation? permutation = null)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return settings.Features is FeatureMapKind.Own
            ? CustomFeatureMaps.Make(settings.OwnFeatures, height, width)
            : Of(settings.Features, height, width, permutation);
    }

    /// <summary>Writes φ(x).</summary>
    /// <param name="x">M pixels.</param>
    /// <param name="features"><see cref="Count"/> floats.</param>
    public abstract void Apply(ReadOnlySpan<float> x, Span<float> features);

    private static PixelPermutation Checked(PixelPermutation? permutation, int pixels) =>
        permutation is not null && permutation.Count == pixels
            ? permutation
            : throw new ArgumentException($"The map needs a permutation of {pixels} pixels.", nameof(permutation));
}
