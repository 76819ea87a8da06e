using System.Text.Json.Nodes;
using Symmetry.Engine.Experiments.Declared;

namespace Symmetry.Engine.Experiments.Programs;

/// <summary>Trials that are runs of a user's program: one process each, JSON in and JSON out.</summary>
public sealed class ProgramExperiment : IDeclaredExperiment
{
    /// <summary>The name of the experiment.</summary>
    public const string Kind = "program";

    private readonly FreeSettings defaults;
    private readonly Lazy<string> hash;

    /// <summary>An experiment.</summary>
    /// <param name="declaration">What the specification says.</param>
    /// <exception cref="FormatException">The command, the files or the timeout are outside of the limits.</exception>
    public ProgramExperiment(ProgramDeclaration declaration)
    {
        ArgumentNullException.ThrowIfNull(declaration);
        ProgramRules.Check(declaration);
        Declaration = declaration;
        defaults = declaration.Columns.Defaults;
        hash = Declared.DeclarationHash.Of(this);
    }

    /// <summary>What the specification says about the program.</summary>
    public ProgramDeclaration Declaration { get; }

    /// <inheritdoc/>
    public string Name => Kind;

    /// <inheritdoc/>
    public string Summary => string.Join(' ', Declaration.Command);

    /// <inheritdoc/>
    public IReadOnlyList<Setting> Settings => Declaration.Columns.Settings;

    /// <inheritdoc/>
    public TrialSettings Defaults => defaults;

    /// <inheritdoc/>
    public bool IsReproducible => Declaration.IsDeterministic;

    /// <inheritdoc/>
    public TimeSpan? Timeout => Declaration.Timeout;

    /// <inheritdoc/>
    public IReadOnlyList<Metric> MetricsOf(TrialSettings settings) => Declaration.Columns.Metrics;

    /// <inheritdoc/>
    public TrialResult Run(TrialSpec spec, TrialResources resources, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(resources);
        if (resources.Programs is not { } programs)
        {
            return TrialResult.Failure("This process does not run programs.");
        }

        var output = programs.Run(new ProgramCall(Declaration.Command, ProgramInput.Write(spec), Declaration.Files, Declaration.Timeout), stop);
        return output.LastLine is { } line ? ProgramMetrics.Read(line, Declaration.Columns.Metrics) : TrialResult.Failure(output.Failure!);
    }

    /// <inheritdoc/>
    public string DeclarationHash => hash.Value;

    /// <inheritdoc/>
    public JsonObject WriteDeclaration()
    {
        var node = new JsonObject { ["command"] = new JsonArray([.. Declaration.Command.Select(part => (JsonNode)part)]) };
        Declaration.Columns.Write(node);
        node["files"] = new JsonArray([.. Declaration.Files.Select(file => new JsonObject
        {
            ["path"] = file.Path,
            ["sha256"] = file.Sha256,
            ["base64"] = Convert.ToBase64String(file.Content.AsSpan()),
        })]);
        node["timeout"] = Declaration.Timeout.TotalSeconds;
        node["deterministic"] = Declaration.IsDeterministic;
        return node;
    }

    internal static ProgramExperiment ReadDeclaration(JsonObject node) => new(new ProgramDeclaration
    {
        Command = [.. node["command"]!.AsArray().Select(part => (string)part!)],
        Columns = DeclaredColumns.Read(node),
        Files = [.. node["files"]!.AsArray().Select(file => ReadFile(file!.AsObject()))],
        Timeout = TimeSpan.FromSeconds((double)node["timeout"]!),
        IsDeterministic = (bool)node["deterministic"]!,
    });

    private static ProgramFile ReadFile(JsonObject node)
    {
        var file = new ProgramFile((string)node["path"]!, [.. Convert.FromBase64String((string)node["base64"]!)]);
        return file.Sha256 == (string)node["sha256"]!
            ? file
            : throw new FormatException($"The content of the file '{file.Path}' does not have the SHA-256 that the specification names.");
    }
}
