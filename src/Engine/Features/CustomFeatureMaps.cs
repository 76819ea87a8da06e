using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Symmetry.Engine.Settings;

namespace Symmetry.Engine.Features;

/// <summary>A feature map of one's own: a public class with a constructor without parameters, found by its name in specifications.</summary>
/// <remarks>
/// The name is a part of a trial's identity and stands for what the map computes: whoever changes that changes the name, or
/// results of the old map pass for those of the new one. The same bits everywhere need operations that IEEE 754 defines
/// (+, −, ×, ÷, √, fused multiply-add, comparisons) in one order: not MathF.Exp, nor sums over vector lanes.
/// </remarks>
public interface ICustomFeatureMap
{
    /// <summary>The word in specifications: 1 to 40 lower-case letters, digits and dashes, a letter first.</summary>
    string Name { get; }

    /// <summary>Whether φ(−x) and φ(x) have the same bits, for every x. Checked on the test images of every trial.</summary>
    bool IsInvariant { get; }

    /// <summary>Makes the map for images of a size.</summary>
    /// <param name="height">Lines of an image.</param>
    /// <param name="width">Pixels of a line.</param>
    FeatureMap Of(int height, int width);
}

/// <summary>The feature maps of one's own that this process knows. Thread-safe.</summary>
public static partial class CustomFeatureMaps
{
    private static readonly ConcurrentDictionary<string, ICustomFeatureMap> Known = new(StringComparer.Ordinal);

    /// <summary>Their names, in order.</summary>
    public static IReadOnlyList<string> Names => [.. Known.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Makes a map known, so that specifications can name it. The same class again changes nothing.</summary>
    /// <exception cref="ArgumentException">The name is none, is the engine's, or is another class's.</exception>
    public static void Register(ICustomFeatureMap map)
    {
        ArgumentNullException.ThrowIfNull(map);
        if (map.Name is null || !NamePattern().IsMatch(map.Name))
        {
            throw new ArgumentException(
                $"A feature map is named \"{map.Name}\"; allowed are 1 to 40 lower-case letters, digits and dashes, a letter first.", nameof(map));
        }

        if (Setting.FeatureWords.Contains(map.Name))
        {
            throw new ArgumentException($"A feature map is named {map.Name}, which is the engine's own; choose another name.", nameof(map));
        }

        var known = Known.GetOrAdd(map.Name, map);
        if (known.GetType() != map.GetType())
        {
            throw new ArgumentException($"Two feature maps are named {map.Name}: {known.GetType()} and {map.GetType()}.", nameof(map));
        }
    }

    /// <summary>Makes every map of an assembly known: its public classes that are <see cref="ICustomFeatureMap"/>.</summary>
    /// <returns>Their names; none where it has none.</returns>
    /// <exception cref="ArgumentException">One of them cannot be made or has a name that is not allowed.</exception>
    public static IReadOnlyList<string> RegisterAll(Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        var names = new List<string>();
        foreach (var type in assembly.GetExportedTypes().Where(type => !type.IsAbstract && type.IsAssignableTo(typeof(ICustomFeatureMap))))
        {
            var map = type.GetConstructor(Type.EmptyTypes) is { } constructor
                ? (ICustomFeatureMap)constructor.Invoke(null)
                : throw new ArgumentException($"The feature map {type} has no constructor without parameters.", nameof(assembly));
            Register(map);
            names.Add(map.Name);
        }

        return names;
    }

    /// <summary>Finds a map by its name.</summary>
    internal static bool TryFind(string name, [NotNullWhen(true)] out ICustomFeatureMap? map) => Known.TryGetValue(name, out map);

    /// <summary>The map of this name.</summary>
    internal static ICustomFeatureMap Get(string name) => TryFind(name, out var map)
        ? map
        : throw new ArgumentException($"There is no feature map {name} here; the assembly that has it must be loaded.", nameof(name));

    /// <summary>Makes the map of this name, and sees to it that it is what it says.</summary>
    internal static FeatureMap Make(string name, int height, int width)
    {
        var own = Get(name);
        var made = own.Of(height, width);
        if (made is null || made.Count < 1 || made.IsInvariant != own.IsInvariant)
        {
            var what = made is null ? "nothing" : string.Create(CultureInfo.InvariantCulture, $"a map of {made.Count} features with IsInvariant {made.IsInvariant}");
            throw new InvalidOperationException(string.Create(
                CultureInfo.InvariantCulture,
                $"The feature map {name} made {what} for images of {height} x {width}; allowed are at least 1 feature and IsInvariant {own.IsInvariant}."));
        }

        return made;
    }

    [GeneratedRegex("^[a-z][a-z0-9-]{0,39}$", RegexOptions.NonBacktracking)]
    private static partial Regex NamePattern();
}
