using System.Security.Cryptography;

namespace Symmetry.Client.Crates;

/// <summary>A file of a crate.</summary>
/// <param name="Name">Its name in the crate.</param>
/// <param name="Description">What is in it, in a sentence.</param>
/// <param name="MediaType">Its type, such as <c>text/csv</c>.</param>
internal sealed record CrateFile(string Name, string Description, string MediaType)
{
    /// <summary>The file with the metadata, which makes a folder a crate.</summary>
    public const string Metadata = "ro-crate-metadata.json";

    /// <summary>The canonical text of the sweep: the first eight hexadecimal digits of its SHA-256 end the sweep's id.</summary>
    public static CrateFile Sweep { get; } = new("sweep.json", "The canonical specification of the sweep, from which its id is computed.", "application/json");

    /// <summary>The specification as its author wrote it.</summary>
    public static CrateFile Specification { get; } = new("specification.yaml", "The specification with its claims, as it was written.", "application/yaml");

    /// <summary>The rows as other programs read them.</summary>
    public static CrateFile Results { get; } = new("results.csv", "The results: one row per trial, as symmetry export writes them.", "text/csv");

    /// <summary>The rows with the bytes that the fingerprint is over.</summary>
    public static CrateFile Trials { get; } = new("trials.jsonl", "The results as stored: the bytes that the fingerprint is over.", "application/jsonl");

    /// <summary>The table.</summary>
    public static CrateFile Table { get; } = new("table.json", "Means and confidence intervals of every cell.", "application/json");

    /// <summary>The report.</summary>
    public static CrateFile Report { get; } = new("report.html", "Tables, plots, paired differences and findings.", "text/html");

    /// <summary>The answers.</summary>
    public static CrateFile Claims { get; } = new("claims.json", "The claims of the specification and their answers, with evidence.", "application/json");

    /// <summary>The files that every crate has.</summary>
    public static IReadOnlyList<CrateFile> Required { get; } = [Sweep, Results, Trials, Table, Report];

    /// <summary>The SHA-256 of a file in hexadecimal digits, and its size in bytes.</summary>
    public static (string Sha256, long Size) Measure(string path)
    {
        using var stream = File.OpenRead(path);
        return (Convert.ToHexStringLower(SHA256.HashData(stream)), stream.Length);
    }
}
