using System.Reflection;
using Symmetry.Engine.Plugins;

namespace Symmetry.Engine.Features;

/// <summary>The feature maps that specifications can name: the built-in ones, and those that plug-ins have registered. Thread-safe.</summary>
public static class FeatureMaps
{
    /// <summary>x_i; changes its sign under x → −x.</summary>
    public static IFeatureMapFactory Identity { get; } = new IdentityMap();

    /// <summary>x_i²; invariant under x → −x.</summary>
    public static IFeatureMapFactory Square { get; } = new SquareMap();

    /// <summary>x_i·x_{i+e1}: each pixel times its right neighbour, wrapping inside its row (eq. 11); invariant.</summary>
    public static IFeatureMapFactory Gradient { get; } = new GradientMap();

    /// <summary>x_i·x_P(i) for a random permutation P of the pixels (eq. 12); invariant.</summary>
    public static IFeatureMapFactory Permutation { get; } = new PermutationMap();

    /// <summary>All M(M+1)/2 products x_i·x_j, i ≤ j (eq. 9); invariant, and complete for x → −x.</summary>
    public static IFeatureMapFactory Quadratic { get; } = new QuadraticMap();

    /// <summary>sign(x_i)·sign(x_P(i)) (eq. 10), with sign(0) = 0; invariant.</summary>
    public static IFeatureMapFactory RelativeSign { get; } = new RelativeSignMap();

    /// <summary>The built-in maps.</summary>
    public static IReadOnlyList<IFeatureMapFactory> BuiltIn { get; } = [Identity, Square, Gradient, Permutation, Quadratic, RelativeSign];

    /// <summary>The built-in maps, then the registered ones in the order of their names.</summary>
    public static IReadOnlyList<IFeatureMapFactory> All => Maps.All;

    // After the maps that it holds.
    private static PluginRegister<IFeatureMapFactory> Maps { get; } = new("feature map", BuiltIn, map => map.Name);

    /// <summary>Registers a custom map. Registering the same class again changes nothing.</summary>
    /// <exception cref="ArgumentException">The name is not valid, belongs to a built-in map, or to another class.</exception>
    public static void Register(IFeatureMapFactory map) => Maps.Register(map);

    /// <summary>Registers every public class of an assembly that is an <see cref="IFeatureMapFactory"/>.</summary>
    /// <returns>Their names; empty if the assembly has none.</returns>
    /// <exception cref="ArgumentException">A class has no public constructor without parameters, or its name is not valid.</exception>
    public static IReadOnlyList<string> RegisterAll(Assembly assembly) => Maps.RegisterAll(assembly);

    /// <summary>Makes a map for images of a size, and checks that it is what its factory says.</summary>
    /// <exception cref="ArgumentException">The map needs a permutation of height × width pixels, and got none or another size.</exception>
    /// <exception cref="InvalidOperationException">A custom factory made nothing, no features, or a map of another invariance.</exception>
    public static FeatureMap CreateChecked(this IFeatureMapFactory factory, int height, int width, PixelPermutation? permutation = null)
    {
        ArgumentNullException.ThrowIfNull(factory);
        if (factory.HasPermutation && permutation?.Count != height * width)
        {
            throw new ArgumentException($"The feature map {factory.Name} needs a permutation of {height * width} pixels.", nameof(permutation));
        }

        var map = factory.Create(height, width, permutation);
        if (map is null || map.Count < 1 || map.IsInvariant != factory.IsInvariant)
        {
            var made = map is null ? "nothing" : string.Create(CultureInfo.InvariantCulture, $"{map.Count} features with IsInvariant {map.IsInvariant}");
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture,
                $"The feature map {factory.Name} made {made} for images of {height} x {width}; "
                + $"expected at least 1 feature with IsInvariant {factory.IsInvariant}."));
        }

        return map;
    }
}
