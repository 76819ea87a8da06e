using Symmetry.Analysis.Figures;
using Symmetry.Analysis.Questions.Claims;
using Symmetry.Analysis.Questions.Tables;
using Symmetry.Formats.Exports;
using Symmetry.Formats.Specs;
using Symmetry.Views.Report;

namespace Symmetry.Client.Crates;

/// <summary>Writes a complete sweep as a folder that others can read and check: a Workflow Run RO-Crate.</summary>
/// <param name="source">The sweep.</param>
/// <param name="submitted">When it was submitted.</param>
/// <param name="written">The time that the crate states as its own.</param>
internal sealed class CrateWriter(ISweepSource source, DateTimeOffset submitted, DateTimeOffset written)
{
    private readonly List<CrateFile> files = [];

    /// <summary>The specification, whose claims are answered in the crate; null for none.</summary>
    public string? SpecificationPath { get; init; }

    /// <summary>The SPDX identifier of the licence; null if none is chosen.</summary>
    public string? License { get; init; }

    /// <summary>Writes the folder.</summary>
    /// <exception cref="UsageException">The sweep is not complete, the specification is that of another sweep, or the folder cannot be written.</exception>
    public async Task WriteAsync(string path, CancellationToken stop)
    {
        var sweep = source.Sweep;
        var document = SpecificationPath is null ? null : SpecFile.ReadDocument(SpecificationPath);
        if (document is not null && document.Sweep.Id != sweep.Id)
        {
            throw new UsageException($"{SpecificationPath} is the specification of {document.Sweep.Id}, not of {sweep.Id}.");
        }

        var runs = await StoredRuns.ReadAsync(source, stop);
        if (!runs.IsComplete)
        {
            throw new UsageException($"{sweep.Id} is not complete: {Numbers.Count(runs.Ended)} of {Numbers.Count(runs.State.Trials, "trial")} ended. "
                + "symmetry run resumes it.");
        }

        await AtomicFolder.WriteAsync(path, async folder =>
        {
            await TextAsync(CrateFile.Sweep, sweep.Canonical);
            await RowsAsync(folder, stop);
            await TextAsync(CrateFile.Table, TableJson.Text(new SweepTable(runs)));
            var claims = StoredClaims.Answer(runs, document?.ClaimsText ?? await source.GetClaimsAsync(stop));
            await TextAsync(CrateFile.Report, await HtmlReport.WriteAsync(new FigureData(runs, null), claims, written));
            if (document is not null)
            {
                await TextAsync(CrateFile.Specification, await File.ReadAllTextAsync(SpecificationPath!, stop));
                if (!document.Claims.IsEmpty)
                {
                    await TextAsync(CrateFile.Claims, ClaimJson.Text(runs, AnsweredClaim.AnswerAll(runs, document.Claims)));
                }
            }

            var metadata = new CrateMetadata(runs, submitted, written, License);
            await File.WriteAllTextAsync(Path.Combine(folder, CrateFile.Metadata), metadata.Write(folder, files), stop);

            Task TextAsync(CrateFile file, string text)
            {
                files.Add(file);
                return File.WriteAllTextAsync(Path.Combine(folder, file.Name), text, stop);
            }
        });
    }

    private async Task RowsAsync(string folder, CancellationToken stop)
    {
        files.AddRange([CrateFile.Results, CrateFile.Trials]);
        await using var trials = File.Create(Path.Combine(folder, CrateFile.Trials.Name));
        await using var results = File.Create(Path.Combine(folder, CrateFile.Results.Name));
        var rows = new CrateRows(source.Sweep, results);
        foreach (var cell in source.Sweep.Cells)
        {
            await foreach (var row in source.ReadRowsAsync(cell.Number, source.Sweep.Spec.KeepsOutcomes, stop))
            {
                rows.Add(row);
                CrateTrials.Write(trials, row);
            }
        }
    }
}
