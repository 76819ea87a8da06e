using System.Text.Json.Nodes;
using Symmetry.Engine.Data;

namespace Symmetry.Engine.Experiments.Declared;

/// <summary>Results that were read from a file: they have settings and metrics, and are never run.</summary>
public sealed class ImportedExperiment : IDeclaredExperiment
{
    /// <summary>The name of the experiment.</summary>
    public const string Kind = "results";

    private const string Hash = "sha256";
    private const string Of = "of";

    private readonly DeclaredColumns? columns;
    private readonly Lazy<string> hash;

    private ImportedExperiment(DeclaredColumns? columns, IExperiment? origin, string sha256)
    {
        (this.columns, Origin, Sha256) = (columns, origin, sha256);
        hash = Declared.DeclarationHash.Of(this);
    }

    /// <inheritdoc/>
    public string Name => Kind;

    /// <inheritdoc/>
    public string Summary => "results that were read from a file";

    /// <summary>The experiment whose trials were exported; null if the file is not an export of ours.</summary>
    public IExperiment? Origin { get; }

    /// <summary>The SHA-256 of the results, in hexadecimal digits.</summary>
    public string Sha256 { get; }

    /// <inheritdoc/>
    public IReadOnlyList<Setting> Settings => Origin?.Settings ?? columns!.Settings;

    /// <inheritdoc/>
    public TrialSettings Defaults => Origin?.Defaults ?? columns!.Defaults;

    /// <summary>Results with declared settings and metrics.</summary>
    /// <param name="columns">The settings and metrics.</param>
    /// <param name="sha256">The SHA-256 of the results, in hexadecimal digits.</param>
    public static ImportedExperiment With(DeclaredColumns columns, string sha256) => new(columns, null, sha256);

    /// <summary>Exported results of an experiment.</summary>
    /// <param name="origin">The experiment.</param>
    /// <param name="sha256">The SHA-256 of the results, in hexadecimal digits.</param>
    public static ImportedExperiment ExportedBy(IExperiment origin, string sha256) => new(null, origin, sha256);

    /// <inheritdoc/>
    public IReadOnlyList<Metric> MetricsOf(TrialSettings settings) => Origin?.MetricsOf(settings) ?? columns!.Metrics;

    /// <inheritdoc/>
    public IReadOnlyList<Purpose> RandomPurposesOf(TrialSettings settings) => Origin?.RandomPurposesOf(settings) ?? [];

    /// <inheritdoc/>
    public DataSet? DataSetOf(TrialSettings settings) => Origin?.DataSetOf(settings);

    /// <inheritdoc/>
    public IReadOnlyList<ExactFact> FactsOf(TrialSettings settings) => Origin?.FactsOf(settings) ?? [];

    /// <inheritdoc/>
    public TrialResult Run(TrialSpec spec, TrialResources resources, CancellationToken stop) =>
        TrialResult.Failure("The results were read from a file and cannot be run again.");

    /// <inheritdoc/>
    public string DeclarationHash => hash.Value;

    /// <inheritdoc/>
    public JsonObject WriteDeclaration()
    {
        var node = new JsonObject { [Hash] = Sha256 };
        if (Origin is null)
        {
            columns!.Write(node);
        }
        else
        {
            node[Of] = Origin.Name;
        }

        return node;
    }

    internal static ImportedExperiment ReadDeclaration(JsonObject node)
    {
        var sha256 = (string)node[Hash]!;
        return (string?)node[Of] is { } name
            ? ExportedBy(ExperimentRegister.Find(name) ?? throw new FormatException($"Unknown experiment '{name}'."), sha256)
            : With(DeclaredColumns.Read(node), sha256);
    }
}
