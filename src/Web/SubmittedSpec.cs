using System.Text;
using Microsoft.AspNetCore.Http;
using Symmetry.Engine.Experiments.Programs;
using Symmetry.Formats.Specs;

namespace Symmetry.Web;

/// <summary>A specification that a client sent: YAML as in files, or canonical JSON.</summary>
/// <param name="Sweep">The sweep.</param>
/// <param name="Claims">The text, if there are claims about the sweep in it; otherwise empty.</param>
internal sealed record SubmittedSpec(Sweep Sweep, string Claims)
{
    // The name in messages, and of a sweep whose specification has none.
    private const string FileName = "specification";
    private const string DefaultName = "sweep";

    private const int ReplicatesForBest = 5;
    private const int ReplicatesForP = 6;

    /// <summary>What the user should know before submitting it, one sentence each.</summary>
    public IEnumerable<string> Warnings
    {
        get
        {
            if (Sweep is { Cells.Length: > 1, Replicates: < ReplicatesForP })
            {
                yield return $"Below {ReplicatesForP} replicates a comparison has no p, and below {ReplicatesForBest} no cell can be excluded from the best.";
            }
        }
    }

    /// <summary>Whether its trials are programs, which would run with the rights of the server.</summary>
    public bool RunsPrograms => Sweep.Experiment is ProgramExperiment;

    /// <summary>Reads the body of a request. Nothing is read from this machine's files.</summary>
    /// <exception cref="SpecFileException">The YAML does not specify a sweep that can be run.</exception>
    /// <exception cref="SpecException">The JSON does not.</exception>
    public static async Task<SubmittedSpec> ReadAsync(HttpRequest request, CancellationToken stop)
    {
        using var reader = new StreamReader(request.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
        var text = await reader.ReadToEndAsync(stop);
        if (IsJson(request.ContentType ?? "", text))
        {
            return new SubmittedSpec(Sweep.Parse(text), Claims: "");
        }

        var document = SpecReader.ReadDocument(text, FileName, DefaultName, folder: null);
        return new SubmittedSpec(document.Sweep, document.ClaimsText);
    }

    // curl sends forms unless it is told otherwise, so other types say nothing. A map in braces is YAML if the type says so.
    private static bool IsJson(string type, string text) =>
        type.Contains("json", StringComparison.OrdinalIgnoreCase)
            || (!type.Contains("yaml", StringComparison.OrdinalIgnoreCase) && text.AsSpan().TrimStart() is ['{', ..]);
}
