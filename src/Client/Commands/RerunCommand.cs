using Symmetry.Engine.Experiments;
using Symmetry.Engine.Experiments.Programs;
using Symmetry.Engine.Features;
using Symmetry.Formats.Exports;
using Symmetry.Grains;
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
        var weights = new Option<string?>("--weights")
        {
            Description = "Also write the trained network, its test images and its logits as arrays for NumPy, if it reproduced the row.",
            HelpName = "FILE.npz",
        };
        var place = StoreLocationOptions.InFolderOrCluster();
        var verb = new Verb(
            "rerun",
            "Run one stored trial again, here, and compare it with its row bit for bit. Exit code 3 if it differs. A program of a cluster's sweep runs on "
            + "one of its silos.",
            "symmetry rerun paper 0 39",
            "symmetry rerun paper 7 0 --data ./paper-runs",
            "symmetry rerun paper 7 0 --weights network.npz",
            "symmetry rerun paper 7 0 --cluster 127.0.0.1:30000")
        {
            id, cell, replicate, weights,
        };
        place.AddTo(verb);
        verb.SetAction((parsed, stop) =>
        {
            var store = place.Read(parsed, environment);
            var trial = (parsed.GetRequiredValue(cell), parsed.GetRequiredValue(replicate));
            var file = parsed.GetValue(weights);
            return StoredSweeps.ReadAsync(
                environment, store, parsed.GetRequiredValue(id), source => CompareAsync(environment, source, store, trial, file, stop), stop);
        });
        return verb;
    }

    private static async Task<int> CompareAsync(
        CliEnvironment environment, ISweepSource source, StoreOptions store, (long Cell, long Replicate) which, string? weights, CancellationToken stop)
    {
        var (cell, replicate) = which;
        var sweep = source.Sweep;
        StoredSweeps.RequireRun(sweep);
        Require("CELL", cell, sweep.Cells.Length);
        Require("REPLICATE", replicate, sweep.Replicates);
        var rows = await source.GetRowsAsync((int)cell, replicate, 1, stop);
        var trial = sweep.TrialOf((int)cell, replicate);
        if (rows.Count == 0 || rows[0].Trial != trial)
        {
            throw new UsageException($"Cell {cell}, replicate {replicate} of {sweep.Id} has no result yet. symmetry run resumes the sweep.");
        }

        var stored = rows[0].Read();
        var features = new FeatureStore(dataSets: store.DataSets);
        var trained = weights is null ? null : await Task.Run(() => TrainNetwork(sweep.SpecOf(trial), features, stop), stop);
        var again = trained?.Result ?? await RunAsync(source, rows[0], features, store.Cluster is not null, stop);
        var rowsOf = new CsvRows(new TrialColumns(sweep));
        var row = new RunRow(replicate, stored, rows[0].Attempts, rows[0].Silo, rows[0].Seconds);
        var printed = new ExportedTrial(sweep, new ExportedCell(sweep, sweep.CellOf(trial)), row);
        await environment.Out.WriteAsync(rowsOf.Header + ExportFormat.Text(rowsOf, printed));
        if (stored.Equals(again))
        {
            await environment.Out.WriteLineAsync($"reproduced: run again, cell {cell}, replicate {replicate} of {sweep.Id} has the same bits.");
            if (trained is not null)
            {
                await WriteAsync(weights!, sweep.SpecOf(trial), trained);
            }

            return ExitCode.Done;
        }

        if (!sweep.Experiment.IsReproducible)
        {
            await environment.Out.WriteLineAsync($"not repeated: stored {TrialMetrics.Describe(stored)}; run again {TrialMetrics.Describe(again)}. "
                + "The specification does not say that the program is deterministic.");
            return ExitCode.Done;
        }

        await environment.Out.WriteLineAsync($"DIFFERS: stored {TrialMetrics.Describe(stored)}; run again {TrialMetrics.Describe(again)}.");
        return ExitCode.ClaimBroken;
    }

    private static async Task<TrialResult> RunAsync(ISweepSource source, TrialRow row, FeatureStore features, bool isOnCluster, CancellationToken stop)
    {
        // A program that somebody else submitted to a cluster must not run on this machine.
        if (isOnCluster && source.Sweep.Experiment is ProgramExperiment)
        {
            return (await source.RunAgainAsync(row.Trial, row.Silo, stop)).Read();
        }

        using var programs = new ProgramRunner();
        return await Task.Run(() => source.Sweep.SpecOf(row.Trial).Run(new TrialResources(features, programs), stop), stop);
    }

    private static TrainedNetwork TrainNetwork(TrialSpec spec, FeatureStore features, CancellationToken stop)
    {
        var experiment = spec.Experiment as ITrainsNetwork
            ?? throw new UsageException($"--weights: trials of the experiment {spec.Experiment.Name} train no network that can be written.");
        return experiment.TrainNetwork(spec, features, stop)
            ?? throw new UsageException("--weights: a prediction of this trial takes more than one forward pass of its network, "
                + "so its weights alone do not give the stored count.");
    }

    private static Task WriteAsync(string file, TrialSpec spec, TrainedNetwork trained)
    {
        var network = trained.Result.Outcome is TrialOutcome.Completed ? trained.Network : null;
        return network is null
            ? throw new UsageException($"--weights: the trial has no network to write: {trained.Result.Reason}")
            : AtomicFile.WriteBytesAsync(file, stream =>
            {
                WeightsFile.Write(stream, spec, trained.Result, network, trained.Tests);
                return Task.CompletedTask;
            });
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
