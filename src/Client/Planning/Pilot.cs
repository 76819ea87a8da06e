using System.Collections.Concurrent;
using Symmetry.Engine.Data;
using Symmetry.Engine.Experiments;
using Symmetry.Engine.Features;
using Symmetry.Hosting.Programs;

namespace Symmetry.Client.Planning;

/// <summary>A few runs of each cell, to plan the number of replicates by.</summary>
/// <param name="Runs">The runs of every cell of the sweep that is planned.</param>
/// <param name="Source">Where they come from, in words.</param>
internal sealed record Pilot(SweepRuns Runs, string Source)
{
    /// <summary>How long its trials took; null if they were not trained now.</summary>
    public TrialTimes? Times { get; init; }

    /// <summary>Trains the first replicates of every cell in this process. They are the sweep's own, and are not stored.</summary>
    public static async Task<Pilot> TrainAsync(Sweep sweep, IDataSets images, long replicates, int slots, TimeProvider clock, CancellationToken stop)
    {
        var rows = sweep.Cells.Select(_ => new ConcurrentBag<RunRow>()).ToList();
        using var programs = new ProgramRunner();
        var resources = new TrialResources(new FeatureStore(dataSets: images), programs);
        var trials = Enumerable.Range(0, checked((int)(Math.Min(replicates, sweep.Replicates) * sweep.Cells.Length)));
        var options = new ParallelOptions { MaxDegreeOfParallelism = slots, CancellationToken = stop };
        await Task.Run(
            () => Parallel.ForEach(trials, options, trial =>
            {
                var start = clock.GetTimestamp();
                var result = sweep.SpecOf(trial).Run(resources, stop);
                rows[sweep.CellOf(trial).Number].Add(new RunRow(sweep.ReplicateOf(trial), result, Seconds: clock.GetElapsedTime(start).TotalSeconds));
            }),
            stop);
        var trained = $"the first {Numbers.Count(Math.Min(replicates, sweep.Replicates), "replicate")} of every cell";
        return new Pilot(
            new SweepRuns(sweep, [.. sweep.Cells.Zip(rows, (cell, found) => new CellRuns(cell, found.OrderBy(row => row.Replicate)))]),
            $"{trained}, trained now")
        {
            Times = new TrialTimes([.. rows.Select(MedianSeconds)], $"{(sweep.Experiment is ITrainedInEpochs ? "training" : "running")} {trained}"),
        };
    }

    // The lower one of two: the first trials also compile code.
    private static double MedianSeconds(IReadOnlyCollection<RunRow> rows) =>
        rows.Select(row => row.Seconds).Order().ElementAt((rows.Count - 1) / 2);

    /// <summary>Reads the runs of an earlier sweep that has cells with the same settings.</summary>
    /// <exception cref="UsageException">The earlier sweep lacks a cell.</exception>
    public static async Task<Pilot> ReadAsync(Sweep sweep, ISweepSource earlier, CancellationToken stop)
    {
        var byName = earlier.Sweep.Cells.ToDictionary(cell => earlier.Sweep.Experiment.Canonical(cell.Settings));
        var source = new StoredRuns(earlier);
        var cells = new List<CellRuns>();
        foreach (var cell in sweep.Cells)
        {
            cells.Add(byName.TryGetValue(sweep.Experiment.Canonical(cell.Settings), out var same)
                ? (await CellRuns.ReadAsync(source, same, stop)).As(cell)
                : throw new UsageException($"{earlier.Sweep.Id} has no cell with the settings of cell {cell.Number} of {sweep.Id}. "
                    + "Without --from a pilot is trained here."));
        }

        return new Pilot(new SweepRuns(sweep, cells), $"the runs of {earlier.Sweep.Id}");
    }
}
