using System.Collections.Concurrent;
using System.Reflection;

namespace Symmetry.Engine.Plugins;

/// <summary>The objects that specifications can name: the built-in ones, and those that plug-ins have registered. Thread-safe.</summary>
/// <param name="kind">What the objects are, for messages, such as "feature map".</param>
/// <param name="builtIn">The built-in objects.</param>
/// <param name="nameOf">The name of an object.</param>
internal sealed class PluginRegister<T>(string kind, IReadOnlyList<T> builtIn, Func<T, string> nameOf)
    where T : class
{
    private const int MaxName = 40;

    private readonly ConcurrentDictionary<string, T> custom = new(StringComparer.Ordinal);

    /// <summary>Names that belong to no object and that no object may have.</summary>
    public IReadOnlyCollection<string> Reserved { get; init; } = [];

    /// <summary>Checks an object before it is registered; throws an <see cref="ArgumentException"/> with one sentence.</summary>
    public Action<T> Check { get; init; } = _ => { };

    /// <summary>The built-in objects, then the registered ones in the order of their names.</summary>
    public IReadOnlyList<T> All => [.. builtIn, .. custom.Values.OrderBy(nameOf, StringComparer.Ordinal)];

    /// <summary>Registers an object. Registering the same class again changes nothing.</summary>
    /// <exception cref="ArgumentException">The name is not valid, belongs to a built-in object, or to another class; or the check failed.</exception>
    public void Register(T item)
    {
        ArgumentNullException.ThrowIfNull(item);
        var name = nameOf(item);
        if (name is not [>= 'a' and <= 'z', ..] || name.Length > MaxName || !name.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-'))
        {
            throw new ArgumentException(
                $"Invalid {kind} name '{name}'. Use 1 to {MaxName} lower-case letters, digits and dashes, beginning with a letter.");
        }

        if (Reserved.Contains(name) || builtIn.Any(known => nameOf(known) == name))
        {
            throw new ArgumentException($"The {kind} {name} is built in. Choose another name.");
        }

        Check(item);
        var registered = custom.GetOrAdd(name, item);
        if (registered.GetType() != item.GetType())
        {
            throw new ArgumentException($"The {kind} name '{name}' is used by two classes: {registered.GetType()} and {item.GetType()}.");
        }
    }

    /// <summary>Registers every public class of an assembly that is a <typeparamref name="T"/>.</summary>
    /// <returns>Their names; empty if the assembly has none.</returns>
    /// <exception cref="ArgumentException">A class has no parameterless constructor, or cannot be registered.</exception>
    public IReadOnlyList<string> RegisterAll(Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        var names = new List<string>();
        foreach (var type in assembly.GetExportedTypes().Where(type => !type.IsAbstract && type.IsAssignableTo(typeof(T))))
        {
            var item = type.GetConstructor(Type.EmptyTypes) is { } constructor
                ? (T)constructor.Invoke(null)
                : throw new ArgumentException($"The {kind} {type} has no public constructor without parameters.");
            Register(item);
            names.Add(nameOf(item));
        }

        return names;
    }
}
