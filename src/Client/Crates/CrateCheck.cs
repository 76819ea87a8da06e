using System.Security.Cryptography;
using System.Text.Json;
using Symmetry.Grains;

namespace Symmetry.Client.Crates;

/// <summary>Checks a crate against itself: the hashes of its files, the id of its sweep, its rows and their fingerprint.</summary>
internal sealed class CrateCheck
{
    private readonly string folder;
    private readonly List<string> defects = [];
    private readonly HashSet<string> listed = [];

    private CrateCheck(string folder) => this.folder = folder;

    /// <summary>Every defect as one sentence; none if the crate is sound.</summary>
    public IReadOnlyList<string> Defects => defects;

    /// <summary>The sweep; null if its specification cannot be read.</summary>
    public Sweep? Sweep { get; private set; }

    /// <summary>The number of files that were checked.</summary>
    public int Files => listed.Count;

    /// <summary>The number of rows that were read.</summary>
    public long Rows { get; private set; }

    /// <summary>Whether a folder is a crate.</summary>
    public static bool IsCrate(string folder) => File.Exists(Path.Combine(folder, CrateFile.Metadata));

    /// <summary>Checks everything.</summary>
    public static CrateCheck Run(string folder, CancellationToken stop)
    {
        var check = new CrateCheck(folder);
        if (check.ReadEntities() is { } entities)
        {
            foreach (var file in entities.Values.Where(entity => Texts(entity, "@type").Contains("File")))
            {
                check.CheckFile(file);
            }

            check.CheckContent(entities, stop);
        }

        return check;
    }

    private Dictionary<string, JsonElement>? ReadEntities()
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, CrateFile.Metadata)));
            return json.RootElement.GetProperty("@graph").EnumerateArray()
                .ToDictionary(entity => entity.GetProperty("@id").GetString()!, entity => entity.Clone());
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or ArgumentException)
        {
            defects.Add($"{CrateFile.Metadata} is not the metadata of a crate: {e.Message}");
            return null;
        }
    }

    private void CheckFile(JsonElement entity)
    {
        var name = Text(entity, "@id")!;
        var path = Path.GetFullPath(Path.Combine(folder, name));
        if (Path.GetDirectoryName(path) != Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)))
        {
            defects.Add($"{name}: expected the name of a file in this folder.");
            return;
        }

        if (!File.Exists(path))
        {
            defects.Add($"{name} is missing.");
            return;
        }

        listed.Add(name);
        var (sha256, size) = CrateFile.Measure(path);
        if (Text(entity, "contentSize") != size.ToString(CultureInfo.InvariantCulture))
        {
            defects.Add($"{name} has {Numbers.Count(size)} bytes, and {CrateFile.Metadata} states '{Text(entity, "contentSize")}'.");
        }
        else if (Text(entity, "sha256") != sha256)
        {
            defects.Add($"{name} has the SHA-256 {sha256}, and {CrateFile.Metadata} states '{Text(entity, "sha256")}'.");
        }
    }

    private void CheckContent(Dictionary<string, JsonElement> entities, CancellationToken stop)
    {
        foreach (var file in CrateFile.Required.Where(file => !listed.Contains(file.Name) && !entities.ContainsKey(file.Name)))
        {
            defects.Add($"{CrateFile.Metadata} does not list {file.Name}.");
        }

        if (!CrateFile.Required.All(file => listed.Contains(file.Name)))
        {
            return;
        }

        try
        {
            Sweep = Sweep.Parse(File.ReadAllText(Path.Combine(folder, CrateFile.Sweep.Name)));
        }
        catch (SpecException e)
        {
            defects.Add($"{CrateFile.Sweep.Name}: {e.Message}");
            return;
        }

        var stated = entities.TryGetValue("./", out var root) ? Text(root, "identifier") : null;
        if (stated != Sweep.Id)
        {
            defects.Add($"{CrateFile.Sweep.Name} is the specification of {Sweep.Id}, and {CrateFile.Metadata} states '{stated}'.");
        }

        CheckRows(Sweep, entities.TryGetValue(CrateMetadata.FingerprintId, out var value) ? Text(value, "value") : null, stop);
    }

    private void CheckRows(Sweep sweep, string? statedFingerprint, CancellationToken stop)
    {
        using var fingerprint = new Fingerprint(sweep);
        using var expected = SHA256.Create();
        using (var stream = new CryptoStream(Stream.Null, expected, CryptoStreamMode.Write))
        {
            var rows = new CrateRows(sweep, stream);
            foreach (var line in File.ReadLines(Path.Combine(folder, CrateFile.Trials.Name)))
            {
                stop.ThrowIfCancellationRequested();
                try
                {
                    Add(sweep, fingerprint, rows, CrateTrials.Read(line));
                    Rows++;
                }
                catch (Exception e) when (e is FormatException or InvalidOperationException)
                {
                    defects.Add($"{CrateFile.Trials.Name}, line {Rows + 1}: {e.Message}");
                    return;
                }
            }
        }

        var found = fingerprint.Finish();
        if (found != statedFingerprint)
        {
            defects.Add($"{CrateFile.Trials.Name} has the fingerprint {found}, and {CrateFile.Metadata} states '{statedFingerprint}'.");
        }

        if (Convert.ToHexStringLower(expected.Hash!) != CrateFile.Measure(Path.Combine(folder, CrateFile.Results.Name)).Sha256)
        {
            defects.Add($"{CrateFile.Results.Name} does not have the rows of {CrateFile.Trials.Name}.");
        }
    }

    private static void Add(Sweep sweep, Fingerprint fingerprint, CrateRows rows, TrialRow row)
    {
        if (row.Trial < 0 || row.Trial >= sweep.Trials)
        {
            throw new FormatException($"trial: expected a whole number from 0 to {sweep.Trials - 1}, got {row.Trial}.");
        }

        rows.Add(row);
        fingerprint.Add(sweep.CellOf(row.Trial).Number, sweep.ReplicateOf(row.Trial), row.Result);
    }

    // Programs that edit crates may write a single value as a list.
    private static string? Text(JsonElement entity, string property) => Texts(entity, property).FirstOrDefault();

    private static IEnumerable<string> Texts(JsonElement entity, string property) => !entity.TryGetProperty(property, out var value) ? []
        : value.ValueKind is JsonValueKind.Array ? value.EnumerateArray().Select(item => item.ToString())
        : [value.ToString()];
}
