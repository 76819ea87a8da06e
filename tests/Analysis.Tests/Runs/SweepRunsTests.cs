using Symmetry.Analysis.Runs;
using Symmetry.Engine.Experiments;
using Symmetry.Engine.Sweeps;

namespace Symmetry.Analysis.Tests.Runs;

/// <summary>Reading all runs of a sweep.</summary>
public sealed class SweepRunsTests
{
    private static readonly Sweep Sweep = new(new SweepSpec { Name = "one", Replicates = ReplicateDesign.Independent(3) });

    // The simulation in tests/Protocol, seed 5133: the store fell back after the rows were read, and its fingerprint was printed beside all rows.
    [Fact]
    public async Task Fingerprint_is_that_of_the_rows_that_were_read()
    {
        var runs = await SweepRuns.ReadAsync(new Source(replicates: [0, 1, 2]), TestContext.Current.CancellationToken);

        Assert.True(runs.IsComplete);
        Assert.Equal(FingerprintOf(3), runs.State.Fingerprint);
    }

    [Fact]
    public async Task Fingerprint_of_an_incomplete_cell_ends_before_the_first_missing_replicate()
    {
        var runs = await SweepRuns.ReadAsync(new Source(replicates: [0, 2]), TestContext.Current.CancellationToken);

        Assert.False(runs.IsComplete);
        Assert.Equal(FingerprintOf(1), runs.State.Fingerprint);
    }

    private static TrialResult ResultOf(long replicate) => Classification.Completed((int)replicate, 0, 10, 0.5);

    private static string FingerprintOf(int replicates)
    {
        using var fingerprint = new Fingerprint(Sweep);
        for (var replicate = 0; replicate < replicates; replicate++)
        {
            fingerprint.Add(cell: 0, replicate, ResultOf(replicate));
        }

        return fingerprint.Finish();
    }

    private sealed class Source(long[] replicates) : IRunsSource
    {
        public Sweep Sweep => SweepRunsTests.Sweep;

        public IAsyncEnumerable<RunRow> ReadRunsAsync(int cell, CancellationToken stop) =>
            replicates.Select(replicate => new RunRow(replicate, ResultOf(replicate))).ToAsyncEnumerable();

        public Task<RunsState> GetStateAsync(CancellationToken stop) => Task.FromResult(new RunsState(Sweep.Trials, "what the store says later"));
    }
}
