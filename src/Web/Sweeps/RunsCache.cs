namespace Symmetry.Web.Sweeps;

/// <summary>The runs of a few sweeps, read once for all clients, with what was computed from them.</summary>
/// <remarks>A sweep that runs is read again after five seconds at the earliest, and reading takes at most a tenth of the time.</remarks>
internal sealed class RunsCache(IGrainFactory grains, TimeProvider clock)
{
    private const int MaxSweeps = 4;
    private const int Rest = 9;
    private static readonly TimeSpan MinAge = TimeSpan.FromSeconds(5);

    private readonly Lock gate = new();
    private readonly Dictionary<string, Reading> readings = new(StringComparer.Ordinal);

    /// <summary>All runs of a sweep.</summary>
    /// <param name="snapshot">The sweep. Once it has stopped, the runs are those of this version.</param>
    public Task<SweepAnalysis> GetAsync(Snapshot snapshot)
    {
        var id = snapshot.Sweep.Id;
        lock (gate)
        {
            if (readings.TryGetValue(id, out var known) && IsFresh(known, snapshot))
            {
                return known.Runs;
            }

            if (readings.Count >= MaxSweeps && !readings.ContainsKey(id))
            {
                readings.Remove(readings.MinBy(reading => reading.Value.StartedAt).Key);
            }

            var reading = new Reading(snapshot.Version, clock.GetTimestamp());
            reading.Runs = ReadAsync(snapshot.Sweep, reading);
            readings[id] = reading;
            return reading.Runs;
        }
    }

    private bool IsFresh(Reading reading, Snapshot snapshot) => !reading.Runs.IsFaulted && (reading.Version == snapshot.Version
        || (snapshot.Status is SweepStatus.Running && (!reading.Runs.IsCompleted || IsYoung(reading))));

    private bool IsYoung(Reading reading) =>
        clock.GetElapsedTime(reading.StartedAt) is var age && (age < MinAge || age < reading.Duration * (Rest + 1));

    private async Task<SweepAnalysis> ReadAsync(Sweep sweep, Reading reading)
    {
        await Task.Yield();
        var runs = await SweepRuns.ReadAsync(new GrainRuns(grains.GetGrain<ISweepGrain>(sweep.Id), sweep), CancellationToken.None);
        reading.Duration = clock.GetElapsedTime(reading.StartedAt);
        return new SweepAnalysis(runs);
    }

    private sealed class Reading(string version, long startedAt)
    {
        public string Version => version;

        public long StartedAt => startedAt;

        public Task<SweepAnalysis> Runs { get; set; } = null!;

        public TimeSpan Duration { get; set; }
    }
}
