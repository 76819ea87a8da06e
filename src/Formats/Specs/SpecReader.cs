using Symmetry.Engine.Data;
using Symmetry.Engine.Experiments;
using Symmetry.Engine.Experiments.Declared;
using Symmetry.Engine.Experiments.Programs;
using Symmetry.Engine.Settings;

namespace Symmetry.Formats.Specs;

/// <summary>Turns a YAML document into a sweep, and every mistake in it into one sentence with a line and column.</summary>
/// <remarks>
/// The shape is checked here: names, types, values. Whether a specification can be run is checked by the engine, for clients and
/// grains alike; it names the part that is wrong, and <see cref="PartPlaces"/> knows where that part is.
/// </remarks>
internal sealed partial class SpecReader
{
    // Before Keys, which has them.
    private static readonly string[] ProgramKeys = ["program", "metrics", "files", "timeout", "deterministic"];

    private static readonly string[] Keys =
    [
        "name", "experiment", "seed", "replicates", "axes", "zip", "fixed", "only", "exclude", "sample", "keep", "claims", "data", .. ProgramKeys,
    ];

    private static readonly string[] Factors = ["seeds", "splits", "weights", "orders", "permutations"];

    private readonly string file;
    private readonly SpecFolder? folder;
    private readonly PartPlaces places = new();

    private IExperiment experiment = ExperimentRegister.Default;
    private ImageSet? images;

    private SpecReader(string file, SpecFolder? folder) => (this.file, this.folder) = (file, folder);

    /// <summary>Reads, checks and lays out a sweep.</summary>
    /// <exception cref="SpecFileException">The text does not specify a sweep that can be run, or has a claim that cannot be answered.</exception>
    public static Sweep Read(string text, string file, string defaultName) => ReadDocument(text, file, defaultName).Sweep;

    /// <summary>Reads a sweep and the claims about it.</summary>
    /// <inheritdoc cref="Read"/>
    public static SpecDocument ReadDocument(string text, string file, string defaultName) => ReadDocument(text, file, defaultName, new SpecFolder(file));

    /// <summary>Reads a sweep and the claims about it.</summary>
    /// <param name="text">The YAML document.</param>
    /// <param name="file">The name of the file in messages.</param>
    /// <param name="defaultName">The name of the sweep, if the document has none.</param>
    /// <param name="folder">The folder of the file; null if the text came without it, so that files beside it cannot be read.</param>
    /// <inheritdoc cref="Read"/>
    public static SpecDocument ReadDocument(string text, string file, string defaultName, SpecFolder? folder)
    {
        var reader = new SpecReader(file, folder);
        var root = YamlTree.Read(text, file);
        var sweep = reader.LayOut(reader.ReadSpec(root, defaultName));
        var claims = reader.ReadClaims(sweep, root);
        return new SpecDocument(sweep, claims) { ClaimsText = claims.IsEmpty ? "" : text, Images = reader.images };
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
        var map = Map(root, "the specification", $"the keys {string.Join(", ", Keys)}");
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
            throw Refuse(map, "The key 'replicates' is missing. Add a number, such as replicates: 40, or crossed factors.");
        }

        experiment = entries.TryGetValue("program", out var program) ? ReadProgram(program, entries)
            : entries.TryGetValue("experiment", out var named) ? ReadExperiment(named) : ExperimentRegister.Default;
        if (program is null && entries.Keys.FirstOrDefault(ProgramKeys.Contains) is { } odd)
        {
            throw Refuse(entries[odd], $"The key '{odd}' needs the key 'program', such as program: [python3, train.py].");
        }

        return new SweepSpec
        {
            Experiment = experiment,
            Name = entries.TryGetValue("name", out var name) ? Text(name, "name") : defaultName,
            Seed = entries.TryGetValue("seed", out var seed) ? Whole(seed, "seed", 0, long.MaxValue) : 1,
            Replicates = ReadReplicates(replicates),
            Axes =
            [
                .. entries.TryGetValue("axes", out var axes) ? ReadAxes(axes) : [],
                .. entries.TryGetValue("zip", out var zip) ? ReadZips(zip) : [],
            ],
            Fixed =
            [
                .. entries.TryGetValue("fixed", out var shared) ? ReadFixed(shared) : [],
                .. entries.TryGetValue("data", out var data) ? ReadData(data) : [],
            ],
            Only = entries.TryGetValue("only", out var only) ? ReadFilters(only, "only", "keep") : [],
            Exclude = entries.TryGetValue("exclude", out var exclude) ? ReadFilters(exclude, "exclude", "leave out") : [],
            Sample = entries.TryGetValue("sample", out var sample) ? (int)Whole(sample, "sample", 1, Sweep.MaxCells) : null,
            KeepsOutcomes = entries.TryGetValue("keep", out var keep) && ReadKeep(keep),
        };
    }

    private ReplicateDesign ReadReplicates(YamlNode node)
    {
        if (node is YamlScalar)
        {
            return ReplicateDesign.Independent((int)Whole(node, "replicates", 1, ReplicateDesign.MaxReplicates));
        }

        if (node is YamlMap map && HasGoal(map))
        {
            return ReadGoal(map);
        }

        if (experiment is ProgramExperiment)
        {
            return ReadNamedFactors(node);
        }

        var sizes = new Dictionary<string, int>();
        foreach (var (key, value) in Map(node, "replicates", $"a whole number, or a map of {string.Join(", ", Factors)}").Entries)
        {
            if (!Factors.Contains(key.Text))
            {
                throw Unknown(key, "factor", "factors", Factors);
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

    private ImmutableArray<SettingValue> ReadFixed(YamlNode node)
    {
        var settings = ImmutableArray.CreateBuilder<SettingValue>();
        foreach (var (key, value) in Map(node, "fixed", "settings with one value each, such as epochs: 40").Entries)
        {
            var setting = FindSetting(key);
            places.Add($"fixed.{setting.Name}", value.Place);
            settings.Add(ReadValue(setting, value));
        }

        return settings.ToImmutable();
    }

    private ImmutableArray<CellFilter> ReadFilters(YamlNode node, string section, string purpose)
    {
        if (node is not YamlList list)
        {
            throw Expected(node, section, "a list of conditions, such as - {training: both}");
        }

        var filters = ImmutableArray.CreateBuilder<CellFilter>();
        foreach (var item in list.Items)
        {
            var part = string.Create(CultureInfo.InvariantCulture, $"{section}[{filters.Count}]");
            places.Add(part, item.Place);
            var conditions = ImmutableArray.CreateBuilder<Axis>();
            foreach (var (key, value) in Map(item, part, $"settings with the values to {purpose}, such as {{training: both}}").Entries)
            {
                var setting = FindSetting(key);
                var conditionPart = $"{part}.{setting.Name}";
                places.Add(conditionPart, value.Place);
                conditions.Add(new Axis(setting, ReadOneOrMore(setting, value, conditionPart)));
            }

            filters.Add(new CellFilter(conditions.ToImmutable()));
        }

        return filters.ToImmutable();
    }

    private ImmutableArray<Axis> ReadConditions(YamlNode node, string part)
    {
        var conditions = ImmutableArray.CreateBuilder<Axis>();
        foreach (var (key, value) in Map(node, part, "settings with the values that match, such as {bias: false}").Entries)
        {
            var setting = FindSetting(key);
            conditions.Add(new Axis(setting, ReadOneOrMore(setting, value, part)));
        }

        return conditions.ToImmutable();
    }

    private ImmutableArray<SettingValue> ReadValues(Setting setting, YamlList list, string part)
    {
        var values = ImmutableArray.CreateBuilder<SettingValue>();
        foreach (var item in list.Items)
        {
            places.Add(string.Create(CultureInfo.InvariantCulture, $"{part}[{values.Count}]"), item.Place);
            values.Add(ReadValue(setting, item));
        }

        return values.ToImmutable();
    }

    private SettingValue ReadValue(Setting setting, YamlNode node)
    {
        var text = node switch
        {
            YamlScalar { Quoted: true } when setting.Kind is not (SettingKind.Word or SettingKind.Text) => null,
            YamlScalar scalar => scalar.Text,
            YamlList list when setting is FreeSetting && setting.Kind is SettingKind.List => ListText(list),
            YamlList list when setting.Kind is SettingKind.List && list.Items.All(item => item is YamlScalar { Quoted: false }) =>
                $"[{string.Join(", ", list.Items.Select(item => ((YamlScalar)item).Text))}]",
            _ => null,
        };
        if (text is not null && setting.TryParse(text, out var value))
        {
            return value;
        }

        var got = node is YamlList && text is not null ? text : Describe(node);
        var hint = node is YamlScalar word ? NearestName.Hint(word.Text, setting.Words) : "";
        throw Refuse(node, $"{setting.Name}: expected {setting.Expected}, got {got}.{hint}");
    }

    // Widths are lists themselves: [10, 5] is one value, [[10, 5], [20]] are two.
    private ImmutableArray<SettingValue> ReadOneOrMore(Setting setting, YamlNode value, string part) =>
        value is YamlList list && (setting.Kind is not SettingKind.List || list.Items.Any(item => item is YamlList))
            ? ReadValues(setting, list, part)
            : [ReadValue(setting, value)];

    private bool ReadKeep(YamlNode node) => node is YamlScalar { Text: "outcomes" }
        ? true
        : throw Expected(node, "keep", "'outcomes', which keeps for each test image whether it is classified correctly");

    private IExperiment ReadExperiment(YamlNode node) => node is YamlScalar { IsNothing: false } scalar
        ? ExperimentRegister.Find(scalar.Text) ?? throw Unknown(scalar, "experiment", "experiments", [.. ExperimentRegister.All.Select(known => known.Name)])
        : throw Expected(node, "experiment", "a name");

    private Setting FindSetting(YamlScalar key)
    {
        if (experiment.TryFindSetting(key.Text, out var setting))
        {
            return setting;
        }

        string[] names = [.. experiment.Settings.Select(known => known.Name)];
        throw key.Text switch
        {
            "points" => Refuse(key, "Points are an experiment: write 'experiment: points' at the top of the specification, and 'shape' instead of 'points'."),
            "work" => Refuse(key,
                "Trials that train nothing are an experiment: write 'experiment: noop' at the top of the specification instead of 'work: none'."),
            _ when experiment is not ProgramExperiment && OtherExperimentWith(key.Text) is { } other =>
                Refuse(key, $"'{key.Text}' is a setting of the experiment {other.Name}, not of {experiment.Name}. Valid settings: {string.Join(", ", names)}."),
            _ => Unknown(key, "setting", "settings", names),
        };
    }

    private IExperiment? OtherExperimentWith(string name) =>
        ExperimentRegister.All.FirstOrDefault(other => other != experiment && other.TryFindSetting(name, out _));

    private SpecFileException UnknownKey(YamlScalar key) => ExperimentRegister.All.Any(known => known.TryFindSetting(key.Text, out _))
        ? Refuse(key, $"'{key.Text}' is a setting: write it under 'axes' or 'fixed'.")
        : Unknown(key, "key", "keys", Keys);

    private YamlMap Map(YamlNode node, string what, string expected) => node as YamlMap ?? throw Expected(node, what, expected);

    private string Text(YamlNode node, string what) => node is YamlScalar { IsNothing: false } scalar
        ? scalar.Text
        : throw Expected(node, what, "a text");

    private long Whole(YamlNode node, string what, long min, long max) => node is YamlScalar { Quoted: false } scalar
        && long.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
        && value >= min && value <= max
            ? value
            : throw Expected(node, what, string.Create(CultureInfo.InvariantCulture, $"a whole number from {min} to {max}"));

    private SpecFolder RequireFolder(YamlNode node, string key) => folder ?? throw Refuse(
        node, $"{key}: this specification came without the files beside it. Use symmetry run or symmetry submit, which read them.");

    private SpecFileException Unknown(YamlScalar name, string what, string plural, string[] valid) =>
        Refuse(name, $"Unknown {what} '{Shorten(name.Text)}'. Valid {plural}: {string.Join(", ", valid)}.{NearestName.Hint(name.Text, valid)}");

    private SpecFileException Expected(YamlNode node, string what, string expected) =>
        Refuse(node, $"{what}: expected {expected}, got {Describe(node)}.");

    private SpecFileException Refuse(YamlNode at, string sentence) => new(file, at.Place, sentence);

    private static string Describe(YamlNode node) => node switch
    {
        YamlScalar { IsNothing: true } => "nothing",
        YamlScalar { Quoted: true } scalar => $"the text '{Shorten(scalar.Text)}'",
        YamlScalar scalar => $"'{Shorten(scalar.Text)}'",
        YamlList { Items.Count: 0 } => "an empty list",
        YamlList => "a list",
        _ => "a map",
    };

    // A value may be a megabyte of anything: a sentence shows the beginning, on one line.
    private static string Shorten(string text)
    {
        var line = string.Concat(text.Select(letter => char.IsControl(letter) ? ' ' : letter));
        return line.Length <= 60 ? line : line[..57] + "...";
    }
}
