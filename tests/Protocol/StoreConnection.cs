using System.Runtime.CompilerServices;
using Symmetry.Grains.Storage;

namespace Symmetry.Protocol;

/// <summary>The store as a process sees it: each statement travels to the database and back, and is atomic there.</summary>
/// <remarks>The statements are those of the PostgreSQL store, where a commit and the taking of an epoch are several.</remarks>
internal sealed class StoreConnection(World world, Process process, int place, Database database, FaultPlan faults) : IResultStore
{
    private const int RowsPerPage = 8;

    public Task<StoredSweep> AddSweepAsync(StoredSweep sweep) => RunAsync(() =>
    {
        if (!database.Sweeps.ContainsKey(sweep.Head.Id))
        {
            database.Set(new SweepTable(sweep));
        }

        return database.Sweeps[sweep.Head.Id].ToStored();
    });

    public Task<StoredSweep?> FindSweepAsync(string id) => RunAsync(() => database.Sweeps.GetValueOrDefault(id)?.ToStored());

    public Task<IReadOnlyList<SweepHead>> ListSweepsAsync() => RunAsync<IReadOnlyList<SweepHead>>(() =>
        [.. database.Sweeps.Values.Select(table => table.ToStored().Head).OrderBy(head => head.Submitted).ThenBy(head => head.Id, StringComparer.Ordinal)]);

    public async Task<Fence> TakeEpochAsync(string id)
    {
        var bits = world.Dice.Bits();
        var epoch = await RunAsync(() =>
        {
            var table = Find(id);
            database.Set(table with { Epoch = (((table.Epoch >> 32) + 1) << 32) | bits });
            return database.Sweeps[id].Epoch;
        });
        return await RunAsync(() => Find(id).Fence is var fence && fence.Epoch == epoch ? fence : throw new Fence(epoch, 0).WhyBroken(id, fence));
    }

    public Task<SweepStatus> CheckAsync(string id, Fence fence) => RunAsync(() => Fenced(id, fence).Status);

    public Task SetStatusAsync(string id, Fence fence, SweepStatus status) => RunAsync(() =>
    {
        database.Set(Fenced(id, fence) with { Status = status });
        return true;
    });

    // No claims are simulated: nothing that is computed depends on them.
    public Task<string> FindClaimsAsync(string id) => Task.FromResult("");

    public Task SetClaimsAsync(string id, string specification) => throw new NotSupportedException();

    public Task SetCountsAsync(string id, Fence fence, SweepCounts counts) => RunAsync(() =>
    {
        database.Set(Fenced(id, fence) with { Counts = counts });
        return true;
    });

    public async Task<Commit[]> CommitAsync(Sweep sweep, Fence fence, IReadOnlyList<TrialRow> rows)
    {
        var added = await RunAsync(() => Insert(sweep, fence, rows));
        var stored = added.Count < rows.Count
            ? await RunAsync(() => rows.Where(row => !added.Contains(row.Trial))
                .Select(row => Find(sweep.Id).Rows.GetValueOrDefault(KeyOf(sweep, row))).OfType<StoredRow>().ToDictionary(row => row.Row.Trial))
            : [];
        var commits = new Commit[rows.Count];
        for (var i = 0; i < commits.Length; i++)
        {
            var row = rows[i];
            if (added.Contains(row.Trial))
            {
                commits[i] = new Commit(CommitKind.Added, row);
            }
            else if (stored.GetValueOrDefault(row.Trial) is { IsGood: true } found)
            {
                commits[i] = new Commit(CommitKind.AlreadyStored, found.Row);
            }
            else
            {
                await RunAsync(() => ReplaceRow(sweep, fence, row));
                commits[i] = new Commit(CommitKind.Repaired, row);
            }
        }

        return commits;
    }

    public async Task<StoredPage> ReadCellAsync(Sweep sweep, int cell, long from, int count) => (await PageAsync(sweep.Id, (cell, from), cell, count)).Page;

    public async Task<StoredPage> ReadCellsAsync(Sweep sweep, int from, int cells) =>
        (await PageAsync(sweep.Id, (from, 0), from + cells - 1, (int)(cells * sweep.Replicates))).Page;

    public async IAsyncEnumerable<StoredPage> ReadAllAsync(Sweep sweep)
    {
        (int Cell, long Replicate)? next = (0, 0);
        while (next is { } from)
        {
            (var page, next) = await PageAsync(sweep.Id, from, int.MaxValue, RowsPerPage);
            yield return page;
        }
    }

    private static (int Cell, long Replicate) KeyOf(Sweep sweep, TrialRow row) => (sweep.CellOf(row.Trial).Number, sweep.ReplicateOf(row.Trial));

    private SweepTable Find(string id) => database.Sweeps.GetValueOrDefault(id) ?? throw new StoreException($"Unknown sweep '{id}'.");

    private SweepTable Fenced(string id, Fence fence)
    {
        var table = Find(id);
        if (!fence.Holds(table.Fence))
        {
            throw fence.WhyBroken(id, table.Fence);
        }

        Violation.Unless(fence.Epoch == table.Epoch, $"{process} writes {id} under the epoch {fence.Epoch}, and the current one is {table.Epoch}");
        return table;
    }

    private HashSet<long> Insert(Sweep sweep, Fence fence, IReadOnlyList<TrialRow> rows)
    {
        var table = Fenced(sweep.Id, fence);
        var added = rows.Where(row => !table.Rows.ContainsKey(KeyOf(sweep, row))).ToList();
        if (added.Count > 0)
        {
            database.Set(table with
            {
                Rows = table.Rows.AddRange(added.Select(row => KeyValuePair.Create(KeyOf(sweep, row), new StoredRow(row)))),
            });
        }

        return [.. added.Select(row => row.Trial)];
    }

    // An update: a row that has disappeared since is not added.
    private bool ReplaceRow(Sweep sweep, Fence fence, TrialRow row)
    {
        var table = Fenced(sweep.Id, fence);
        if (!table.Rows.ContainsKey(KeyOf(sweep, row)))
        {
            throw fence.WhyBroken(sweep.Id, table.Fence);
        }

        database.Set(table with { Rows = table.Rows.SetItem(KeyOf(sweep, row), new StoredRow(row, IsRepair: true)) });
        return true;
    }

    private Task<(StoredPage Page, (int Cell, long Replicate)? Next)> PageAsync(string id, (int Cell, long Replicate) from, int lastCell, int count) =>
        RunAsync(() =>
        {
            var rows = (database.Sweeps.GetValueOrDefault(id)?.Rows ?? ImmutableSortedDictionary<(int Cell, long Replicate), StoredRow>.Empty)
                .SkipWhile(row => row.Key.CompareTo(from) < 0).TakeWhile(row => row.Key.Cell <= lastCell).Take(count).ToList();
            var page = new StoredPage(
                [.. rows.Where(row => row.Value.IsGood).Select(row => row.Value.Row)],
                [.. rows.Where(row => !row.Value.IsGood).Select(row => row.Value.Row.Trial)]);
            return (page, count > 0 && rows.Count == count ? (rows[^1].Key.Cell, rows[^1].Key.Replicate + 1) : ((int, long)?)null);
        });

    private Task<T> RunAsync<T>(Func<T> statement, [CallerMemberName] string name = "")
    {
        // Continuations run in the turn that has the answer, as a continuation of the process.
        var answer = new TaskCompletionSource<T>();
        var fault = faults.OfStore(place, world.Now);
        switch (fault?.Kind)
        {
            case FaultKind.StoreRefuses when world.Dice.Chance(0.7):
                Fail("The store refuses.", Latency());
                break;
            case FaultKind.StoreRefuses:
                world.After(Latency(), () =>
                {
                    Execute(out _);
                    Fail("The connection broke.", Latency());
                });
                break;
            case FaultKind.StoreIsSilent:
                var executes = world.Dice.Chance(0.5);
                world.After(fault.Until - world.Now + world.Dice.Milliseconds(0, 100), () =>
                {
                    if (executes)
                    {
                        Execute(out _);
                    }

                    Fail("The connection broke.", Latency());
                });
                break;
            default:
                world.After(fault is null ? Latency() : world.Dice.Seconds(0, 3), () =>
                {
                    var failure = Execute(out var result);
                    world.After(Latency(), () => process.Post(() =>
                    {
                        if (failure is null)
                        {
                            answer.SetResult(result!);
                        }
                        else
                        {
                            answer.SetException(failure);
                        }
                    }));
                });
                break;
        }

        return answer.Task;

        void Fail(string message, TimeSpan delay) => world.After(delay, () => process.Post(() => answer.SetException(new StoreException(message))));

        Exception? Execute(out T? result)
        {
            try
            {
                result = statement();
                return null;
            }
            catch (Exception e) when (e is StoreException or StaleCoordinatorException or MissingRowsException)
            {
                world.Trace($"{process}: {name}: {e.Message}");
                result = default;
                return e;
            }
        }
    }

    private TimeSpan Latency() => world.Dice.Milliseconds(0.2, 4);
}
