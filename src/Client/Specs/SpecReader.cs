using System.Collections.Immutable;
using System.Globalization;
using Symmetry.Analysis.Text;
using Symmetry.Engine.Data;
using Symmetry.Engine.Settings;
using Symmetry.Engine.Sweeps;

namespace Symmetry.Client.Specs;

/// <summary>Turns a YAML document into a sweep, and every mistake in it into one sentence with a place.</summary>
/// <remarks>
/// The shape is judged here: names, types, values. What makes a specification runnable is judged by the engine, for clients
/// and grains alike; it names the part that is wrong, and <see cref="PartPlaces"/> knows where that part stands.
/// </remarks>
internal sealed partial class SpecReader
{
    private static readonly string[] Keys = ["name", "seed", "replicates", "axes", "fixed", "exclude", "claims", "data"];
    private static readonly string[] Factors = ["seeds", "splits", "weights", "orders", "permutations"];
    private static readonly string[] SettingNames = [.. Setting.All.Select(setting => setting.Name)];

    private readonly string file;
    private readonly PartPlaces places = new();

    private ImageSet? images;

    private SpecReader(string file) => this.file = file;

    /// <summary>Reads, checks and lays out a sweep.</summary>
    /// <param name="text">The YAML text.</param>
    /// <param name="file">The file's name, for messages.</param>
    /// <param name="defaultName">The sweep's name if the text gives none.</param>
    /// <exception cref="SpecFileException">The text specifies no sweep that can be run, or claims what cannot be asked of it.</exception>
    public static Sweep Read(string text, string file, string defaultName) => ReadDocument(text, file, defaultName).Sweep;

    /// <summary>Reads a sweep and what is claimed about it.</summary>
    /// <inheritdoc cref="Read"/>
    public static SpecDocument ReadDocument(string text, string file, string defaultName)
    {
        var reader = new SpecReader(file);
        var root = YamlTree.Read(text, file);
        var sweep = reader.LayOut(reader.ReadSpec(root, defaultName));
        return new SpecDocument(sweep, reader.ReadClaims(sweep, root)) { Images = reader.images };
    }

    private Sweep LayOut(SweepSpec spec)
    {
        try
        {
            return new Sweep(spec);
        }
        catch (SpecException e)
        {
            throw new SpecFileException(file, places.Find(e.Part), e.Message);
        }
    }

    private SweepSpec ReadSpec(YamlNode root, string defaultName)
    {
        var map = Map(root, "the specification", "name, seed, replicates, axes, fixed, exclude, claims and data");
        places.Add("", map.Place);
        var entries = new Dictionary<string, YamlNode>();
        foreach (var (key, value) in map.Entries)
        {
            if (!Keys.Contains(key.Text))
            {
                throw UnknownKey(key);
            }

            places.Add(key.Text, value.Place);
            entries[key.Text] = value;
        }

        if (!entries.TryGetValue("replicates", out var replicates))
        {
            throw Refuse(map, "replicates are missing; allowed is a number, such as replicates: 40, or crossed factors.");
        }

        return new SweepSpec
        {
            Name = entries.TryGetValue("name", out var name) ? Text(name, "name") : defaultName,
            Seed = entries.TryGetValue("seed", out var seed) ? Whole(seed, "seed", 0, long.MaxValue) : 1,
            Replicates = ReadReplicates(replicates),
            Axes = entries.TryGetValue("axes", out var axes) ? ReadAxes(axes) : [],
            Fixed =
            [
                .. entries.TryGetValue("fixed", out var shared) ? ReadFixed(shared) : [],
                .. entries.TryGetValue("data", out var data) ? ReadData(data) : [],
            ],
            Exclude = entries.TryGetValue("exclude", out var exclude) ? ReadExclude(exclude) : [],
        };
    }

    private ReplicateDesign ReadReplicates(YamlNode node)
    {
        if (node is YamlScalar)
        {
            return ReplicateDesign.Of((int)Whole(node, "replicates", 1, ReplicateDesign.MaxReplicates));
        }

        if (node is YamlMap map && map.Entries.Any(entry => entry.Key.Text is "until" or "atMost"))
        {
            return ReadGoal(map);
        }

        var allowed = $"a whole number, or some of {string.Join(", ", Factors)}";
        var sizes = new Dictionary<string, int>();
        foreach (var (key, value) in Map(node, "replicates", allowed).Entries)
        {
            if (!Factors.Contains(key.Text))
            {
                throw Refuse(key, $"{key.Text} is no factor of replicates; allowed are {string.Join(", ", Factors)}."
                    + NearestName.Hint(key.Text, Factors));
            }

            var part = $"replicates.{key.Text}";
            places.Add(part, value.Place);
            sizes[key.Text] = (int)Whole(value, part, 1, ReplicateDesign.MaxReplicates);
        }

        return new ReplicateDesign
        {
            Seeds = sizes.GetValueOrDefault("seeds"),
            Splits = sizes.GetValueOrDefault("splits"),
            Weights = sizes.GetValueOrDefault("weights"),
            Orders = sizes.GetValueOrDefault("orders"),
            Permutations = sizes.GetValueOrDefault("permutations"),
        };
    }

    private ImmutableArray<Axis> ReadAxes(YamlNode node)
    {
        var axes = ImmutableArray.CreateBuilder<Axis>();
        foreach (var (key, value) in Map(node, "axes", "settings with lists of values, such as bias: [false, true]").Entries)
        {
            var setting = FindSetting(key);
            var part = $"axes.{setting.Name}";
            places.Add(part, value.Place);
            if (value is not YamlList list)
            {
                throw Refuse(value, $"{part} is {Describe(value)}; allowed is a list of values, and a single value under fixed.");
            }

            axes.Add(new Axis(setting, ReadValues(setting, list, part)));
        }

        return axes.ToImmutable();
    }

    private ImmutableArray<FixedSetting> ReadFixed(YamlNode node)
    {
        var settings = ImmutableArray.CreateBuilder<FixedSetting>();
        foreach (var (key, value) in Map(node, "fixed", "settings with one value each, such as epochs: 40").Entries)
        {
            var setting = FindSetting(key);
            places.Add($"fixed.{setting.Name}", value.Place);
            settings.Add(new FixedSetting(setting, ReadValue(setting, value)));
        }

        return settings.ToImmutable();
    }

    private ImmutableArray<Exclusion> ReadExclude(YamlNode node)
    {
        if (node is not YamlList list)
        {
            throw Refuse(node, $"exclude is {Describe(node)}; allowed is a list of conditions, such as - {{training: both}}.");
        }

        var exclusions = ImmutableArray.CreateBuilder<Exclusion>();
        foreach (var item in list.Items)
        {
            var part = string.Create(CultureInfo.InvariantCulture, $"exclude[{exclusions.Count}]");
            places.Add(part, item.Place);
            var conditions = ImmutableArray.CreateBuilder<Axis>();
            foreach (var (key, value) in Map(item, part, "settings with the values to leave out, such as {training: both}").Entries)
            {
                var setting = FindSetting(key);
                var conditionPart = $"{part}.{setting.Name}";
                places.Add(conditionPart, value.Place);
                conditions.Add(new Axis(setting, IsSingle(setting, value)
                    ? [ReadValue(setting, value)]
                    : ReadValues(setting, (YamlList)value, conditionPart)));
            }

            exclusions.Add(new Exclusion(conditions.ToImmutable()));
        }

        return exclusions.ToImmutable();
    }

    private ImmutableArray<string> ReadValues(Setting setting, YamlList list, string part)
    {
        var values = ImmutableArray.CreateBuilder<string>();
        foreach (var item in list.Items)
        {
            places.Add(string.Create(CultureInfo.InvariantCulture, $"{part}[{values.Count}]"), item.Place);
            values.Add(ReadValue(setting, item));
        }

        return values.ToImmutable();
    }

    // The canonical text of one value: what the setting makes of it, said again by the setting.
    private string ReadValue(Setting setting, YamlNode node)
    {
        var text = node switch
        {
            YamlScalar { Quoted: true } when setting.Kind is not (SettingKind.Word or SettingKind.Text) => null,
            YamlScalar scalar => scalar.Text,
            YamlList list when setting.Kind is SettingKind.Widths && list.Items.All(item => item is YamlScalar { Quoted: false }) =>
                $"[{string.Join(',', list.Items.Select(item => ((YamlScalar)item).Text))}]",
            _ => null,
        };
        if (text is null || !setting.TryApply(text, TrialSettings.Default, out var applied))
        {
            var hint = node is YamlScalar word ? NearestName.Hint(word.Text, setting.Words) : "";
            throw Refuse(node, $"{setting.Name} is {Describe(node)}; allowed is {setting.Allowed}.{hint}");
        }

        return setting.Format(applied);
    }

    // Widths are lists themselves: [10, 5] is one value, [[10, 5], [20]] are two.
    private static bool IsSingle(Setting setting, YamlNode value) => value is not YamlList list
        || (setting.Kind is SettingKind.Widths && !list.Items.Any(item => item is YamlList));

    private Setting FindSetting(YamlScalar key) => Setting.TryFind(key.Text, out var setting)
        ? setting
        : throw Refuse(key, $"{Quote(key.Text)} is no setting; allowed are {string.Join(", ", SettingNames)}."
            + NearestName.Hint(key.Text, SettingNames));

    private SpecFileException UnknownKey(YamlScalar key) => SettingNames.Contains(key.Text)
        ? Refuse(key, $"{key.Text} is a setting and stands under axes or under fixed; allowed here are {string.Join(", ", Keys)}.")
        : Refuse(key, $"{Quote(key.Text)} is no key of a specification; allowed are {string.Join(", ", Keys)}."
            + NearestName.Hint(key.Text, Keys));

    private YamlMap Map(YamlNode node, string what, string allowed) => node as YamlMap
        ?? throw Refuse(node, $"{what} is {Describe(node)}; allowed are {allowed}.");

    private string Text(YamlNode node, string what) => node is YamlScalar { IsNothing: false } scalar
        ? scalar.Text
        : throw Refuse(node, $"{what} is {Describe(node)}; allowed is a name.");

    private long Whole(YamlNode node, string what, long least, long most)
    {
        if (node is YamlScalar { Quoted: false } scalar
            && long.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            && value >= least && value <= most)
        {
            return value;
        }

        throw Refuse(node, string.Create(
            CultureInfo.InvariantCulture, $"{what} is {Describe(node)}; allowed is a whole number from {least} to {most}."));
    }

    private SpecFileException Refuse(YamlNode at, string sentence) => new(file, at.Place, sentence);

    private static string Describe(YamlNode node) => node switch
    {
        YamlScalar { IsNothing: true } => "empty",
        YamlScalar { Quoted: true } scalar => $"the text {Quote(scalar.Text)}",
        YamlScalar scalar => Shorten(scalar.Text),
        YamlList { Items.Count: 0 } => "the empty list",
        YamlList => "a list",
        _ => "a map",
    };

    private static string Quote(string text) => $"\"{Shorten(text)}\"";

    // A value may be a megabyte of anything: a sentence shows the beginning, on one line.
    private static string Shorten(string text)
    {
        var line = string.Concat(text.Select(letter => char.IsControl(letter) ? ' ' : letter));
        return line.Length <= 60 ? line : line[..57] + "...";
    }
}
