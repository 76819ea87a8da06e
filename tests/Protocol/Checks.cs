using System.Runtime.CompilerServices;
using Symmetry.Grains.Sweeps;

namespace Symmetry.Protocol;

/// <summary>The invariants.</summary>
internal sealed class Checks(Cluster cluster)
{
    // How old an answer may be: a coordinator asks the store once per second and waits a second for it; plus travel.
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(2.1);

    private readonly ConditionalWeakTable<SweepState, Seen> seen = [];
    private long databaseSeen = -1;

    private Database Database => cluster.Database;

    private sealed record Seen(long Done, long Version);

    /// <summary>After each step.</summary>
    public void AfterStep(Process? process)
    {
        if (Database.Version != databaseSeen)
        {
            CheckDatabase();
            databaseSeen = Database.Version;
        }

        if (process is not null && cluster.SiloOf(process) is { } silo)
        {
            silo.ThrowIfEnded();
            foreach (var activation in cluster.Activations)
            {
                if (activation.Silo == silo && activation.Coordinator is { } coordinator && StateOf(coordinator) is { } state)
                {
                    CheckState(activation, state);
                }
            }
        }
    }

    /// <summary>When a coordinator acknowledges rows: each is in the store, or was there and disappeared, or waits for its second attempt.</summary>
    public void Acknowledged(Activation activation, WorkerReport report, WorkerReply reply)
    {
        var workload = cluster.Workloads[activation.Key];
        foreach (var trial in reply.Acknowledged)
        {
            var row = report.Rows.First(row => row.Trial == trial);
            var isFirstAttempt = row.Attempts == 1 && workload.Results[(int)trial].Outcome is not TrialOutcome.Completed;
            Violation.Unless(
                isFirstAttempt || IsStored(workload, trial) || Database.WasRemoved(activation.Key, trial),
                $"{activation} acknowledged trial {trial} of {report.Silo}, and the store never had it");
        }
    }

    /// <summary>When a client gets the progress.</summary>
    public void Reported(Workload workload, SweepProgress progress, TimeSpan asked)
    {
        var id = workload.Sweep.Id;
        Violation.Unless(
            progress.Completed + progress.Diverged + progress.Failed == progress.Committed && progress.Committed <= progress.Trials,
            $"{id}: counted twice or not at all: {progress}");
        Violation.Unless(progress.Mismatched == 0, $"{id}: a mismatch is reported: {progress}");
        if (progress.Status == SweepStatus.Completed)
        {
            Violation.Unless(progress.Committed == progress.Trials, $"{id} is reported as completed with {progress.Committed} of {progress.Trials} results");
            var complete = Database.CompleteUntil(id);
            var oldest = asked - MaxAge;
            Violation.Unless(
                complete >= oldest || (complete is not null && cluster.Faults.HadStoreFaultSince(complete.Value, cluster.World.Now)),
                $"{id} is reported as completed, and the store has not had all its rows since {complete?.TotalSeconds ?? -1} s");
        }
    }

    /// <summary>When a client has read everything. The fingerprint of a completed sweep must be the right one, unless rows disappear just then.</summary>
    /// <returns>Whether it has all results.</returns>
    public bool Read(Workload workload, IReadOnlyList<TrialRow> rows, SweepProgress progress, string fingerprint, TimeSpan asked)
    {
        foreach (var row in rows)
        {
            Violation.Unless(
                row.Result.AsSpan().SequenceEqual(workload.Bytes[(int)row.Trial]), $"{workload.Sweep.Id}/{row.Trial}: the row that was read is wrong");
        }

        Violation.Unless(rows.DistinctBy(row => row.Trial).Count() == rows.Count, $"{workload.Sweep.Id}: a row was read twice");
        if (rows.Count < progress.Trials || progress.Status != SweepStatus.Completed)
        {
            return false;
        }

        Violation.Unless(
            fingerprint == workload.Fingerprint || Database.FellBackAt >= asked - MaxAge,
            $"{workload.Sweep.Id}: all rows were read, and the coordinator's fingerprint is wrong");
        return true;
    }

    /// <summary>At the end.</summary>
    public void AtEnd()
    {
        foreach (var workload in cluster.Workloads.Values)
        {
            var id = workload.Sweep.Id;
            var trainings = cluster.Trainings.GetValueOrDefault(id);
            Violation.Unless(
                cluster.Faults.Faults.Count > 0 || trainings == workload.Sweep.Trials + workload.Failing,
                $"{id}: {trainings} trainings of {workload.Sweep.Trials} trials without a fault");
            var table = Database.Sweeps[id];
            Violation.Unless(table.Status == SweepStatus.Completed, $"{id}: the store has the status {table.Status} at the end");
            for (var trial = 0L; trial < workload.Sweep.Trials; trial++)
            {
                Violation.Unless(IsStored(workload, trial), $"{id}/{trial} is lost");
            }

            Violation.Unless(table.Counts.Failed == workload.Failing, $"{id}: {table.Counts.Failed} failures are stored instead of {workload.Failing}");
            Violation.Unless(
                table.Counts.Lost <= Database.RemovedCounts.GetValueOrDefault(id),
                $"{id}: {table.Counts.Lost} lost rows are stored, but {Database.RemovedCounts.GetValueOrDefault(id)} disappeared");
        }
    }

    private bool IsStored(Workload workload, long trial) =>
        Database.Sweeps.TryGetValue(workload.Sweep.Id, out var table)
        && table.Rows.TryGetValue((workload.Sweep.CellOf(trial).Number, workload.Sweep.ReplicateOf(trial)), out var row) && row.IsGood;

    private void CheckDatabase()
    {
        foreach (var (id, table) in Database.Sweeps)
        {
            var workload = cluster.Workloads[id];
            Violation.Unless(
                table.Status != SweepStatus.Completed || table.Rows.Count == workload.Sweep.Trials,
                $"{id} is completed in the store with {table.Rows.Count} of {workload.Sweep.Trials} rows");
            foreach (var row in table.Rows.Values)
            {
                Violation.Unless(
                    row.Row.Result.AsSpan().SequenceEqual(workload.Bytes[(int)row.Row.Trial]), $"{id}/{row.Row.Trial}: the stored row is wrong");

                // What stands in for a damaged row may come late from a first attempt: the failure was confirmed before.
                Violation.Unless(
                    row.Row.Attempts == 2 || row.IsRepair || workload.Results[(int)row.Row.Trial].Outcome is TrialOutcome.Completed,
                    $"{id}/{row.Row.Trial}: a failure was stored after its first attempt");
            }
        }
    }

    private void CheckState(Activation activation, SweepState state)
    {
        var done = state.Leases.DoneCount;
        if (seen.TryGetValue(state, out var last) && last.Done == done && last.Version == Database.Version)
        {
            return;
        }

        seen.AddOrUpdate(state, new Seen(done, Database.Version));
        Violation.Unless(
            state.Completed + state.Diverged + state.Failed == done,
            $"{activation} counts {state.Completed} + {state.Diverged} + {state.Failed} results of {done} trials");
        Violation.Unless(state.Mismatched == 0, $"{activation} counts a mismatch");
        var workload = cluster.Workloads[activation.Key];
        for (var trial = 0L; trial < workload.Sweep.Trials; trial++)
        {
            Violation.Unless(
                !state.Leases.IsDone(trial) || IsStored(workload, trial) || Database.WasRemoved(activation.Key, trial),
                $"{activation} takes trial {trial} for stored, and the store never had it");
        }
    }

    private static SweepState? StateOf(SweepCoordinator coordinator) => Loading(coordinator) is { IsCompletedSuccessfully: true } loaded ? loaded.Result : null;

    // What a coordinator believes is nobody else's business, so there is no property.
    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "loading")]
    private static extern ref Task<SweepState>? Loading(SweepCoordinator coordinator);
}
