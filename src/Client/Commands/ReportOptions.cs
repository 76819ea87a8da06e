using Symmetry.Analysis.Questions.Tables;
using Symmetry.Formats.Tables;

namespace Symmetry.Client.Commands;

/// <summary>The formats of verbs that answer a question about a sweep: text, markdown or JSON, and for answers that are a table LaTeX and CSV.</summary>
internal sealed class ReportOptions
{
    private readonly Option<string> format = new("--format") { Description = "The format of the answer.", DefaultValueFactory = _ => "text" };
    private readonly Option<bool> json = new("--json") { Description = "Short for --format json." };

    /// <summary>Makes the options; each verb has its own.</summary>
    /// <param name="withCsv">Whether the answer is also written as LaTeX and CSV.</param>
    public ReportOptions(bool withCsv = false) => format.AcceptOnlyFromAmong(withCsv ? TableFormat.Names : ["text", "markdown", "json"]);

    /// <summary>Adds the options to a verb.</summary>
    public void AddTo(Command verb)
    {
        verb.Options.Add(format);
        verb.Options.Add(json);
    }

    /// <summary>The answer in the format that was asked for.</summary>
    public string Write(ParseResult parsed, Func<Report> report, Func<string> asJson, Func<string>? asCsv = null) =>
        parsed.GetValue(json) ? asJson() : parsed.GetValue(format) switch
        {
            "json" => asJson(),
            "csv" when asCsv is not null => asCsv(),
            "latex" => LatexReport.Write(report()),
            "markdown" => MarkdownReport.Write(report()),
            _ => TextReport.Write(report()),
        };
}
