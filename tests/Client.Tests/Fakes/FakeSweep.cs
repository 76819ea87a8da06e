using Symmetry.Analysis.Runs;
using Symmetry.Client.Sweeps;
using Symmetry.Engine.Sweeps;
using Symmetry.Grains;

namespace Symmetry.Client.Tests.Fakes;

/// <summary>A sweep of a <see cref="FakeStore"/>: trials 0 … <see cref="Committed"/> − 1 are complete.</summary>
internal sealed class FakeSweep(FakeStore store, Sweep sweep) : ISweepSource
{
    public Sweep Sweep => sweep;

    public long Committed { get; set; }

    /// <summary>Cells that left a race.</summary>
    public Dictionary<int, CellExit> Exits { get; } = [];

    public int Looks { get; private set; }

    public bool IsWorkedAt { get; private set; }

    public FakeSweep Run()
    {
        IsWorkedAt = true;
        return this;
    }

    public bool IsCancelled { get; private set; }

    public SweepStatus Status => (Committed == sweep.Trials, IsCancelled) switch
    {
        (true, _) => SweepStatus.Completed,
        (_, true) => SweepStatus.Cancelled,
        _ => SweepStatus.Running,
    };

    public Task<SweepProgress> GetProgressAsync(CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();

        // The first poll only asks what is already complete.
        if (Looks++ > 0 && IsWorkedAt)
        {
            Committed = Math.Min(sweep.Trials, Committed + store.TrialsPerLook);
        }

        store.OnLook(this);
        var tally = Tallies();
        return Task.FromResult(new SweepProgress(
            sweep.Id, sweep.Spec.Name, Status, sweep.Trials, Committed,
            tally.Sum(cell => cell.Completed), tally.Sum(cell => cell.Diverged), tally.Sum(cell => cell.Failed), 0, 0, 0));
    }

    public Task<IReadOnlyList<CellProgress>> GetCellsAsync(int from, int count, CancellationToken stop) =>
        Task.FromResult<IReadOnlyList<CellProgress>>(
            [.. Tallies().Select((tally, cell) => new CellProgress(tally, Exits.GetValueOrDefault(cell))).Skip(from).Take(count)]);

    public async Task<IReadOnlyList<TrialRow>> GetRowsAsync(int cell, long from, int count, CancellationToken stop) =>
        [.. (await GetOutcomesAsync(cell, from, count, stop)).Select(row => row with { Outcomes = null })];

    public Task<IReadOnlyList<TrialRow>> GetOutcomesAsync(int cell, long from, int count, CancellationToken stop)
    {
        var rows = new List<TrialRow>();
        for (var replicate = from; replicate < sweep.Replicates && rows.Count < count; replicate++)
        {
            var trial = sweep.TrialOf(cell, replicate);
            if (trial < Committed)
            {
                rows.Add(TrialRow.Encode(trial, store.Result(sweep, trial), "S127.0.0.1:11111:1", 0.25));
            }
        }

        return Task.FromResult<IReadOnlyList<TrialRow>>(rows);
    }

    public Task<IReadOnlyList<TrialRange>> GetMissingAsync(long from, CancellationToken stop) => Task.FromResult<IReadOnlyList<TrialRange>>(
        Math.Max(from, Committed) < sweep.Trials ? [new TrialRange(Math.Max(from, Committed), sweep.Trials)] : []);

    public Task<IReadOnlyList<SiloShare>> GetSilosAsync(CancellationToken stop) => Task.FromResult<IReadOnlyList<SiloShare>>(
        [new SiloShare("127.0.0.1:11111@1", 5, 0.1, false), new SiloShare("127.0.0.1:11112@1", 0, 2, true)]);

    public Task CancelAsync(CancellationToken stop)
    {
        IsCancelled = true;
        return Task.CompletedTask;
    }

    public Task ResumeAsync(CancellationToken stop)
    {
        IsCancelled = false;
        return Task.CompletedTask;
    }

    public Task<string> GetClaimsAsync(CancellationToken stop) => Task.FromResult("");
    public Task SetClaimsAsync(string specification, CancellationToken stop) => Task.CompletedTask;

    public Task ImportAsync(IReadOnlyList<TrialRow> rows, CancellationToken stop) => throw new NotSupportedException("Results are made up here.");

    public Task<TrialRow> RunAgainAsync(long trial, string firstRunBy, CancellationToken stop) =>
        Task.FromResult(TrialRow.Encode(trial, store.Again(sweep, trial), "127.0.0.1:11112@1", 0.25));

    private CellTally[] Tallies()
    {
        var tallies = sweep.Cells.Select(_ => new CellTally(CellTally.LeadOf(sweep))).ToArray();
        for (var trial = 0L; trial < Committed; trial++)
        {
            tallies[sweep.CellOf(trial).Number].Add(store.Result(sweep, trial));
        }

        return tallies;
    }
}
