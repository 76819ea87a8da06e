using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Symmetry.Engine.Data;
using Symmetry.Engine.Settings;
using Symmetry.Views.Report;

namespace Symmetry.Client.Crates;

/// <summary>The metadata of a crate: RO-Crate 1.1 with the profile Workflow Run Crate 0.5.</summary>
/// <remarks>
/// RO-Crate: P. Sefton et al., doi:10.5281/zenodo.4541002. Workflow Run RO-Crate: S. Leo et al., "Recording provenance of workflow runs with
/// RO-Crate", PLoS ONE 19 (2024) e0309210. The canonical specification is the workflow, its settings are parameters, and the run of the sweep is the
/// action that created the results.
/// </remarks>
internal sealed class CrateMetadata(SweepRuns runs, DateTimeOffset submitted, DateTimeOffset written, string? license)
{
    /// <summary>The entity that has the fingerprint.</summary>
    public const string FingerprintId = "#fingerprint";

    /// <summary>The entity that has the version of the program.</summary>
    public const string ProgramId = "#symmetry";

    private const string Language = "#specification";
    private const string Run = "#run";
    private const string NoLicense = "No licence is stated. Ask the authors before you reuse these results.";

    private static readonly JsonSerializerOptions Form = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly (string Id, string Name, string Version)[] Profiles =
    [
        ("https://w3id.org/ro/wfrun/process/0.5", "Process Run Crate", "0.5"),
        ("https://w3id.org/ro/wfrun/workflow/0.5", "Workflow Run Crate", "0.5"),
        ("https://w3id.org/workflowhub/workflow-ro-crate/1.0", "Workflow RO-Crate", "1.0"),
    ];

    private readonly List<JsonNode> graph = [];
    private readonly List<string> inputs = [];
    private readonly List<string> values = [];

    private Sweep Sweep => runs.Sweep;

    /// <summary>The text of the metadata.</summary>
    /// <param name="folder">The folder with the files, which are hashed.</param>
    /// <param name="files">The files.</param>
    public string Write(string folder, IReadOnlyList<CrateFile> files)
    {
        var results = files.Where(file => file != CrateFile.Sweep && file != CrateFile.Specification).ToList();
        AddParameters();
        AddDataSets();
        Add(FingerprintId, "PropertyValue", [("name", "fingerprint"), ("value", runs.State.Fingerprint)]);
        Add(Run, "CreateAction",
        [
            ("name", $"The run of {Sweep.Id}"),
            ("description", $"{Numbers.Count(runs.Ended, "trial")} of the experiment {Sweep.Experiment.Name}: {Sweep.Experiment.Summary}."),
            ("startTime", Time(submitted)),
            ("actionStatus", Reference("http://schema.org/CompletedActionStatus")),
            ("instrument", Reference(CrateFile.Sweep.Name)),
            ("object", References(values)),
            ("result", References([.. results.Select(file => file.Name), FingerprintId])),
        ]);
        Add("#engine-run", "OrganizeAction",
            [("name", "The program that ran it"), ("instrument", Reference(ProgramId)), ("result", Reference(Run))]);
        Add(ProgramId, "SoftwareApplication", [("name", "Symmetry.Distributed"), ("softwareVersion", Provenance.ProgramVersion)]);
        Add(Language, "ComputerLanguage", [("name", "Specification of a sweep for Symmetry.Distributed")]);
        foreach (var file in files)
        {
            AddFile(folder, file, results.Contains(file));
        }

        foreach (var (id, name, version) in Profiles)
        {
            Add(id, "CreativeWork", [("name", name), ("version", version)]);
        }

        if (license is not null)
        {
            Add(LicenseId, "CreativeWork", [("name", license), ("identifier", LicenseId)]);
        }

        return new JsonObject
        {
            ["@context"] = new JsonArray("https://w3id.org/ro/crate/1.1/context", "https://w3id.org/ro/terms/workflow-run/context"),
            ["@graph"] = new JsonArray([Descriptor(), Root(files), .. graph]),
        }.ToJsonString(Form) + "\n";
    }

    private string LicenseId => $"https://spdx.org/licenses/{license}";

    private static JsonObject Descriptor() => Entity(CrateFile.Metadata, "CreativeWork",
    [
        ("about", Reference("./")),
        ("conformsTo", References(["https://w3id.org/ro/crate/1.1", Profiles[^1].Id])),
    ]);

    private JsonObject Root(IReadOnlyList<CrateFile> files) => Entity("./", "Dataset",
    [
        ("identifier", Sweep.Id),
        ("name", $"Results of the sweep {Sweep.Spec.Name}"),
        ("description", $"{Numbers.Count(Sweep.Cells.Length, "cell")}, {Numbers.Count(runs.Ended, "trial")}, "
            + $"{Numbers.Count(runs.Failed)} of them failed or diverged. symmetry verify checks this folder."),
        ("datePublished", Time(written)),
        ("license", license is null ? NoLicense : Reference(LicenseId)),
        ("conformsTo", References(Profiles.Select(profile => profile.Id))),
        ("hasPart", References(files.Select(file => file.Name))),
        ("mainEntity", Reference(CrateFile.Sweep.Name)),
        ("mentions", References([Run, "#engine-run", .. values])),
    ]);

    private void AddFile(string folder, CrateFile file, bool isResult)
    {
        var (sha256, size) = CrateFile.Measure(Path.Combine(folder, file.Name));
        var isWorkflow = file == CrateFile.Sweep;
        var entity = Entity(file.Name, "File",
        [
            ("name", isWorkflow ? Sweep.Id : file.Name),
            ("description", file.Description),
            ("encodingFormat", file.MediaType),
            ("contentSize", size.ToString(CultureInfo.InvariantCulture)),
            ("sha256", sha256),
        ]);
        if (isWorkflow)
        {
            entity["@type"] = new JsonArray("File", "SoftwareSourceCode", "ComputationalWorkflow");
            entity["programmingLanguage"] = Reference(Language);
            entity["input"] = References(inputs);
        }
        else if (isResult)
        {
            entity["about"] = Reference(Run);
        }

        graph.Add(entity);
    }

    private void AddParameters()
    {
        AddParameter("sweep-seed", "seed", "The seed of every random number", "Integer", [Sweep.Spec.Seed.ToString(CultureInfo.InvariantCulture)]);
        AddParameter("sweep-replicates", "replicates", "Replicates per cell", "Integer", [Sweep.Replicates.ToString(CultureInfo.InvariantCulture)]);
        foreach (var axis in Sweep.Axes.Concat(Sweep.Spec.Fixed.Select(value => new Axis(value.Setting, [value]))))
        {
            var (setting, texts) = (axis.Setting, axis.Values.Select(value => value.Text).ToList());
            AddParameter($"setting-{Uri.EscapeDataString(setting.Name)}", setting.Name, setting.Summary, TypeOf(setting), texts);
        }
    }

    private void AddParameter(string id, string name, string summary, string type, IReadOnlyList<string> texts)
    {
        inputs.Add($"#{id}");
        values.Add($"#{id}-value");
        Add(inputs[^1], "FormalParameter",
        [
            ("name", name),
            ("description", summary),
            ("additionalType", type),
            ("valueRequired", "False"),
            ("conformsTo", Reference("https://bioschemas.org/profiles/FormalParameter/1.0-RELEASE")),
        ]);
        Add(values[^1], "PropertyValue",
        [
            ("name", name),
            ("value", texts is [var only] ? only : new JsonArray([.. texts.Select(text => (JsonNode)text)])),
            ("exampleOfWork", Reference(inputs[^1])),
        ]);
    }

    private void AddDataSets()
    {
        foreach (var data in Sweep.DataSets)
        {
            var id = data.IsEmbedded ? "https://doi.org/10.24432/C50P49" : $"#images-{data.Hash}";
            values.Add(id);
            Add(id, "CreativeWork",
            [
                ("name", data.IsEmbedded ? "Optical recognition of handwritten digits, the test part that scikit-learn ships" : data.ToString()),
                ("description", $"{Numbers.Count(data.Count, "image")} of {data.Height} x {data.Width} pixels in {data.Classes} classes"),
                ("sha256", data.IsEmbedded ? Digits.Checksum : data.Hash),
            ]);
        }
    }

    private void Add(string id, string type, (string Name, JsonNode Value)[] properties) => graph.Add(Entity(id, type, properties));

    private static JsonObject Entity(string id, string type, (string Name, JsonNode Value)[] properties)
    {
        var entity = new JsonObject { ["@id"] = id, ["@type"] = type };
        foreach (var (name, value) in properties)
        {
            entity[name] = value;
        }

        return entity;
    }

    private static JsonObject Reference(string id) => new() { ["@id"] = id };

    private static JsonArray References(IEnumerable<string> ids) => [.. ids.Select(Reference)];

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string TypeOf(Setting setting) => setting.Kind switch
    {
        SettingKind.Boolean => "Boolean",
        SettingKind.Number => setting.IsWhole ? "Integer" : "Float",
        _ => "Text",
    };
}
