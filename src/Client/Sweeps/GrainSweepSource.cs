using Symmetry.Engine.Sweeps;
using Symmetry.Grains;

namespace Symmetry.Client.Sweeps;

/// <summary>One sweep behind its grain.</summary>
internal sealed class GrainSweepSource(ISweepGrain grain, Sweep sweep, Question question) : ISweepSource
{
    /// <inheritdoc/>
    public Sweep Sweep => sweep;

    /// <inheritdoc/>
    public Task<SweepProgress> GetProgressAsync(CancellationToken stop) => question.AskAsync(grain.GetProgressAsync, stop);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<CellTally>> GetTalliesAsync(int from, int count, CancellationToken stop)
    {
        var page = await question.AskAsync(() => grain.GetTalliesAsync(from, count), stop);
        return Array.ConvertAll(page.Tallies, tally => CellTally.Decode(tally));
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<TrialRow>> GetRowsAsync(int cell, long from, int count, CancellationToken stop) =>
        await question.AskAsync(() => grain.GetRowsAsync(cell, from, count), stop);

    /// <inheritdoc/>
    public Task<string> GetFingerprintAsync(CancellationToken stop) => question.AskAsync(grain.GetFingerprintAsync, stop);
}
