using System.Buffers;
using System.Collections.Concurrent;
using System.Text.Json;
using Symmetry.Analysis.Statistics;
using Symmetry.Engine.Experiments;
using Symmetry.Web.Json;

namespace Symmetry.Web.Sweeps;

/// <summary>Snapshots of sweeps, each taken at most once per second and shared by all clients.</summary>
/// <remarks>The number of clients does not affect the load on the coordinator.</remarks>
internal sealed class Snapshots(IGrainFactory grains, TimeProvider clock)
{
    /// <summary>The largest number of cells in a snapshot.</summary>
    public const int MaxCells = 200;

    /// <summary>How old a state may be before it is read again: browsers ask for a new one at most once per second.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(1);

    private const int MaxSweeps = 64;

    private readonly ConcurrentDictionary<string, Recent<Snapshot>> sweeps = new(StringComparer.Ordinal);

    /// <summary>Gets the state of the sweep, at most a second old.</summary>
    /// <exception cref="RefusedException">There is no such sweep.</exception>
    public async Task<Snapshot> GetAsync(string id)
    {
        if (sweeps.TryGetValue(id, out var known))
        {
            return await known.GetAsync();
        }

        // Only existing sweeps are cached, and only a limited number of them.
        var sweep = Sweep.Parse(await grains.GetGrain<ISweepGrain>(id).GetSpecAsync());
        if (sweeps.Count >= MaxSweeps)
        {
            sweeps.Clear();
        }

        var watched = new WatchedSweep(grains.GetGrain<ISweepGrain>(id), sweep, clock);
        return await sweeps.GetOrAdd(id, new Recent<Snapshot>(watched.ReadAsync, MaxAge, clock)).GetAsync();
    }

    private sealed class WatchedSweep(ISweepGrain grain, Sweep sweep, TimeProvider clock)
    {
        private readonly ThroughputEstimate pace = new();
        private readonly MeanIntervals means = new(sweep);
        private readonly Dictionary<int, CellRuns> crossed = [];

        public async Task<Snapshot> ReadAsync()
        {
            var progress = await grain.GetProgressAsync();
            var silos = await grain.GetSilosAsync();
            var page = await grain.GetTalliesAsync(0, MaxCells);
            var cells = Array.ConvertAll(page.Tallies, tally => CellTally.Decode(tally));
            foreach (var (cell, tally) in sweep.Cells.Zip(cells))
            {
                // Intervals that count levels need every run of the cell.
                if (means.Design is not null && tally.Completed == sweep.Replicates && !crossed.ContainsKey(cell.Number))
                {
                    crossed.Add(cell.Number, await CellRuns.ReadAsync(new GrainRuns(grain, sweep), cell, CancellationToken.None));
                }
            }

            var speed = pace.Note(clock.GetElapsedTime(0), progress.Committed);
            var buffer = new ArrayBufferWriter<byte>();
            await using (var json = new Utf8JsonWriter(buffer))
            {
                SweepJson.WriteSnapshot(json, sweep, progress, silos, cells, page.Exits ?? [], MeanOf, speed);
            }

            return new Snapshot(
                $"{progress.Committed}-{progress.Status.Word()}-{progress.Mismatched}", buffer.WrittenMemory, sweep, progress, silos, page, speed);

            Estimate MeanOf(Cell cell, Metric metric, Tally? tally) =>
                crossed.TryGetValue(cell.Number, out var runs) ? means.Mean(runs.Values(metric)) : means.MeanOfCounts(tally);
        }
    }
}
