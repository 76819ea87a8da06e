using Symmetry.Client.Sweeps;
using Symmetry.Engine.Sweeps;
using Symmetry.Grains;

namespace Symmetry.Client.Tests.Fakes;

/// <summary>Wraps a real store and reports every poll of a sweep's progress.</summary>
internal sealed class WatchedStore(ISweepStore store, Action<SweepProgress> onLook) : ISweepStore
{
    public async Task<ISweepSource> SubmitAsync(Sweep sweep, CancellationToken stop) =>
        new Source(await store.SubmitAsync(sweep, stop), onLook);

    public Task<IReadOnlyList<SweepHead>> ListAsync(CancellationToken stop) => store.ListAsync(stop);

    public Task<ISweepSource> OpenAsync(string id, CancellationToken stop) => store.OpenAsync(id, stop);

    public ValueTask DisposeAsync() => store.DisposeAsync();

    private sealed class Source(ISweepSource source, Action<SweepProgress> onLook) : ISweepSource
    {
        public Sweep Sweep => source.Sweep;

        public async Task<SweepProgress> GetProgressAsync(CancellationToken stop)
        {
            var progress = await source.GetProgressAsync(stop);
            onLook(progress);
            return progress;
        }

        public Task<IReadOnlyList<CellProgress>> GetCellsAsync(int from, int count, CancellationToken stop) =>
            source.GetCellsAsync(from, count, stop);

        public Task<IReadOnlyList<TrialRow>> GetRowsAsync(int cell, long from, int count, CancellationToken stop) =>
            source.GetRowsAsync(cell, from, count, stop);

        public Task<IReadOnlyList<TrialRow>> GetOutcomesAsync(int cell, long from, int count, CancellationToken stop) =>
            source.GetOutcomesAsync(cell, from, count, stop);

        public Task<IReadOnlyList<TrialRange>> GetMissingAsync(long from, CancellationToken stop) => source.GetMissingAsync(from, stop);

        public Task<IReadOnlyList<SiloShare>> GetSilosAsync(CancellationToken stop) => source.GetSilosAsync(stop);

        public Task CancelAsync(CancellationToken stop) => source.CancelAsync(stop);

        public Task ResumeAsync(CancellationToken stop) => source.ResumeAsync(stop);

        public Task<string> GetClaimsAsync(CancellationToken stop) => source.GetClaimsAsync(stop);
        public Task SetClaimsAsync(string specification, CancellationToken stop) => source.SetClaimsAsync(specification, stop);

        public Task ImportAsync(IReadOnlyList<TrialRow> rows, CancellationToken stop) => source.ImportAsync(rows, stop);

        public Task<TrialRow> RunAgainAsync(long trial, string firstRunBy, CancellationToken stop) => source.RunAgainAsync(trial, firstRunBy, stop);
    }
}
