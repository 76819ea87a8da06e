using Symmetry.Analysis.Runs;
using Symmetry.Client.Sweeps;
using Symmetry.Engine.Data;
using Symmetry.Engine.Features;
using Symmetry.Engine.Settings;
using Symmetry.Engine.Sweeps;
using Symmetry.Engine.Trials;

namespace Symmetry.Client.Planning;

/// <summary>A few runs of each cell, used to plan the number of replicates.</summary>
/// <param name="Cells">For each cell of the sweep, the ended trials by replicate.</param>
/// <param name="Source">Where the runs come from, in words.</param>
internal sealed record Pilot(IReadOnlyList<SortedDictionary<long, PilotRun>> Cells, string Source)
{
    /// <summary>Trains the first replicates of every cell in this process, without storing them. The sweep will compute the same results.</summary>
    public static async Task<Pilot> TrainAsync(Sweep sweep, IDataSets images, long replicates, int slots, TimeProvider clock, CancellationToken stop)
    {
        var runs = sweep.Cells.Select(_ => new SortedDictionary<long, PilotRun>()).ToList();
        var features = new FeatureStore(dataSets: images);
        var trials = Enumerable.Range(0, checked((int)(Math.Min(replicates, sweep.Replicates) * sweep.Cells.Length)));
        var options = new ParallelOptions { MaxDegreeOfParallelism = slots, CancellationToken = stop };
        await Task.Run(
            () => Parallel.ForEach(trials, options, trial =>
            {
                var start = clock.GetTimestamp();
                var result = Trial.Run(sweep.SpecOf(trial), features, stop);
                var run = new PilotRun(result, clock.GetElapsedTime(start).TotalSeconds);
                var cell = runs[sweep.CellOf(trial).Number];
                lock (cell)
                {
                    cell[sweep.ReplicateOf(trial)] = run;
                }
            }),
            stop);
        return new Pilot(runs, $"the first {Math.Min(replicates, sweep.Replicates)} replicates of every cell, trained now");
    }

    /// <summary>Reads the runs of an earlier sweep that has cells with the same settings.</summary>
    /// <exception cref="UsageException">The earlier sweep lacks a cell.</exception>
    public static async Task<Pilot> ReadAsync(Sweep sweep, ISweepSource earlier, CancellationToken stop)
    {
        var byCanonicalSettings = earlier.Sweep.Cells.ToDictionary(cell => Setting.Canonical(cell.Settings), cell => cell.Number);
        var runs = new List<SortedDictionary<long, PilotRun>>();
        foreach (var cell in sweep.Cells)
        {
            if (!byCanonicalSettings.TryGetValue(Setting.Canonical(cell.Settings), out var number))
            {
                throw new UsageException($"{earlier.Sweep.Id} has no cell with the settings of cell {cell.Number} of {sweep.Id}. "
                    + "Leave out --from to train a pilot now.");
            }

            var found = new SortedDictionary<long, PilotRun>();
            await foreach (var row in earlier.ReadRowsAsync(number, stop))
            {
                found[earlier.Sweep.ReplicateOf(row.Trial)] = new PilotRun(row.Read(), row.Seconds);
            }

            runs.Add(found);
        }

        return new Pilot(runs, $"the runs of {earlier.Sweep.Id}");
    }

    /// <summary>The tally of a cell's runs on X and on −X.</summary>
    public CellTally TallyOf(int cell)
    {
        var tally = new CellTally();
        foreach (var run in Cells[cell].Values)
        {
            tally.Add(run.Result);
        }

        return tally;
    }

    /// <summary>The mean duration of a cell's trials in seconds; NaN if there are none.</summary>
    public double SecondsOf(int cell) => Cells[cell].Values.Select(run => run.Seconds).DefaultIfEmpty(double.NaN).Average();

    /// <summary>Paired differences of accuracy, cell minus baseline, over the replicates completed in both: on X and on −X.</summary>
    public (double[] Original, double[] Inverted) Differences(int cell, int baseline)
    {
        var pairs = Cells[cell].Where(run => Cells[baseline].TryGetValue(run.Key, out var baselineRun)
                && run.Value.Result.Outcome is TrialOutcome.Completed && baselineRun.Result.Outcome is TrialOutcome.Completed)
            .Select(run => (A: run.Value.Result, B: Cells[baseline][run.Key].Result)).ToList();
        return (
            [.. pairs.Select(pair => Accuracy(pair.A.CorrectOriginal, pair.A.TotalOriginal) - Accuracy(pair.B.CorrectOriginal, pair.B.TotalOriginal))],
            [.. pairs.Select(pair => Accuracy(pair.A.CorrectInverted, pair.A.TotalInverted) - Accuracy(pair.B.CorrectInverted, pair.B.TotalInverted))]);
    }

    private static double Accuracy(int correct, int total) => (double)correct / total;
}
