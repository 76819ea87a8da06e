using Symmetry.Formats.Results;
using Symmetry.Grains;

namespace Symmetry.Client.Commands;

/// <summary><c>symmetry import</c>: stores a file of results as a sweep that is complete.</summary>
internal static class ImportCommand
{
    // A commit of so many rows takes some 50 ms.
    private const int RowsPerCall = 2000;

    public static Verb Make(CliEnvironment environment)
    {
        var input = SweepInput.Files();
        var name = new Option<string?>("--name") { Description = "The name of the sweep. Default: that of the file.", HelpName = "NAME" };
        var json = new Option<bool>("--json") { Description = "Write JSON to stdout: the sweep's id and state." };
        var verb = new Verb(
            "import",
            "Store a file of results as a sweep like any other, in a folder or on a cluster, and print its id: list, table, compare, report, the page and "
            + "claims then know it. Its id depends on its content, so importing the same results again changes nothing, and an interrupted import continues. "
            + "Imported results are never run.",
            "symmetry import examples/scores.csv --name scores",
            "symmetry import scores.parquet --replicate seed,fold --metric correct/total --cluster 10.0.0.5:30000")
        {
            name, json,
        };
        input.AddTo(verb);
        verb.SetAction((parsed, stop) =>
        {
            var file = input.ReadFiles(parsed, environment, needsPairs: true, parsed.GetValue(name));
            var place = input.Store(parsed, environment) with { WritesOnly = true };
            return StoredSweeps.ReadAsync(environment, place, async store =>
            {
                var source = await store.SubmitAsync(file.Sweep, stop);
                var added = await AddAsync(source, file, stop);
                place.Note(added > 0
                    ? $"Imported {Numbers.Count(added)} of {Numbers.Count(file.Count, "result")}."
                    : $"These {Numbers.Count(file.Count, "result")} are stored already; nothing was changed.");
                var progress = await source.GetProgressAsync(stop);
                await environment.Out.WriteLineAsync(parsed.GetValue(json) ? SubmitCommand.Json(progress) : progress.Id);
                return ExitCode.Done;
            }, stop);
        });
        return verb;
    }

    // Stores what is missing, so that an interrupted import continues.
    private static async Task<long> AddAsync(ISweepSource source, FileSweep file, CancellationToken stop)
    {
        var added = 0L;
        foreach (var range in await source.GetAllMissingAsync(stop))
        {
            for (var from = range.From; from < range.To; from += RowsPerCall)
            {
                var to = Math.Min(range.To, from + RowsPerCall);
                var rows = new List<TrialRow>(RowsPerCall);
                for (var trial = from; trial < to; trial++)
                {
                    rows.Add(FileSweepSource.Encode(file, trial));
                }

                await source.ImportAsync(rows, stop);
                added += rows.Count;
            }
        }

        return added;
    }
}
