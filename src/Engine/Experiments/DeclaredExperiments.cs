using System.Text.Json.Nodes;
using Symmetry.Engine.Experiments.Declared;
using Symmetry.Engine.Experiments.Programs;

namespace Symmetry.Engine.Experiments;

/// <summary>The kinds of experiments that sweeps declare.</summary>
internal static class DeclaredExperiments
{
    private static readonly Dictionary<string, Func<JsonObject, IDeclaredExperiment>> Readers = new()
    {
        [ProgramExperiment.Kind] = ProgramExperiment.ReadDeclaration,
        [ImportedExperiment.Kind] = ImportedExperiment.ReadDeclaration,
    };

    /// <summary>Their names.</summary>
    public static IReadOnlyCollection<string> Names => Readers.Keys;

    /// <summary>Reads what <see cref="IDeclaredExperiment.WriteDeclaration"/> wrote; null if no declared experiment has the name.</summary>
    /// <exception cref="FormatException">The declaration is not valid.</exception>
    public static IDeclaredExperiment? Read(string name, JsonNode? declaration) => !Readers.TryGetValue(name, out var read) ? null
        : declaration is JsonObject node ? read(node)
        : throw new FormatException($"The experiment '{name}' has no declaration.");
}
