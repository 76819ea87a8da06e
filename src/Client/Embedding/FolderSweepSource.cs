using Symmetry.Grains;
using Symmetry.Silo;

namespace Symmetry.Client.Embedding;

/// <summary>One sweep of a data folder, read from its store. Nobody works at it as far as this process knows.</summary>
internal sealed class FolderSweepSource(SweepReader reader, RetryingCall question) : ISweepSource
{
    public Sweep Sweep => reader.Sweep;

    public Task<SweepProgress> GetProgressAsync(CancellationToken stop) => question.AskAsync(reader.GetProgressAsync, stop);

    public async Task<IReadOnlyList<CellProgress>> GetCellsAsync(int from, int count, CancellationToken stop) =>
        CellProgress.ReadAll(await question.AskAsync(() => reader.GetTalliesAsync(from, count), stop));

    public Task<IReadOnlyList<TrialRow>> GetRowsAsync(int cell, long from, int count, CancellationToken stop) =>
        question.AskAsync(() => reader.GetRowsAsync(cell, from, count, withOutcomes: false), stop);

    public Task<IReadOnlyList<TrialRow>> GetOutcomesAsync(int cell, long from, int count, CancellationToken stop) =>
        question.AskAsync(() => reader.GetRowsAsync(cell, from, count, withOutcomes: true), stop);

    public Task<IReadOnlyList<TrialRow>> GetRowsOfCellsAsync(int from, int cells, CancellationToken stop) =>
        question.AskAsync(() => reader.GetRowsOfCellsAsync(from, cells), stop);

    public Task<string> GetFingerprintAsync(CancellationToken stop) => question.AskAsync(reader.GetFingerprintAsync, stop);
    public Task<IReadOnlyList<TrialRange>> GetMissingAsync(long from, CancellationToken stop) => question.AskAsync(() => reader.GetMissingAsync(from), stop);
    public Task<IReadOnlyList<SiloShare>> GetSilosAsync(CancellationToken stop) => Task.FromResult<IReadOnlyList<SiloShare>>([]);
    public Task<string> GetClaimsAsync(CancellationToken stop) => question.AskAsync(reader.GetClaimsAsync, stop);
    public Task SetClaimsAsync(string specification, CancellationToken stop) => throw OnlyRead();
    public Task CancelAsync(CancellationToken stop) => throw OnlyRead();
    public Task ResumeAsync(CancellationToken stop) => throw OnlyRead();
    public Task ImportAsync(IReadOnlyList<TrialRow> rows, CancellationToken stop) => throw OnlyRead();
    public Task<TrialRow> RunAgainAsync(long trial, string firstRunBy, CancellationToken stop) => throw OnlyRead();

    /// <summary>Why nothing can be changed or run.</summary>
    public static UsageException OnlyRead() => new("The folder was opened for reading only.");
}
