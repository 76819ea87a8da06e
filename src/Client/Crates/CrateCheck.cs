using System.Security.Cryptography;
using System.Text.Json;
using Symmetry.Analysis.Questions.Claims;
using Symmetry.Analysis.Questions.Tables;
using Symmetry.Formats.Specs;
using Symmetry.Grains;
using Symmetry.Views.Report;

namespace Symmetry.Client.Crates;

/// <summary>Checks a crate against itself: the hashes of its files, the id of its sweep, its rows, and what is concluded from them.</summary>
internal sealed class CrateCheck
{
    private readonly string folder;
    private readonly List<string> defects = [];
    private readonly List<string> notes = [];
    private readonly HashSet<string> listed = [];
    private Dictionary<string, JsonElement> entities = [];

    private CrateCheck(string folder) => this.folder = folder;

    /// <summary>Every defect as one sentence; none if the crate is sound.</summary>
    public IReadOnlyList<string> Defects => defects;

    /// <summary>What could not be checked, as sentences.</summary>
    public IReadOnlyList<string> Notes => notes;

    /// <summary>The sweep; null if its specification cannot be read.</summary>
    public Sweep? Sweep { get; private set; }

    /// <summary>The number of files that were checked.</summary>
    public int Files => listed.Count;

    /// <summary>The number of rows that were read.</summary>
    public long Rows { get; private set; }

    /// <summary>Whether a folder is a crate.</summary>
    public static bool IsCrate(string folder) => File.Exists(Path.Combine(folder, CrateFile.Metadata));

    /// <summary>Checks everything.</summary>
    public static async Task<CrateCheck> RunAsync(string folder, CancellationToken stop)
    {
        var check = new CrateCheck(folder);
        if (check.ReadEntities())
        {
            foreach (var file in check.entities.Values.Where(entity => Texts(entity, "@type").Contains("File")))
            {
                check.CheckFile(file);
            }

            check.Sweep = check.ReadSweep();
            if (check.Sweep is { } sweep && check.ReadRows(sweep, stop) is { } rows)
            {
                await check.CheckConclusionsAsync(rows, stop);
            }
        }

        return check;
    }

    private string PathOf(CrateFile file) => Path.Combine(folder, file.Name);

    private bool ReadEntities()
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, CrateFile.Metadata)));
            entities = json.RootElement.GetProperty("@graph").EnumerateArray()
                .ToDictionary(entity => entity.GetProperty("@id").GetString()!, entity => entity.Clone());
            return true;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or ArgumentException)
        {
            defects.Add($"{CrateFile.Metadata} is not the metadata of a crate: {e.Message}");
            return false;
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

    private Sweep? ReadSweep()
    {
        foreach (var file in CrateFile.Required.Where(file => !listed.Contains(file.Name) && !entities.ContainsKey(file.Name)))
        {
            defects.Add($"{CrateFile.Metadata} does not list {file.Name}.");
        }

        if (!CrateFile.Required.All(file => listed.Contains(file.Name)))
        {
            return null;
        }

        try
        {
            var sweep = Sweep.Parse(File.ReadAllText(PathOf(CrateFile.Sweep)));
            if (Stated("./", "identifier") is var stated && stated != sweep.Id)
            {
                defects.Add($"{CrateFile.Sweep.Name} is the specification of {sweep.Id}, and {CrateFile.Metadata} states '{stated}'.");
            }

            return sweep;
        }
        catch (SpecException e)
        {
            defects.Add($"{CrateFile.Sweep.Name}: {e.Message}");
            return null;
        }
    }

    // The rows; null if they cannot be read.
    private CrateRuns? ReadRows(Sweep sweep, CancellationToken stop)
    {
        var runs = new CrateRuns(sweep);
        using var fingerprint = new Fingerprint(sweep);
        using var expected = SHA256.Create();
        using (var stream = new CryptoStream(Stream.Null, expected, CryptoStreamMode.Write))
        {
            var rows = new CrateRows(sweep, stream);
            foreach (var line in File.ReadLines(PathOf(CrateFile.Trials)))
            {
                stop.ThrowIfCancellationRequested();
                try
                {
                    Add(runs, fingerprint, rows, CrateTrials.Read(line));
                    Rows++;
                }
                catch (Exception e) when (e is FormatException or InvalidOperationException)
                {
                    defects.Add($"{CrateFile.Trials.Name}, line {Rows + 1}: {e.Message}");
                    return null;
                }
            }
        }

        var computed = fingerprint.Finish();
        if (Stated(CrateMetadata.FingerprintId, "value") is var stated && stated != computed)
        {
            defects.Add($"{CrateFile.Trials.Name} has the fingerprint {computed}, and {CrateFile.Metadata} states '{stated}'.");
        }

        if (Convert.ToHexStringLower(expected.Hash!) != CrateFile.Measure(PathOf(CrateFile.Results)).Sha256)
        {
            defects.Add($"{CrateFile.Results.Name} does not have the rows of {CrateFile.Trials.Name}.");
        }

        return runs;
    }

    private static void Add(CrateRuns runs, Fingerprint fingerprint, CrateRows rows, TrialRow row)
    {
        var sweep = runs.Sweep;
        if (row.Trial < 0 || row.Trial >= sweep.Trials)
        {
            throw new FormatException($"trial: expected a whole number from 0 to {sweep.Trials - 1}, got {row.Trial}.");
        }

        var (cell, decoded) = (sweep.CellOf(row.Trial).Number, rows.Add(row));
        fingerprint.Add(cell, decoded.Replicate, row.Result);
        runs.Add(cell, decoded);
    }

    private async Task CheckConclusionsAsync(CrateRuns source, CancellationToken stop)
    {
        var runs = await SweepRuns.ReadAsync(source, stop);
        Compare(CrateFile.Table, TableJson.Text(new SweepTable(runs)));
        if (!listed.Contains(CrateFile.Specification.Name))
        {
            return;
        }

        try
        {
            var document = SpecFile.ReadDocument(PathOf(CrateFile.Specification));
            if (document.Sweep.Id != runs.Sweep.Id)
            {
                defects.Add($"{CrateFile.Specification.Name} is the specification of {document.Sweep.Id}, not of {runs.Sweep.Id}.");
            }
            else if (listed.Contains(CrateFile.Claims.Name))
            {
                Compare(CrateFile.Claims, ClaimJson.Text(runs, AnsweredClaim.AnswerAll(runs, document.Claims)));
            }
        }
        catch (SpecFileException e)
        {
            notes.Add($"Claims were not checked, because {CrateFile.Specification.Name} cannot be read here: {e.Message}");
        }
    }

    // Another version may write the same conclusions in other words.
    private void Compare(CrateFile file, string expected)
    {
        if (File.ReadAllText(PathOf(file)) == expected)
        {
            return;
        }

        if (Stated(CrateMetadata.ProgramId, "softwareVersion") is var version && version == Provenance.ProgramVersion)
        {
            defects.Add($"{file.Name} is not what follows from {CrateFile.Trials.Name}.");
        }
        else
        {
            notes.Add($"{file.Name}, which version {version} wrote, is not what this version ({Provenance.ProgramVersion}) writes. Compare them by eye.");
        }
    }

    private string? Stated(string id, string property) => entities.TryGetValue(id, out var entity) ? Text(entity, property) : null;

    // Programs that edit crates may write a single value as a list.
    private static string? Text(JsonElement entity, string property) => Texts(entity, property).FirstOrDefault();

    private static IEnumerable<string> Texts(JsonElement entity, string property) => !entity.TryGetProperty(property, out var value) ? []
        : value.ValueKind is JsonValueKind.Array ? value.EnumerateArray().Select(item => item.ToString())
        : [value.ToString()];
}
