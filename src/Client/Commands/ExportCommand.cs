using System.CommandLine;
using Symmetry.Client.Exports;
using Symmetry.Client.Sweeps;

namespace Symmetry.Client.Commands;

/// <summary><c>symmetry export</c>: one row a trial, for other programs.</summary>
internal static class ExportCommand
{
    /// <summary>Makes the verb.</summary>
    public static Verb Make(Surroundings surroundings)
    {
        var id = SharedOptions.Id();
        var to = new Option<string>("--to")
        {
            Description = "The file, ending in .csv or .jsonl; - writes to stdout.",
            HelpName = "FILE",
            Required = true,
        };
        var format = new Option<string?>("--format") { Description = "The format, where the file's ending does not say it." };
        format.AcceptOnlyFromAmong(ExportFormat.Names);
        var place = PlaceOptions.InFolderOrCluster();
        var verb = new Verb(
            "export",
            "Write every trial that ended as a row, by cell and replicate. The file appears when it is complete.",
            "symmetry export paper --to paper.csv",
            "symmetry export paper --to - --format jsonl --data ./paper-runs",
            "symmetry export paper --to paper.csv --cluster 127.0.0.1:30000")
        {
            id, to, format,
        };
        place.AddTo(verb);
        verb.SetAction((parsed, stop) =>
        {
            var file = parsed.GetRequiredValue(to);
            var rows = ExportFormat.Find(FormatOf(file, parsed.GetValue(format)));
            return StoredSweeps.ReadAsync(surroundings, place.Read(parsed, surroundings), parsed.GetRequiredValue(id), async source =>
            {
                await (file == "-"
                    ? WriteAsync(source, rows, surroundings.Out, stop)
                    : AtomicFile.WriteAsync(file, writer => WriteAsync(source, rows, writer, stop)));
                return ExitCode.Done;
            }, stop);
        });
        return verb;
    }

    private static string FormatOf(string file, string? format) => format
        ?? ExportFormat.Names.FirstOrDefault(name => file.EndsWith("." + name, StringComparison.OrdinalIgnoreCase))
        ?? throw new UsageException(file == "-"
            ? "--to - needs --format; allowed are csv and jsonl."
            : $"--to is {file}; allowed are names that end in .csv or .jsonl, or any name with --format.");

    private static async Task WriteAsync(ISweepSource source, IExportFormat format, TextWriter writer, CancellationToken stop)
    {
        await writer.WriteAsync(format.Header);
        foreach (var cell in source.Sweep.Cells)
        {
            await foreach (var row in source.ReadRowsAsync(cell.Number, stop))
            {
                await writer.WriteAsync(format.Write(source.Sweep, row));
            }
        }
    }
}
