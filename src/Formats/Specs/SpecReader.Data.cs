using Symmetry.Engine.Data;
using Symmetry.Engine.Experiments;
using Symmetry.Engine.Settings;
using Symmetry.Formats.DataSets;
using Symmetry.Formats.Files;

namespace Symmetry.Formats.Specs;

/// <summary>Reads the key <c>data</c>: images from files.</summary>
internal sealed partial class SpecReader
{
    private static readonly string[] DataKeys = ["images", "labels", "table", "label", "height", "width", "range"];

    // Paths are relative to the specification. The sweep keeps the hash of the content.
    private IEnumerable<SettingValue> ReadData(YamlNode node)
    {
        const string Valid =
            "images and labels (IDX files), or table (a CSV or Parquet file), such as data: {images: train-images.gz, labels: train-labels.gz}";
        var map = Map(node, "data", Valid);
        if (!experiment.TryFindSetting("data", out var setting))
        {
            throw Refuse(map, $"The experiment {experiment.Name} does not use images; remove the key 'data'.");
        }

        var entries = new Dictionary<string, YamlNode>();
        foreach (var (key, value) in map.Entries)
        {
            if (!DataKeys.Contains(key.Text))
            {
                throw Unknown(key, "key", "keys of data", DataKeys);
            }

            places.Add($"data.{key.Text}", value.Place);
            entries[key.Text] = value;
        }

        var (isIdx, isTable) = (entries.ContainsKey("images") && entries.ContainsKey("labels"), entries.ContainsKey("table"));
        if (isIdx == isTable || (isTable && (entries.ContainsKey("images") || entries.ContainsKey("labels"))))
        {
            throw Refuse(map, $"data: expected {Valid}, got {(entries.Count == 0 ? "nothing" : string.Join(", ", entries.Keys))}.");
        }

        if (isIdx && entries.Keys.FirstOrDefault(key => key is "label" or "height" or "width") is { } odd)
        {
            throw Refuse(entries[odd], $"data.{odd} applies to tables only; IDX files contain their sizes.");
        }

        var beside = RequireFolder(map, "data");
        try
        {
            var range = entries.TryGetValue("range", out var given) ? ReadRange(given) : null;
            images = isIdx
                ? IdxFile.Read(FileOf(beside, entries["images"], "data.images"), FileOf(beside, entries["labels"], "data.labels"), range)
                : TableFile.Read(FileOf(beside, entries["table"], "data.table"), new TableLayout(
                    entries.TryGetValue("label", out var label) ? Text(label, "data.label") : null,
                    entries.TryGetValue("height", out var height) ? (int)Whole(height, "data.height", 1, 10_000) : null,
                    entries.TryGetValue("width", out var width) ? (int)Whole(width, "data.width", 1, 10_000) : null,
                    range));
        }
        catch (DataFileException e)
        {
            throw new SpecFileException(file, map.Place, e.Message);
        }

        places.Add("fixed.data", map.Place);
        return [setting.Parse(DataSet.FromImages(images).ToString())];
    }

    private PixelRange ReadRange(YamlNode node)
    {
        if (node is YamlList { Items.Count: 2 } list
            && list.Items.All(item => item is YamlScalar { Quoted: false })
            && double.TryParse(((YamlScalar)list.Items[0]).Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var low)
            && double.TryParse(((YamlScalar)list.Items[1]).Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var high)
            && double.IsFinite(high - low) && low < high)
        {
            return new PixelRange(low, high);
        }

        throw Expected(node, "data.range", "two numbers, the smaller first, such as [0, 255]");
    }

    private string FileOf(SpecFolder beside, YamlNode node, string what) => beside.PathOf(
        node is YamlScalar { IsNothing: false } scalar && scalar.Text.IndexOf('\0', StringComparison.Ordinal) < 0
            ? scalar.Text
            : throw Expected(node, what, "the name of a file"));
}
