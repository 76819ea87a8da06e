using Symmetry.Client.Crates;
using Symmetry.Formats.Exports;

namespace Symmetry.Client.Commands;

/// <summary><c>symmetry export</c>: one row per trial for other programs, or the whole sweep as a research object.</summary>
internal static class ExportCommand
{
    public static Verb Make(CliEnvironment environment)
    {
        var input = SweepInput.One();
        var to = new Option<string?>("--to")
        {
            Description = "The file, ending in .csv, .jsonl or .parquet; - writes text to stdout.",
            HelpName = "FILE",
        };
        var format = new Option<string?>("--format") { Description = "The format, where the file's ending does not say it." };
        format.AcceptOnlyFromAmong(ExportFormat.Names);
        var where = SharedOptions.Where();
        var crate = new Option<string?>("--crate")
        {
            Description = "Instead of a file: a new folder with specification, results, table, report, hashes and provenance, as a Workflow Run RO-Crate.",
            HelpName = "DIR",
        };
        var spec = new Option<string?>("--spec")
        {
            Description = "With --crate: the specification of the sweep, to include with its claims and their answers.",
            HelpName = "SPEC.yaml",
        };
        var license = new Option<string?>("--license")
        {
            Description = "With --crate: the licence of the results, an SPDX identifier such as CC-BY-4.0.",
            HelpName = "SPDX",
        };
        var verb = new Verb(
            "export",
            "Write every trial that ended as a row, by cell and replicate; or with --crate a complete sweep as a folder that others can read and "
            + "symmetry verify checks. What is written appears when it is complete.",
            "symmetry export paper --to paper.csv",
            "symmetry export paper --to paper.parquet",
            "symmetry export paper --to invariant.csv --where \"features=square|gradient,bias=false\"",
            "symmetry export paper --to - --format jsonl --data ./paper-runs",
            "symmetry export paper --to paper.csv --cluster 127.0.0.1:30000",
            "symmetry export paper-claims --crate paper-claims-crate --spec examples/paper-claims.yaml --license CC-BY-4.0")
        {
            to, format, where, crate, spec, license,
        };
        input.AddTo(verb);
        verb.SetAction((parsed, stop) =>
        {
            if (parsed.GetValue(crate) is { } folder)
            {
                Reject(parsed, "is not for --crate, which writes the whole sweep.", to, format, where);
                return WriteCrateAsync(folder);
            }

            Reject(parsed, "is for --crate.", spec, license);
            var file = parsed.GetValue(to) ?? throw new UsageException("Give --to FILE for the rows, or --crate DIR for everything.");
            var name = FormatOf(file, parsed.GetValue(format));
            return input.ReadAsync(parsed, environment, async source =>
            {
                var cells = parsed.GetValue(where) is { } text ? CellSelector.FindAll(source.Sweep, text, "--where") : source.Sweep.Cells;
                var runs = new StoredRuns(source);
                await ((file, name) switch
                {
                    (_, ParquetExport.Name) => AtomicFile.WriteBytesAsync(file, stream => ParquetExport.WriteAsync(runs, cells, stream, stop)),
                    ("-", _) => TextExport.WriteAsync(runs, cells, ExportFormat.Find(name, source.Sweep), text => PrintAsync(environment.Out, text), stop),
                    _ => AtomicFile.WriteBytesAsync(file, stream => TextExport.WriteAsync(
                        runs, cells, ExportFormat.Find(name, source.Sweep), text => stream.WriteAsync(text, stop), stop)),
                });
                return ExitCode.Done;
            }, stop, needsPairs: false);

            // A crate says when the sweep was submitted, so it needs the store.
            Task<int> WriteCrateAsync(string folder) => StoredSweeps.ReadAsync(environment, input.Store(parsed, environment), async store =>
            {
                if (parsed.GetValue(license) is { } chosen && !chosen.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '+'))
                {
                    throw new UsageException($"--license: expected an SPDX identifier such as CC-BY-4.0, got '{chosen}'.");
                }

                var heads = await store.ListAsync(stop);
                var found = SweepIds.Find(input.Id(parsed), heads);
                var writer = new CrateWriter(await store.OpenAsync(found, stop), heads.First(head => head.Id == found).Submitted, environment.Clock.GetUtcNow())
                {
                    SpecificationPath = parsed.GetValue(spec),
                    License = parsed.GetValue(license),
                };
                await writer.WriteAsync(folder, stop);
                return ExitCode.Done;
            }, stop);
        });
        return verb;
    }

    private static void Reject(ParseResult parsed, string reason, params Option[] options)
    {
        if (Array.Find(options, option => parsed.GetResult(option) is not null) is { } given)
        {
            throw new UsageException($"{given.Name} {reason}");
        }
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
}
