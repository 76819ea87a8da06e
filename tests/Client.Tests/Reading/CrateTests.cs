using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Symmetry.Client.Tests.Fakes;
using Symmetry.Engine.Experiments;
using Symmetry.Engine.Sweeps;
using Symmetry.Formats.Specs;

namespace Symmetry.Client.Tests.Reading;

public sealed class CrateTests : IDisposable
{
    private const string Metadata = "ro-crate-metadata.json";
    private const string Spec = """
        name: grid
        replicates: 6
        axes: {features: [identity, gradient], bias: [false, true]}
        fixed: {epochs: 0, hidden: [], trainFraction: 0.1}
        keep: outcomes
        claims:
          - says: "Gradient features are better than pixels"
            order: {greater: {features: gradient}, than: {features: identity}, matched: true}

        """;

    private static readonly string[] Files = ["sweep.json", "results.csv", "trials.jsonl", "table.json", "report.html", "specification.yaml", "claims.json"];

    private static readonly ConcurrentDictionary<string, TrialResult> Results = [];

    private readonly TemporaryFolder folder = new();
    private readonly Session session = new()
    {
        Store = new FakeStore { Result = (sweep, trial) => Results.GetOrAdd(sweep.SpecOf(trial).Key, _ => sweep.SpecOf(trial).Run(new(new()))) },
    };
    private readonly Sweep sweep = SpecReader.ReadDocument(Spec, "grid.yaml", "grid").Sweep;

    private string Crate => folder.File("crate");

    public void Dispose()
    {
        session.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task Crate_has_every_file_and_passes_its_check()
    {
        await WriteAsync();

        Assert.Equal(Files.Append(Metadata).Order(), Directory.GetFiles(Crate).Select(file => Path.GetFileName(file)).Order());
        Assert.Equal(0, await session.RunAsync("verify", Crate));
        Assert.Equal($"{Crate}: 7 files as stated, and 24 trials of {sweep.Id} with the stated fingerprint.\n", session.Out);
        Assert.EndsWith("-" + Sha256("sweep.json")[..8], sweep.Id, StringComparison.Ordinal);
        Assert.Equal(0, await session.RunAsync("export", "grid", "--to", folder.File("rows.csv")));
        Assert.Equal(await File.ReadAllBytesAsync(folder.File("rows.csv")), await File.ReadAllBytesAsync(Path.Combine(Crate, "results.csv")));
        var claims = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(Crate, "claims.json"))).RootElement.GetProperty("claims");
        Assert.Equal("Gradient features are better than pixels", claims[0].GetProperty("says").GetString());
    }

    [Fact]
    public async Task Metadata_follows_the_profile()
    {
        await WriteAsync();
        var entities = Graph(Read()).ToDictionary(entity => (string)entity["@id"]!);

        Assert.Equal("./", (string)entities[Metadata]["about"]!["@id"]!);
        Assert.Equal(["https://w3id.org/ro/crate/1.1", "https://w3id.org/workflowhub/workflow-ro-crate/1.0"], Ids(entities[Metadata]["conformsTo"]!));
        var root = entities["./"];
        Assert.All(["name", "description", "datePublished", "license"], property => Assert.NotNull(root[property]));
        Assert.Equal(["https://w3id.org/ro/wfrun/process/0.5", "https://w3id.org/ro/wfrun/workflow/0.5", "https://w3id.org/workflowhub/workflow-ro-crate/1.0"],
            Ids(root["conformsTo"]!));
        Assert.Equal(Files, Ids(root["hasPart"]!).OrderBy(name => Array.IndexOf(Files, name)));
        var workflow = entities[(string)root["mainEntity"]!["@id"]!];
        Assert.Equal(["File", "SoftwareSourceCode", "ComputationalWorkflow"], workflow["@type"]!.AsArray().Select(type => (string)type!));
        var action = entities[Ids(root["mentions"]!).First()];
        Assert.Equal("CreateAction", (string)action["@type"]!);
        Assert.Equal("sweep.json", (string)action["instrument"]!["@id"]!);
        Assert.Equal(
            Ids(workflow["input"]!),
            Ids(action["object"]!).Select(id => entities[id]["exampleOfWork"]).Where(input => input is not null).Select(input => (string)input!["@id"]!));
        Assert.Equal(["identity", "gradient"], entities["#setting-features-value"]["value"]!.AsArray().Select(value => (string)value!));
        Assert.Equal("46abec6b12486ad9e51943373abcf22bbea1b5a51a1619b361570d8893f1464a", (string)entities["https://doi.org/10.24432/C50P49"]["sha256"]!);
        Assert.All(entities.Values.SelectMany(References).Where(id => id.StartsWith('#') || Files.Contains(id)), id => Assert.Contains(id, entities.Keys));
    }

    [Fact]
    public async Task RO_Crate_library_opens_it()
    {
        OtherProgram.RequireNodeWith("ro-crate");
        await WriteAsync();
        const string Script = """
            const { ROCrate } = require("ro-crate");
            const json = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8"));
            const root = new ROCrate(json, { array: true, link: true }).rootDataset;
            const run = root.mentions[0];
            console.log(root.hasPart.length, root.mainEntity[0].name[0], run.instrument[0].name[0], run.result.map(file => file.name[0]).join(" "));
            """;
        var (exitCode, output) = OtherProgram.Run("node", "-e", Script, Path.Combine(Crate, Metadata));

        Assert.Equal((0, $"7 {sweep.Id} {sweep.Id} results.csv trials.jsonl table.json report.html claims.json fingerprint\n"), (exitCode, output));
    }

    [Theory]
    [InlineData("report.html", "report.html has the SHA-256 ")]
    [InlineData("results.csv", "results.csv has the SHA-256 ")]
    [InlineData("claims.json", "claims.json has the SHA-256 ")]
    public async Task Changed_byte_is_found(string name, string sentence)
    {
        await WriteAsync();
        Edit(name, text => text.Replace("true", "TRUE", StringComparison.Ordinal).Replace("Grad", "GRAD", StringComparison.Ordinal), restate: false);

        await DefectAsync(sentence);
    }

    // Who edits a file can edit its hash too; the id, the fingerprint and the rows still have to agree.
    [Theory]
    [InlineData("results.csv", "identity", "gradient", "results.csv does not have the rows of trials.jsonl.")]
    [InlineData("sweep.json", "\"seed\":1", "\"seed\":2", "sweep.json is the specification of grid-")]
    [InlineData("sweep.json", "gradient", "gradjent", "sweep.json: features: expected ")]
    [InlineData("table.json", "\"mean\": 0.", "\"mean\": 0.9", "table.json is not what follows from trials.jsonl.")]
    [InlineData("claims.json", "\"answer\": \"", "\"answer\": \"holds", "claims.json is not what follows from trials.jsonl.")]
    [InlineData("specification.yaml", "replicates: 6", "replicates: 7", "specification.yaml is the specification of grid-")]
    [InlineData("trials.jsonl", "\"attempts\":1", "\"attempts\":2", "results.csv does not have the rows of trials.jsonl.")]
    [InlineData("trials.jsonl", "{\"trial\":4,", "{\"trial\":8,", "trials.jsonl, line 2: Cell 0 expects replicate 1, not 2.")]
    [InlineData("trials.jsonl", "{\"trial\":4,", "{\"trial\":400,", "trials.jsonl, line 2: trial: expected a whole number from 0 to 23, got 400.")]
    [InlineData("trials.jsonl", "{\"trial\":4,", "{", "trials.jsonl, line 2: the line is not a row: ")]
    [InlineData("trials.jsonl", "\"outcomes\":\"CAcA", "\"outcomes\":\"CAcB", "trials.jsonl, line 1: ")]
    [InlineData(Metadata, "\"@id\": \"trials.jsonl\",", "\"@id\": \"trials.json\",", "trials.json is missing.")]
    [InlineData(Metadata, "\"@id\": \"trials.jsonl\",", "\"@id\": \"../trials.jsonl\",", "../trials.jsonl: expected the name of a file in this folder.")]
    [InlineData(Metadata, "\"@graph\"", "\"graph\"", "ro-crate-metadata.json is not the metadata of a crate: ")]
    [InlineData(Metadata, "{", "", "ro-crate-metadata.json is not the metadata of a crate: ")]
    public async Task Consistent_edit_is_found(string name, string old, string replacement, string sentence)
    {
        await WriteAsync();
        Edit(name, text => text.IndexOf(old, StringComparison.Ordinal) is >= 0 and var at
            ? text[..at] + replacement + text[(at + old.Length)..]
            : throw new InvalidOperationException($"{name} does not contain {old}."), restate: name != Metadata);

        await DefectAsync(sentence);
    }

    [Fact]
    public async Task Result_of_another_trial_changes_the_fingerprint()
    {
        await WriteAsync();
        Edit("trials.jsonl", text =>
        {
            var lines = text.Split('\n');
            var (first, second) = (lines[0].Split(',', 2)[1], lines[1].Split(',', 2)[1]);
            return string.Join('\n', (string[])["{\"trial\":0," + second, "{\"trial\":4," + first, .. lines[2..]]);
        }, restate: true);

        await DefectAsync("trials.jsonl has the fingerprint ");
    }

    [Fact]
    public async Task Words_of_another_version_are_a_note()
    {
        await WriteAsync();
        Edit("claims.json", text => text.Replace("\"evidence\": \"", "\"evidence\": \"In other words: ", StringComparison.Ordinal), restate: true);
        Edit(Metadata, text => text.Replace("\"softwareVersion\":\"", "\"softwareVersion\":\"0.0.1-", StringComparison.Ordinal), restate: false);

        Assert.Equal(0, await session.RunAsync("verify", Crate));
        Assert.StartsWith($"{Crate}: claims.json, which version 0.0.1-", session.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Folder_without_metadata_is_not_a_crate()
    {
        Assert.Equal(2, await session.RunAsync("verify", folder.Path));
        Assert.Equal($"{folder.Path} is not a crate: it has no {Metadata}. symmetry export ID --crate DIR writes one.\n", session.Error);
    }

    [Fact]
    public async Task Missing_file_is_found()
    {
        await WriteAsync();
        File.Delete(Path.Combine(Crate, "table.json"));

        await DefectAsync("table.json is missing.");
    }

    [Fact]
    public async Task Existing_folder_is_left_alone()
    {
        Directory.CreateDirectory(Crate);
        await WriteAsync();
        var before = Sha256(Metadata);
        session.Store.Add(sweep, sweep.Trials);

        Assert.Equal(2, await session.RunAsync("export", "grid", "--crate", Crate));
        Assert.Equal($"{Crate} already exists. Choose another name.\n", session.Error);
        Assert.Equal(before, Sha256(Metadata));
        Assert.Equal([Crate], Directory.GetDirectories(folder.Path));
    }

    [Theory]
    [InlineData(23, "grid-", " is not complete: 23 of 24 trials ended. symmetry run resumes it.")]
    [InlineData(24, "--where is not for --crate, which writes the whole sweep.", "", "--where", "bias=true")]
    [InlineData(24, "--license: expected an SPDX identifier such as CC-BY-4.0, got 'my own'.", "", "--license", "my own")]
    public async Task Crate_that_cannot_be_written_leaves_nothing(long committed, string beginning, string end, params string[] options)
    {
        session.Store.Add(sweep, committed);

        Assert.Equal(2, await session.RunAsync(["export", "grid", "--crate", Crate, .. options]));
        Assert.StartsWith(beginning, session.Error, StringComparison.Ordinal);
        Assert.EndsWith(end + "\n", session.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task Specification_of_another_sweep_is_refused()
    {
        session.Store.Add(sweep, sweep.Trials);
        var other = folder.Write("other.yaml", Spec.Replace("replicates: 6", "replicates: 7", StringComparison.Ordinal));

        Assert.Equal(2, await session.RunAsync("export", "grid", "--crate", Crate, "--spec", other));
        Assert.Matches($"^{other} is the specification of grid-[0-9a-f]{{8}}, not of {sweep.Id}\\.\n$", session.Error);
        Assert.False(Directory.Exists(Crate));
    }

    private async Task WriteAsync()
    {
        session.Store.Add(sweep, sweep.Trials);
        Assert.Equal(0, await session.RunAsync("export", "grid", "--crate", Crate, "--spec", folder.Write("grid.yaml", Spec), "--license", "CC-BY-4.0"));
    }

    private async Task DefectAsync(string sentence)
    {
        Assert.Equal(3, await session.RunAsync("verify", Crate));
        Assert.StartsWith($"{Crate}: {sentence}", session.Out, StringComparison.Ordinal);
        Assert.Empty(session.Error);
    }

    // With restate the metadata gets the new size and hash.
    private void Edit(string name, Func<string, string> edit, bool restate)
    {
        var path = Path.Combine(Crate, name);
        File.WriteAllText(path, edit(File.ReadAllText(path)));
        if (restate)
        {
            var metadata = Read();
            var entity = Graph(metadata).Single(candidate => (string)candidate["@id"]! == name);
            entity["sha256"] = Sha256(name);
            entity["contentSize"] = new FileInfo(path).Length.ToString(System.Globalization.CultureInfo.InvariantCulture);
            File.WriteAllText(Path.Combine(Crate, Metadata), metadata.ToJsonString());
        }
    }

    private string Sha256(string name) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(Crate, name))));

    private JsonNode Read() => JsonNode.Parse(File.ReadAllText(Path.Combine(Crate, Metadata), Encoding.UTF8))!;

    private static IEnumerable<JsonObject> Graph(JsonNode metadata) => metadata["@graph"]!.AsArray().Select(entity => entity!.AsObject());

    private static IEnumerable<string> Ids(JsonNode references) => references.AsArray().Select(reference => (string)reference!["@id"]!);

    private static IEnumerable<string> References(JsonObject entity) => entity.SelectMany(property => property.Value switch
    {
        JsonArray list => list.OfType<JsonObject>(),
        JsonObject reference => [reference],
        _ => [],
    }).Select(reference => (string)reference["@id"]!);
}
