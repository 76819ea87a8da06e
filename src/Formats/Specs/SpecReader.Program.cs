using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Symmetry.Engine.Experiments;
using Symmetry.Engine.Experiments.Declared;
using Symmetry.Engine.Experiments.Programs;
using Symmetry.Engine.Settings;

namespace Symmetry.Formats.Specs;

/// <summary>Reads a program as the trial: <c>program: [python3, train.py]</c> with its metrics, files and settings of any name.</summary>
internal sealed partial class SpecReader
{
    private static readonly string[] MetricKeys = ["better", "kind"];

    private static readonly (string Unit, double Seconds)[] Units = [("s", 1), ("m", 60), ("h", 3600), ("d", 86400)];
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private ProgramExperiment ReadProgram(YamlNode node, Dictionary<string, YamlNode> entries)
    {
        if (entries.Keys.FirstOrDefault(key => key is "experiment" or "data" or "keep") is { } odd)
        {
            throw Refuse(entries[odd], $"The key '{odd}' is for the built-in experiments, and the trials here are runs of a program. Remove it.");
        }

        if (!entries.TryGetValue("metrics", out var metrics))
        {
            throw Refuse(node, "A program needs the key 'metrics': what it reports, such as metrics: {accuracy: {better: larger}}.");
        }

        var command = ReadWords(node, "program", "a list of words, such as [python3, train.py]");
        var files = entries.TryGetValue("files", out var listed) ? ReadFiles(listed) : [];
        RequireListed(node, command, files);
        try
        {
            return new ProgramExperiment(new ProgramDeclaration
            {
                Command = command,
                Columns = new DeclaredColumns(DeclareSettings(entries), ReadMetrics(metrics)),
                Files = files,
                Timeout = entries.TryGetValue("timeout", out var timeout) ? ReadDuration(timeout) : TimeSpan.FromHours(1),
                IsDeterministic = entries.TryGetValue("deterministic", out var promised) && ReadBoolean(promised, "deterministic"),
            });
        }
        catch (FormatException e)
        {
            var key = ProgramKeys.FirstOrDefault(key => e.Message.StartsWith(key + ":", StringComparison.Ordinal)) ?? "program";
            throw Refuse(entries.GetValueOrDefault(key) ?? node, e.Message);
        }
    }

    // The kind of a setting is that of all values that axes and fixed give it.
    private List<(string Name, SettingKind Kind)> DeclareSettings(Dictionary<string, YamlNode> entries)
    {
        IEnumerable<YamlNode> sections =
        [
            .. entries.TryGetValue("axes", out var axes) ? [axes] : (YamlNode[])[],
            .. entries.GetValueOrDefault("zip") is YamlList zip ? zip.Items : [],
        ];
        var settings = new List<(string, SettingKind)>();
        foreach (var (key, value) in sections.OfType<YamlMap>().SelectMany(map => map.Entries))
        {
            Declare(key, value is YamlList list ? list.Items : [value]);
        }

        foreach (var (key, value) in entries.GetValueOrDefault("fixed") is YamlMap shared ? shared.Entries : [])
        {
            Declare(key, [value]);
        }

        return settings;

        void Declare(YamlScalar key, IReadOnlyList<YamlNode> values)
        {
            // A range, such as {from: 1, to: 9, step: 1}, is of numbers. Sweeps refuse a setting that is given twice, and say where.
            if (!settings.Exists(setting => setting.Item1 == key.Text))
            {
                settings.Add((key.Text, values is [YamlMap] ? SettingKind.Number : FreeSetting.KindOf(values.Select(value => TextOf(key, value)))));
            }
        }
    }

    // Quotes make a number a word, which is marked by a character that no number has.
    private string TextOf(YamlScalar key, YamlNode value) => value switch
    {
        YamlScalar { IsNothing: false, Quoted: false } scalar => scalar.Text,
        YamlScalar { IsNothing: false } scalar => $"'{scalar.Text}'",
        YamlList list => ListText(list),
        _ => throw Expected(value, key.Text, "a number, true or false, a word or a list"),
    };

    private string ListText(YamlList list) => new JsonArray([.. list.Items.Select(Item)]).ToJsonString(Plain);

    private JsonNode? Item(YamlNode node) => node switch
    {
        YamlList list => new JsonArray([.. list.Items.Select(Item)]),
        YamlScalar { IsNothing: true } => null,
        YamlScalar { Quoted: false, Text: "true" or "false" } scalar => scalar.Text == "true",
        YamlScalar { Quoted: false } scalar
            when long.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => whole,
        YamlScalar { Quoted: false } scalar
            when double.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var real) && double.IsFinite(real) => real,
        YamlScalar scalar => scalar.Text,
        _ => throw Expected(node, "an item of a list", "a number, true or false, a word or a list"),
    };

    private ImmutableArray<Metric> ReadMetrics(YamlNode node)
    {
        const string Example = "metrics with what is better, such as {accuracy: {better: larger}, loss: {better: smaller}}";
        var metrics = ImmutableArray.CreateBuilder<Metric>();
        foreach (var (key, value) in Map(node, "metrics", Example).Entries)
        {
            var what = $"metrics.{key.Text}";
            var parts = Parts(value, what, MetricKeys);
            if (!parts.TryGetValue("better", out var better))
            {
                throw Refuse(value, $"{what}: the key 'better' is missing. Add better: larger, better: smaller or better: none.");
            }

            metrics.Add(DeclaredColumns.Metric(
                key.Text,
                DeclaredColumns.Direction(Text(better, what)) ?? throw Expected(better, $"{what}.better", "larger, smaller or none"),
                !parts.TryGetValue("kind", out var kind) ? MetricKind.Real
                    : DeclaredColumns.Kind(Text(kind, what)) ?? throw Expected(kind, $"{what}.kind", "real or proportion")));
        }

        return metrics.ToImmutable();
    }

    private ImmutableArray<string> ReadWords(YamlNode node, string what, string expected) =>
        node is YamlList { Items.Count: > 0 } list && list.Items.All(item => item is YamlScalar { IsNothing: false })
            ? [.. list.Items.Select(item => ((YamlScalar)item).Text)]
            : throw Expected(node, what, expected);

    // Paths are relative to the specification, and the files are read now: the sweep has their content.
    private ImmutableArray<ProgramFile> ReadFiles(YamlNode node)
    {
        var beside = RequireFolder(node, "files");
        var files = new List<ProgramFile>();
        var total = 0L;
        foreach (var path in ReadWords(node, "files", "a list of files, such as [train.py, data/train.csv]"))
        {
            try
            {
                var content = beside.Read(path, ProgramFile.MaxTotalBytes - total);
                total += content.Length;
                files.Add(new ProgramFile(path, content));
            }
            catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException)
            {
                throw Refuse(node, $"files: {e.Message}");
            }
        }

        return [.. files.OrderBy(read => read.Path, StringComparer.Ordinal)];
    }

    // Without this a sweep runs here by accident, and fails on every other machine.
    private void RequireListed(YamlNode node, ImmutableArray<string> command, ImmutableArray<ProgramFile> files)
    {
        if (command.FirstOrDefault(word => files.All(known => known.Path != word) && folder?.Has(word) == true) is { } missing)
        {
            throw Refuse(node, $"program: '{missing}' is a file beside the specification. Add it to the key 'files', such as files: [{missing}].");
        }
    }

    private TimeSpan ReadDuration(YamlNode node)
    {
        const string Expect = "a duration from 1s to 7d, such as 60s, 10m or 2h";
        var text = Text(node, "timeout");
        var unit = Array.Find(Units, unit => text.EndsWith(unit.Unit, StringComparison.Ordinal));
        return unit.Unit is not null
            && double.TryParse(text[..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            && value * unit.Seconds is >= 1 and var seconds && seconds <= ProgramDeclaration.MaxTimeout.TotalSeconds
                ? TimeSpan.FromSeconds(seconds)
                : throw Expected(node, "timeout", Expect);
    }

    private bool ReadBoolean(YamlNode node, string what) => node switch
    {
        YamlScalar { Quoted: false, Text: "true" } => true,
        YamlScalar { Quoted: false, Text: "false" } => false,
        _ => throw Expected(node, what, "true or false"),
    };

    private ReplicateDesign ReadNamedFactors(YamlNode node)
    {
        var factors = ImmutableArray.CreateBuilder<CrossedFactor>();
        foreach (var (key, value) in Map(node, "replicates", "a whole number, a goal, or crossed factors of any name, such as {data: 5, init: 10}").Entries)
        {
            var part = $"replicates.{key.Text}";
            places.Add(part, value.Place);
            factors.Add(new CrossedFactor(key.Text, (int)Whole(value, part, 1, ReplicateDesign.MaxReplicates)));
        }

        return new ReplicateDesign { Named = factors.ToImmutable() };
    }
}
