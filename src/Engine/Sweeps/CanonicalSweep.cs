using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Symmetry.Engine.Numerics;
using Symmetry.Engine.Settings;

namespace Symmetry.Engine.Sweeps;

/// <summary>The canonical JSON of a specification: what a sweep's id is taken of, and what travels and is stored.</summary>
/// <remarks>
/// Values are canonical texts as JSON strings; keys stand in a fixed order; the numerics version is a part of it, and the stopping
/// rule's where cells have a goal, so that another version is another sweep.
/// </remarks>
internal static class CanonicalSweep
{
    /// <summary>The longest text that is read.</summary>
    public const int MaxCharacters = 4_000_000;

    /// <summary>Writes the canonical JSON, without white space.</summary>
    public static string Write(SweepSpec spec)
    {
        var root = new JsonObject
        {
            ["numerics"] = NumericsVersion.Current,
            ["name"] = spec.Name,
            ["seed"] = spec.Seed,
            ["replicates"] = Write(spec.Replicates),
            ["axes"] = Write(spec.Axes),
            ["fixed"] = Write([.. spec.Fixed.OrderBy(one => one.Setting.Name, StringComparer.Ordinal).Select(one => new Axis(one.Setting, [one.Value]))]),
            ["exclude"] = new JsonArray([.. spec.Exclude.Select(exclusion => Write(exclusion.Conditions))]),
        };
        return root.ToJsonString();
    }

    /// <summary>Reads what <see cref="Write(SweepSpec)"/> wrote.</summary>
    /// <exception cref="SpecException">The text is something else, or of another numerics version.</exception>
    public static SweepSpec Read(string text)
    {
        if (text.Length > MaxCharacters)
        {
            throw new SpecException($"The specification has {text.Length} characters; allowed are {MaxCharacters}.", "");
        }

        try
        {
            var root = JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { MaxDepth = 16 })!.AsObject();
            var numerics = (int)root["numerics"]!;
            if (numerics != NumericsVersion.Current)
            {
                throw new SpecException(
                    $"The specification asks for numerics version {numerics}; this build computes version {NumericsVersion.Current}.", "numerics");
            }

            return new SweepSpec
            {
                Name = (string)root["name"]!,
                Seed = (long)root["seed"]!,
                Replicates = ReadReplicates(root["replicates"]!.AsObject()),
                Axes = ReadAxes(root["axes"]!),
                Fixed = [.. ReadAxes(root["fixed"]!).Select(axis => new FixedSetting(axis.Setting, axis.Values.Single()))],
                Exclude = [.. root["exclude"]!.AsArray().Select(one => new Exclusion(ReadAxes(one!)))],
            };
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or NullReferenceException)
        {
            throw new SpecException($"The text is not a canonical specification: {e.Message}", "");
        }
    }

    // A goal is named only where there is one, so that sweeps without keep their ids.
    private static JsonObject Write(ReplicateDesign design)
    {
        var node = new JsonObject
        {
            ["plain"] = design.Plain,
            ["seeds"] = design.Seeds,
            ["splits"] = design.Splits,
            ["weights"] = design.Weights,
            ["orders"] = design.Orders,
            ["permutations"] = design.Permutations,
        };
        if (design.HasGoal)
        {
            node["until"] = design.Until;
            node["rule"] = ReplicateDesign.StoppingRule;
        }

        return node;
    }

    private static JsonArray Write(ImmutableArray<Axis> axes) =>
        [.. axes.Select(axis => new JsonObject
        {
            ["setting"] = axis.Setting.Name,
            ["values"] = new JsonArray([.. axis.Values.Select(value => (JsonNode)value)]),
        })];

    private static ReplicateDesign ReadReplicates(JsonObject node)
    {
        var until = node["until"] is { } goal ? (double)goal : 0;
        var rule = node["rule"] is { } number ? (int)number : 1;
        if (until > 0 && rule != ReplicateDesign.StoppingRule)
        {
            throw new SpecException(
                $"The specification stops by rule {rule}; this build stops by rule {ReplicateDesign.StoppingRule}.", "replicates");
        }

        return new ReplicateDesign
        {
            Plain = (int)node["plain"]!,
            Seeds = (int)node["seeds"]!,
            Splits = (int)node["splits"]!,
            Weights = (int)node["weights"]!,
            Orders = (int)node["orders"]!,
            Permutations = (int)node["permutations"]!,
            Until = until,
        };
    }

    private static ImmutableArray<Axis> ReadAxes(JsonNode node) =>
        [.. node.AsArray().Select(one => new Axis(
            Find((string)one!["setting"]!),
            [.. one["values"]!.AsArray().Select(value => (string)value!)]))];

    private static Setting Find(string name) => Setting.TryFind(name, out var setting)
        ? setting
        : throw new SpecException($"There is no setting {name}; allowed are {string.Join(", ", Setting.All)}.", name);
}
