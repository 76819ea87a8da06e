using Symmetry.Client.Exports;

namespace Symmetry.Client.Commands;

/// <summary><c>symmetry export</c>: one row per trial, for other programs.</summary>
internal static class ExportCommand
{
    public static Verb Make(CliEnvironment environment)
    {
        var id = SharedOptions.Id();
        var to = new Option<string>("--to")
        {
            Description = "The file, ending in .csv, .jsonl or .parquet; - writes text to stdout.",
            HelpName = "FILE",
            Required = true,
        };
        var format = new Option<string?>("--format") { Description = "The format, where the file's ending does not say it." };
        format.AcceptOnlyFromAmong(ExportFormat.Names);
        var where = SharedOptions.Where();
        var place = StoreLocationOptions.InFolderOrCluster();
        var verb = new Verb(
            "export",
            "Write every trial that ended as a row, by cell and replicate. The file appears when it is complete.",
            "symmetry export paper --to paper.csv",
            "symmetry export paper --to paper.parquet",
            "symmetry export paper --to invariant.csv --where \"features=square|gradient,bias=false\"",
            "symmetry export paper --to - --format jsonl --data ./paper-runs",
            "symmetry export paper --to paper.csv --cluster 127.0.0.1:30000")
        {
            id, to, format, where,
        };
        place.AddTo(verb);
        verb.SetAction((parsed, stop) =>
        {
            var file = parsed.GetRequiredValue(to);
            var name = FormatOf(file, parsed.GetValue(format));
            return StoredSweeps.ReadAsync(environment, place.Read(parsed, environment), parsed.GetRequiredValue(id), async source =>
            {
                var cells = parsed.GetValue(where) is { } text ? CellSelector.FindAll(source.Sweep, text, "--where") : source.Sweep.Cells;
                await ((file, name) switch
                {
                    (_, ParquetExport.Name) => AtomicFile.WriteBytesAsync(file, stream => ParquetExport.WriteAsync(source, cells, stream, stop)),
                    ("-", _) => WriteAsync(source, cells, ExportFormat.Find(name, source.Sweep), text => PrintAsync(environment.Out, text), stop),
                    _ => AtomicFile.WriteBytesAsync(
                        file, stream => WriteAsync(source, cells, ExportFormat.Find(name, source.Sweep), text => stream.WriteAsync(text, stop), stop)),
                });
                return ExitCode.Done;
            }, stop);
        });
        return verb;
    }

    private static string FormatOf(string file, string? format) => (file, format) switch
    {
        ("-", null) => throw new UsageException("--to - needs --format csv or --format jsonl."),
        ("-", ParquetExport.Name) => throw new UsageException("--to - writes text. A Parquet file needs a name, such as --to rows.parquet."),
        (_, { } chosen) => chosen,
        _ => ExportFormat.Names.FirstOrDefault(name => file.EndsWith("." + name, StringComparison.OrdinalIgnoreCase))
            ?? throw new UsageException($"--to: expected a name that ends in .csv, .jsonl or .parquet, got '{file}'. For other names give --format."),
    };

    // A block holds whole rows, so no character is split.
    private static async ValueTask PrintAsync(TextWriter writer, ReadOnlyMemory<byte> text) =>
        await writer.WriteAsync(Encoding.UTF8.GetString(text.Span));

    private static async Task WriteAsync(
        ISweepSource source, ImmutableArray<Cell> cells, IExportFormat format, Func<ReadOnlyMemory<byte>, ValueTask> write, CancellationToken stop)
    {
        var text = new TextBlocks(write);
        try
        {
            Encoding.UTF8.GetBytes(format.Header, text.Block);
            await foreach (var trial in ExportFormat.ReadAsync(source, cells, stop))
            {
                format.Write(text.Block, trial);
                await text.RowEndedAsync();
            }

            await text.EndAsync();
        }
        finally
        {
            await text.GiveUpAsync();
        }
    }
}
