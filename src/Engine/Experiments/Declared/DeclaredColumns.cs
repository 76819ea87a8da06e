using System.Text.Json.Nodes;

namespace Symmetry.Engine.Experiments.Declared;

/// <summary>The settings and the metrics that a specification or a file declares.</summary>
public sealed class DeclaredColumns
{
    private static readonly (string Word, MetricDirection Direction)[] Directions =
        [("larger", MetricDirection.Larger), ("smaller", MetricDirection.Smaller), ("none", MetricDirection.None)];

    private static readonly (string Word, MetricKind Kind)[] MetricKinds = [("real", MetricKind.Real), ("proportion", MetricKind.Proportion)];

    private static readonly (string Word, SettingKind Kind)[] SettingKinds =
    [
        ("number", SettingKind.Number), ("boolean", SettingKind.Boolean), ("list", SettingKind.List), ("word", SettingKind.Word),
    ];

    /// <summary>Declares settings and metrics.</summary>
    /// <param name="settings">The name and the kind of each setting.</param>
    /// <param name="metrics">The metrics, at least one.</param>
    /// <exception cref="FormatException">A name is not valid, reserved, or given twice; or there is no metric.</exception>
    public DeclaredColumns(IEnumerable<(string Name, SettingKind Kind)> settings, ImmutableArray<Metric> metrics)
    {
        Settings = [.. settings.Select((setting, place) => new FreeSetting(setting.Name, setting.Kind, place))];
        Metrics = metrics;
        ColumnNames.Check(Settings, Metrics);
    }

    /// <summary>The settings.</summary>
    public ImmutableArray<FreeSetting> Settings { get; }

    /// <summary>The metrics.</summary>
    public ImmutableArray<Metric> Metrics { get; }

    /// <summary>Settings without values.</summary>
    public FreeSettings Defaults => new(Settings.Length);

    /// <summary>A metric that is not described.</summary>
    public static Metric Metric(string name, MetricDirection better, MetricKind kind = MetricKind.Real) => new(name, kind, better, "");

    /// <summary>The direction of a word: larger, smaller or none; null for another word.</summary>
    public static MetricDirection? Direction(string word) => Find(Directions, word);

    /// <summary>The kind of a word: real or proportion; null for another word.</summary>
    public static MetricKind? Kind(string word) => Find(MetricKinds, word);

    /// <summary>Writes them into a declaration.</summary>
    internal void Write(JsonObject node)
    {
        node["settings"] = new JsonArray([.. Settings.Select(setting => new JsonObject
        {
            ["name"] = setting.Name,
            ["kind"] = Word(SettingKinds, setting.Kind),
        })]);
        node["metrics"] = new JsonArray([.. Metrics.Select(metric => new JsonObject
        {
            ["name"] = metric.Name,
            ["better"] = Word(Directions, metric.Better),
            ["kind"] = Word(MetricKinds, metric.Kind),
        })]);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="FormatException">The node does not declare settings and metrics.</exception>
    internal static DeclaredColumns Read(JsonObject node) => new(
        node["settings"]!.AsArray().Select(setting => ((string)setting!["name"]!, Required(SettingKinds, setting["kind"]))),
        [.. node["metrics"]!.AsArray().Select(metric =>
            Metric((string)metric!["name"]!, Required(Directions, metric["better"]), Required(MetricKinds, metric["kind"])))]);

    private static T? Find<T>((string Word, T Value)[] words, string word)
        where T : struct
    {
        var index = Array.FindIndex(words, entry => entry.Word == word);
        return index < 0 ? null : words[index].Value;
    }

    private static string Word<T>((string Word, T Value)[] words, T value)
        where T : struct, Enum => words.First(entry => entry.Value.Equals(value)).Word;

    private static T Required<T>((string Word, T Value)[] words, JsonNode? node)
        where T : struct => Find(words, (string)node!) ?? throw new FormatException($"Unknown word '{node}' in a declaration.");
}
