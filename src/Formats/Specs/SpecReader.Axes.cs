using Symmetry.Engine.Settings;

namespace Symmetry.Formats.Specs;

/// <summary>The axes: lists, ranges, and settings that vary together.</summary>
internal sealed partial class SpecReader
{
    private static readonly string[] RangeKeys = ["from", "to", "count", "step", "scale"];

    private ImmutableArray<Axis> ReadAxes(YamlNode node)
    {
        var axes = ImmutableArray.CreateBuilder<Axis>();
        foreach (var (key, value) in Map(node, "axes", "settings with lists of values, such as bias: [false, true]").Entries)
        {
            axes.Add(ReadAxis(key, value, "axes"));
        }

        return axes.ToImmutable();
    }

    private ImmutableArray<Axis> ReadZips(YamlNode node)
    {
        if (node is not YamlList list)
        {
            throw Expected(node, "zip", "a list of settings that vary together, such as - {learningRate: [0.01, 0.02], batch: [32, 64]}");
        }

        var axes = ImmutableArray.CreateBuilder<Axis>();
        foreach (var item in list.Items)
        {
            axes.Add(ReadZip(item, string.Create(CultureInfo.InvariantCulture, $"zip[{axes.Count}]")));
        }

        return axes.ToImmutable();
    }

    private Axis ReadZip(YamlNode node, string part)
    {
        places.Add(part, node.Place);
        var entries = Map(node, part, "settings with equally long lists of values").Entries;
        var columns = ImmutableArray.CreateBuilder<Axis>();
        foreach (var (key, value) in entries)
        {
            var column = ReadAxis(key, value, part);
            columns.Add(columns.Count == 0 || columns[0].Values.Length == column.Values.Length ? column : throw Refuse(value, string.Create(
                CultureInfo.InvariantCulture,
                $"{part}: settings that vary together need equally many values, but {columns[0].Setting} has {columns[0].Values.Length} "
                + $"and {column.Setting} has {column.Values.Length}.")));
        }

        return columns.Count > 1
            ? Axis.Tie(columns.ToImmutable())
            : throw Refuse(node, $"{part}: expected at least two settings. Write one setting under axes.");
    }

    private Axis ReadAxis(YamlScalar key, YamlNode node, string section)
    {
        var setting = FindSetting(key);
        var part = $"{section}.{setting.Name}";
        places.Add(part, node.Place);
        return node switch
        {
            YamlList list => new Axis(setting, ReadValues(setting, list, part)),
            YamlMap map => ReadRange(setting, map, part),
            _ => throw Expected(node, part, "a list of values (write single values under fixed)"),
        };
    }

    private Axis ReadRange(Setting setting, YamlMap map, string part)
    {
        var entries = new Dictionary<string, YamlNode>();
        foreach (var (key, value) in map.Entries)
        {
            entries[RangeKeys.Contains(key.Text) ? key.Text : throw Unknown(key, "key of a range", "keys", RangeKeys)] = value;
        }

        var range = new AxisRange(ReadEnd("from"), ReadEnd("to"))
        {
            Count = entries.TryGetValue("count", out var count) ? (int)Whole(count, "count", 2, AxisRange.MaxCount) : null,
            Step = entries.TryGetValue("step", out var step) ? Decimal(step, "step") : null,
            Scale = entries.TryGetValue("scale", out var scale) ? ReadScale(scale) : AxisScale.Linear,
        };
        try
        {
            return range.Expand(setting);
        }
        catch (SpecException e)
        {
            throw new SpecFileException(file, (entries.GetValueOrDefault(e.Part) ?? map).Place, e.Message);
        }

        decimal ReadEnd(string key) => entries.TryGetValue(key, out var end)
            ? Decimal(end, key)
            : throw Refuse(map, $"{part}: the key '{key}' is missing. A range is written as {{from: 0.001, to: 0.1, count: 5, scale: log}}.");
    }

    private AxisScale ReadScale(YamlNode node) => node switch
    {
        YamlScalar { Text: "linear" } => AxisScale.Linear,
        YamlScalar { Text: "log" } => AxisScale.Log,
        _ => throw Expected(node, "scale", "linear or log"),
    };

    private decimal Decimal(YamlNode node, string what) => node is YamlScalar { Quoted: false } scalar
        && decimal.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)

        // Decimals below 1e-28 read as 0.
        && (value != 0 || double.Parse(scalar.Text, CultureInfo.InvariantCulture) == 0)
            ? value
            : throw Expected(node, what, "a number");
}
