using Symmetry.Engine.Sweeps;
using Symmetry.Grains.Storage;
using Symmetry.Grains.Tests.Support;

namespace Symmetry.Grains.Tests.Storage;

public sealed class SqliteDamageTests : IDisposable
{
    private const int PageSize = 4096;
    private const int Stored = 700;

    private static readonly string[] ExpectedErrors = ["is damaged", "is not a store"];

    private readonly TempFolder folder = new();
    private readonly Sweep sweep = Small.Of("damaged", 400);

    /// <summary>What is changed in each page: offset, length, and the bits of each byte. The pointers to the cells are behind the head.</summary>
    public static TheoryData<int, int, byte> Changes => new(
        from place in ((int, int)[])[(0, 24), (10, 60), (20, 2), (2100, 24), (3600, 496), (0, PageSize)]
        from bits in (byte[])[0xFF, 0x01, 0x55]
        select (place.Item1, place.Item2, bits));

    public void Dispose() => folder.Dispose();

    // What the coordinator does: count, read, store what is missing, and check the count. If it is too low, the coordinator starts over, for ever.
    [Theory]
    [MemberData(nameof(Changes))]
    public async Task Damaged_page_is_an_error_or_is_repaired(int offset, int length, byte bits)
    {
        var original = folder.File("original.db");
        using (var store = SqliteResultStore.Open(original))
        {
            await store.AddSweepAsync(new StoredSweep(
                new SweepHead(sweep.Id, sweep.Spec.Name, SweepStatus.Running, sweep.Trials, DateTimeOffset.UnixEpoch), sweep.Canonical));
            await CommitAsync(store, await store.TakeEpochAsync(sweep.Id), Enumerable.Range(0, Stored).Select(trial => (long)trial));
        }

        var bytes = await File.ReadAllBytesAsync(original, TestContext.Current.CancellationToken);
        Assert.True(bytes.Length > 10 * PageSize);
        for (var page = 0; page < bytes.Length / PageSize; page++)
        {
            var damaged = bytes.ToArray();
            foreach (ref var value in damaged.AsSpan((page * PageSize) + offset, length))
            {
                value ^= bits;
            }

            var path = folder.File($"page{page}.db");
            await File.WriteAllBytesAsync(path, damaged, TestContext.Current.CancellationToken);
            var error = await RepairAsync(path);
            Assert.True(error.Length == 0 || ExpectedErrors.Any(text => error.Contains(text, StringComparison.Ordinal)), error);
        }
    }

    // Returns the error, or nothing if every row is right.
    private async Task<string> RepairAsync(string path)
    {
        try
        {
            using var store = SqliteResultStore.Open(path);
            if (await store.FindSweepAsync(sweep.Id) is null)
            {
                return "";
            }

            var fence = await store.TakeEpochAsync(sweep.Id);
            var good = await ReadAsync(store);
            await CommitAsync(store, fence, Enumerable.Range(0, (int)sweep.Trials).Select(trial => (long)trial).Except(good));
            await store.CheckAsync(sweep.Id, fence with { Rows = sweep.Trials });
            var repaired = await ReadAsync(store);
            return repaired.Count == sweep.Trials ? "" : $"{path}: {repaired.Count} good rows";
        }
        catch (Exception e) when (e is StoreException or StoreFormatException)
        {
            return e.Message;
        }
    }

    private async Task<HashSet<long>> ReadAsync(SqliteResultStore store)
    {
        var good = new HashSet<long>();
        await foreach (var page in store.ReadAllAsync(sweep))
        {
            good.UnionWith(page.Rows.Select(row => row.Trial));
        }

        return good;
    }

    private async Task CommitAsync(SqliteResultStore store, Fence fence, IEnumerable<long> trials) =>
        await store.CommitAsync(sweep, fence, [.. trials.Select(trial => Small.RowOf(sweep, trial))]);
}
