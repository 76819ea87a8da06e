using System.Collections.Concurrent;
using System.Reflection;
using System.Text.RegularExpressions;

namespace Symmetry.Engine.Features;

/// <summary>The feature maps that specifications can name: the built-in ones, and those that plug-ins have registered. Thread-safe.</summary>
public static partial class FeatureMaps
{
    private static readonly ConcurrentDictionary<string, IFeatureMapFactory> Custom = new(StringComparer.Ordinal);

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
    public static IReadOnlyList<IFeatureMapFactory> All => [.. BuiltIn, .. Custom.Values.OrderBy(map => map.Name, StringComparer.Ordinal)];

    /// <summary>Registers a custom map. Registering the same class again changes nothing.</summary>
    /// <exception cref="ArgumentException">The name is not valid, belongs to a built-in map, or to another class.</exception>
    public static void Register(IFeatureMapFactory map)
    {
        ArgumentNullException.ThrowIfNull(map);
        if (map.Name is null || !NamePattern().IsMatch(map.Name))
        {
            throw new ArgumentException(
                $"Invalid feature map name '{map.Name}'. Use 1 to 40 lower-case letters, digits and dashes, beginning with a letter.", nameof(map));
        }

        if (BuiltIn.Any(builtIn => builtIn.Name == map.Name))
        {
            throw new ArgumentException($"The feature map {map.Name} is built in. Choose another name.", nameof(map));
        }

        var known = Custom.GetOrAdd(map.Name, map);
        if (known.GetType() != map.GetType())
        {
            throw new ArgumentException($"Two feature maps are named {map.Name}: {known.GetType()} and {map.GetType()}.", nameof(map));
        }
    }

    /// <summary>Registers every public class of an assembly that is an <see cref="IFeatureMapFactory"/>.</summary>
    /// <returns>Their names; empty if the assembly has none.</returns>
    /// <exception cref="ArgumentException">A class has no parameterless constructor, or its name is not valid.</exception>
    public static IReadOnlyList<string> RegisterAll(Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        var names = new List<string>();
        foreach (var type in assembly.GetExportedTypes().Where(type => !type.IsAbstract && type.IsAssignableTo(typeof(IFeatureMapFactory))))
        {
            var map = type.GetConstructor(Type.EmptyTypes) is { } constructor
                ? (IFeatureMapFactory)constructor.Invoke(null)
                : throw new ArgumentException($"The feature map {type} has no parameterless constructor.", nameof(assembly));
            Register(map);
            names.Add(map.Name);
        }

        return names;
    }

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

    [GeneratedRegex("^[a-z][a-z0-9-]{0,39}$", RegexOptions.NonBacktracking)]
    private static partial Regex NamePattern();
}
