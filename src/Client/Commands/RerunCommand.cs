using Symmetry.Client.Exports;
using Symmetry.Engine.Data;
using Symmetry.Engine.Experiments;
using Symmetry.Engine.Features;
using Symmetry.Hosting.Programs;

namespace Symmetry.Client.Commands;

/// <summary><c>symmetry rerun</c>: trains one stored trial again and compares.</summary>
internal static class RerunCommand
{
    public static Verb Make(CliEnvironment environment)
    {
        var id = SharedOptions.Id();
        var cell = SharedOptions.Index("CELL", "The cell's number, from 0, as tables and exports have it.");
        var replicate = SharedOptions.Index("REPLICATE", "The replicate's number, from 0.");
        var place = StoreLocationOptions.InFolderOrCluster();
        var verb = new Verb(
            "rerun",
            "Train one stored trial again, here, and compare it with its row bit for bit. Exit code 3 if it differs.",
            "symmetry rerun paper 0 39",
            "symmetry rerun paper 7 0 --data ./paper-runs",
            "symmetry rerun paper 7 0 --cluster 127.0.0.1:30000")
        {
            id, cell, replicate,
        };
        place.AddTo(verb);
        verb.SetAction((parsed, stop) =>
        {
            var store = place.Read(parsed, environment);
            var trial = (parsed.GetRequiredValue(cell), parsed.GetRequiredValue(replicate));
            return StoredSweeps.ReadAsync(
                environment, store, parsed.GetRequiredValue(id), source => CompareAsync(environment, source, store.DataSets, trial, stop), stop);
        });
        return verb;
    }

    private static async Task<int> CompareAsync(
        CliEnvironment environment, ISweepSource source, IDataSets images, (long Cell, long Replicate) which, CancellationToken stop)
    {
        var (cell, replicate) = which;
        var sweep = source.Sweep;
        Require("CELL", cell, sweep.Cells.Length);
        Require("REPLICATE", replicate, sweep.Replicates);
        var rows = await source.GetRowsAsync((int)cell, replicate, 1, stop);
        var trial = sweep.TrialOf((int)cell, replicate);
        if (rows.Count == 0 || rows[0].Trial != trial)
        {
            throw new UsageException($"Cell {cell}, replicate {replicate} of {sweep.Id} has no result yet. symmetry run resumes the sweep.");
        }

        var stored = rows[0].Read();
        using var programs = new ProgramRunner();
        var again = await Task.Run(() => sweep.SpecOf(trial).Run(new TrialResources(new FeatureStore(dataSets: images), programs), stop), stop);
        var rowsOf = new CsvRows(new TrialColumns(sweep));
        var row = new RunRow(replicate, stored, rows[0].Attempts, rows[0].Silo, rows[0].Seconds);
        var printed = new ExportedTrial(sweep, new ExportedCell(sweep, sweep.CellOf(trial)), row);
        await environment.Out.WriteAsync(rowsOf.Header + ExportFormat.Text(rowsOf, printed));
        if (stored.Equals(again))
        {
            await environment.Out.WriteLineAsync($"reproduced: trained again, cell {cell}, replicate {replicate} of {sweep.Id} has the same bits.");
            return ExitCode.Done;
        }

        if (!sweep.Experiment.IsReproducible)
        {
            await environment.Out.WriteLineAsync($"not repeated: stored {TrialMetrics.Describe(stored)}; run again {TrialMetrics.Describe(again)}. "
                + "The specification does not say that the program is deterministic.");
            return ExitCode.Done;
        }

        await environment.Out.WriteLineAsync($"DIFFERS: stored {TrialMetrics.Describe(stored)}; trained again {TrialMetrics.Describe(again)}.");
        return ExitCode.ClaimBroken;
    }

    private static void Require(string name, long value, long count)
    {
        if (value >= count)
        {
            throw new UsageException(string.Create(
                CultureInfo.InvariantCulture, $"{name}: expected a whole number from 0 to {count - 1}, got {value}."));
        }
    }
}
