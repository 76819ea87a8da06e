using System.Text.Json;
using System.Text.Json.Nodes;
using Symmetry.Engine.Experiments;
using Symmetry.Engine.Experiments.Declared;

namespace Symmetry.Engine.Sweeps;

/// <summary>The canonical JSON of a specification: its hash is the sweep's id, and it is what is sent and stored.</summary>
/// <remarks>
/// Values are canonical texts as JSON strings; keys have a fixed order. The numerics version is part of it, and where cells have a
/// goal the version of the stopping rule, so that another version is another sweep. The default experiment, and
/// that nothing is kept per image, are not written, so that sweeps keep the ids that they had before there was a choice.
/// </remarks>
internal static class CanonicalSweep
{
    /// <summary>The maximum length of a text that is read.</summary>
    public const int MaxCharacters = 8_000_000;

    /// <summary>Results of networks with fixed biases before this revision were evaluated without them, and are not to be mixed with today's.</summary>
    private const int FixedBiasRevision = 2;

    private const string Outcomes = "outcomes";

    /// <summary>Writes the canonical JSON, without white space.</summary>
    public static string Write(SweepSpec spec)
    {
        var root = new JsonObject { ["numerics"] = NumericsVersion.Current };
        if (spec.Experiment != ExperimentRegister.Default)
        {
            root["experiment"] = spec.Experiment.Name;
            if (spec.Experiment is IDeclaredExperiment declared)
            {
                root["declaration"] = declared.WriteDeclaration();
            }
        }

        root["name"] = spec.Name;
        root["seed"] = spec.Seed;
        root["replicates"] = Write(spec.Replicates);
        root["axes"] = new JsonArray([.. spec.Axes.Select(axis => axis.Setting is TiedSetting tied ? WriteTied(axis, tied) : Write(axis))]);
        root["fixed"] = Write([.. spec.Fixed.OrderBy(value => value.Setting.Name, StringComparer.Ordinal).Select(value => new Axis(value.Setting, [value]))]);
        if (spec.Axes.SelectMany(axis => axis.Untie()).SelectMany(axis => axis.Values).Concat(spec.Fixed).Any(IsFixedBias))
        {
            root["revision"] = FixedBiasRevision;
        }

        if (!spec.Only.IsEmpty)
        {
            root["only"] = Write(spec.Only);
        }

        root["exclude"] = Write(spec.Exclude);
        if (spec.Sample is { } sample)
        {
            root["sample"] = sample;
        }

        if (spec.KeepsOutcomes)
        {
            root["keep"] = Outcomes;
        }

        return root.ToJsonString();
    }

    /// <summary>Leaves out what the files of a program contain.</summary>
    public static string WithoutFiles(string canonical)
    {
        var root = JsonNode.Parse(canonical)!;
        foreach (var file in root["declaration"]!["files"]!.AsArray())
        {
            file!.AsObject().Remove("base64");
        }

        return root.ToJsonString();
    }

    /// <summary>Reads what <see cref="Write(SweepSpec)"/> wrote.</summary>
    /// <exception cref="SpecException">The text is not a canonical specification, or has another numerics version.</exception>
    public static SweepSpec Read(string text)
    {
        if (text.Length > MaxCharacters)
        {
            throw new SpecException($"The specification has {text.Length} characters, and the maximum is {MaxCharacters}.", "");
        }

        try
        {
            var root = JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { MaxDepth = 16, AllowDuplicateProperties = false })!.AsObject();
            var numerics = (int)root["numerics"]!;
            if (numerics != NumericsVersion.Current)
            {
                throw new SpecException(
                    $"The specification asks for numerics version {numerics}, and this build computes version {NumericsVersion.Current}.", "numerics");
            }

            var experiment = ReadExperiment(root["experiment"], root["declaration"]);
            return new SweepSpec
            {
                Experiment = experiment,
                Name = root["name"]!.GetValue<string>(),
                Seed = (long)root["seed"]!,
                Replicates = ReadReplicates(experiment, root["replicates"]!.AsObject()),
                Axes = [.. root["axes"]!.AsArray().Select(axis => ReadGridAxis(experiment, axis!.AsObject()))],
                Fixed = [.. ReadAxes(experiment, root["fixed"]!).Select(axis => axis.Values.Single())],
                Only = root["only"] is { } only ? ReadFilters(experiment, only) : [],
                Exclude = ReadFilters(experiment, root["exclude"]!),
                Sample = (int?)root["sample"],
                KeepsOutcomes = ReadKeep(root["keep"]),
            };
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or NullReferenceException or OverflowException
            or ArgumentException)
        {
            throw new SpecException($"The text is not a canonical specification: {e.Message}", "");
        }
    }

    // Any value but the default, 0.
    private static bool IsFixedBias(SettingValue value) => value.Setting.Name == "biasScale" && value.Text != "0";

    // A goal is written only if there is one, so that sweeps without one keep their ids.
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
        if (!design.Named.IsEmpty)
        {
            node["named"] = new JsonArray([.. design.Named.Select(factor => new JsonObject { ["factor"] = factor.Name, ["size"] = factor.Size })]);
        }

        if (design.Goal is { } goal)
        {
            CanonicalGoal.Write(node, goal);
        }

        return node;
    }

    /// <summary>Writes settings with their values.</summary>
    internal static JsonArray Write(ImmutableArray<Axis> axes) =>
        [.. axes.Select(Write)];

    private static JsonArray Write(ImmutableArray<CellFilter> filters) => [.. filters.Select(filter => Write(filter.Conditions))];

    private static JsonObject Write(Axis axis) => new()
    {
        ["setting"] = axis.Setting.Name,
        ["values"] = new JsonArray([.. axis.Values.Select(value => (JsonNode)value.Text)]),
    };

    // Each value is the list of the values of the tied settings.
    private static JsonObject WriteTied(Axis axis, TiedSetting tied) => new()
    {
        ["settings"] = new JsonArray([.. tied.Settings.Select(setting => (JsonNode)setting.Name)]),
        ["values"] = new JsonArray([.. axis.Values.Select(value => new JsonArray([.. tied.PartsOf(value).Select(part => (JsonNode)part.Text)]))]),
    };

    private static ReplicateDesign ReadReplicates(IExperiment experiment, JsonObject node) => new()
    {
        Plain = (int)node["plain"]!,
        Seeds = (int)node["seeds"]!,
        Splits = (int)node["splits"]!,
        Weights = (int)node["weights"]!,
        Orders = (int)node["orders"]!,
        Permutations = (int)node["permutations"]!,
        Named = node["named"] is { } named
            ? [.. named.AsArray().Select(factor => new CrossedFactor((string)factor!["factor"]!, (int)factor["size"]!))]
            : [],
        Goal = CanonicalGoal.Read(experiment, node),
    };

    private static bool ReadKeep(JsonNode? node) => node switch
    {
        null => false,
        _ when (string?)node == Outcomes => true,
        _ => throw new SpecException($"keep: expected '{Outcomes}', got '{node}'.", "keep"),
    };

    private static IExperiment ReadExperiment(JsonNode? node, JsonNode? declaration)
    {
        if (node is null)
        {
            return ExperimentRegister.Default;
        }

        var name = (string)node!;
        var experiment = DeclaredExperiments.Read(name, declaration) ?? ExperimentRegister.Find(name);
        return experiment is not null && experiment != ExperimentRegister.Default
            ? experiment
            : throw new SpecException(
                $"Unknown experiment '{name}'. Valid experiments: {string.Join(", ", ExperimentRegister.All.Select(known => known.Name))}.", "experiment");
    }

    /// <summary>Reads settings with their values.</summary>
    internal static ImmutableArray<Axis> ReadAxes(IExperiment experiment, JsonNode node) =>
        [.. node.AsArray().Select(axis => ReadAxis(experiment, (string)axis!["setting"]!, [.. axis["values"]!.AsArray().Select(value => (string)value!)]))];

    private static ImmutableArray<CellFilter> ReadFilters(IExperiment experiment, JsonNode node) =>
        [.. node.AsArray().Select(conditions => new CellFilter(ReadAxes(experiment, conditions!)))];

    private static Axis ReadGridAxis(IExperiment experiment, JsonObject node)
    {
        if (node["settings"] is not { } settings)
        {
            return ReadAxes(experiment, new JsonArray(node.DeepClone()))[0];
        }

        var rows = node["values"]!.AsArray().Select(row => row!.AsArray().Select(text => (string)text!).ToArray()).ToList();
        string[] names = [.. settings.AsArray().Select(name => (string)name!)];
        return names.Length > 1 && rows.TrueForAll(row => row.Length == names.Length)
            ? Axis.Tie([.. names.Select((name, i) => ReadAxis(experiment, name, [.. rows.Select(row => row[i])]))])
            : throw new SpecException($"{string.Join(", ", names)}: expected two or more tied settings with one value each in every row.", "axes");
    }

    // A canonical text has one spelling, so that equal sweeps have equal ids.
    private static Axis ReadAxis(IExperiment experiment, string name, string[] texts)
    {
        if (!experiment.TryFindSetting(name, out var setting))
        {
            throw new SpecException($"Unknown setting '{name}'. Valid settings: {string.Join(", ", experiment.Settings)}.", name);
        }

        var values = ImmutableArray.CreateBuilder<SettingValue>(texts.Length);
        foreach (var text in texts)
        {
            if (!setting.TryParse(text, out var value))
            {
                throw new SpecException($"{name}: expected {setting.Expected}, got '{text}'.", name);
            }

            values.Add(value.Text == text ? value : throw new SpecException($"{name} is written '{text}'; its canonical text is '{value.Text}'.", name));
        }

        return new Axis(setting, values.DrainToImmutable());
    }
}
