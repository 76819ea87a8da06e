using Symmetry.Analysis.Runs;
using Symmetry.Client.Sweeps;
using Symmetry.Engine.Data;
using Symmetry.Engine.Experiments;
using Symmetry.Engine.Features;
using Symmetry.Engine.Settings;
using Symmetry.Engine.Sweeps;

namespace Symmetry.Client.Planning;

/// <summary>A few runs of each cell, to plan the number of replicates by.</summary>
/// <param name="Cells">For each cell of the sweep its ended replicates with the seconds that each took.</param>
/// <param name="Source">Where they come from, in words.</param>
internal sealed record Pilot(IReadOnlyList<SortedDictionary<long, PilotRun>> Cells, string Source)
{
    /// <summary>Trains the first replicates of every cell here. They are the sweep's own, and stored nowhere.</summary>
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
        return new Pilot(runs, $"the first {Math.Min(replicates, sweep.Replicates)} replicates of every cell, trained here now");
    }

    /// <summary>Reads the runs of an earlier sweep whose cells have the same settings.</summary>
    /// <exception cref="UsageException">The earlier sweep does not have all cells.</exception>
    public static async Task<Pilot> ReadAsync(Sweep sweep, ISweepSource earlier, CancellationToken stop)
    {
        var byName = earlier.Sweep.Cells.ToDictionary(cell => Setting.Canonical(cell.Settings), cell => cell.Number);
        var runs = new List<SortedDictionary<long, PilotRun>>();
        foreach (var cell in sweep.Cells)
        {
            if (!byName.TryGetValue(Setting.Canonical(cell.Settings), out var number))
            {
                throw new UsageException($"{earlier.Sweep.Id} has no cell with the settings of cell {cell.Number} of {sweep.Id}; "
                    + "without --from a pilot is trained here.");
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

    /// <summary>The completed counts of a cell on X and on −X.</summary>
    public CellTally TallyOf(int cell)
    {
        var tally = new CellTally();
        foreach (var run in Cells[cell].Values)
        {
            tally.Add(run.Result);
        }

        return tally;
    }

    /// <summary>Mean seconds of a trial of a cell; NaN without any.</summary>
    public double SecondsOf(int cell) => Cells[cell].Values.Select(run => run.Seconds).DefaultIfEmpty(double.NaN).Average();

    /// <summary>Differences of paired rates, cell less baseline, over the replicates completed in both; X first, then −X.</summary>
    public (double[] Original, double[] Inverted) Differences(int cell, int baseline)
    {
        var pairs = Cells[cell].Where(run => Cells[baseline].TryGetValue(run.Key, out var other)
                && run.Value.Result.Outcome is TrialOutcome.Completed && other.Result.Outcome is TrialOutcome.Completed)
            .Select(run => (A: run.Value.Result, B: Cells[baseline][run.Key].Result)).ToList();
        return (
            [.. pairs.Select(pair => Rate(pair.A.CorrectOriginal, pair.A.TotalOriginal) - Rate(pair.B.CorrectOriginal, pair.B.TotalOriginal))],
            [.. pairs.Select(pair => Rate(pair.A.CorrectInverted, pair.A.TotalInverted) - Rate(pair.B.CorrectInverted, pair.B.TotalInverted))]);
    }

    private static double Rate(int correct, int total) => (double)correct / total;
}

/// <summary>One run of a pilot.</summary>
/// <param name="Result">What it found.</param>
/// <param name="Seconds">How long it took.</param>
internal sealed record PilotRun(TrialResult Result, double Seconds);
