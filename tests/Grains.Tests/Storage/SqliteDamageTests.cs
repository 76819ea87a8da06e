using Symmetry.Engine.Sweeps;
using Symmetry.Grains.Storage;
using Symmetry.Grains.Tests.Support;

namespace Symmetry.Grains.Tests.Storage;

public sealed class SqliteDamageTests : IDisposable
{
    private const int PageSize = 4096;
    private const int Stored = 700;
    private const long Trials = 800;

    // The coordinator starts over when it misses rows.
    private const int MaxRounds = 3;

    private readonly TempFolder folder = new();
    private readonly Sweep sweep = Small.Of("damaged", 400);

    /// <summary>What is changed in each page: offset, length, and the bits of each byte. The head and the pointers to the cells are at the start.</summary>
    public static TheoryData<int, int, byte> Changes
    {
        get
        {
            IEnumerable<(int, int)> ranges = [(0, 24), (10, 60), (20, 2), (8, 2), (2100, 24), (3600, 496), (0, PageSize)];
            return new(
                from change in Pairs(ranges, [0xFF, 0x01, 0x55]).Concat(Pairs(Enumerable.Range(0, 40).Select(place => (place, 1)), [0x01, 0x20]))
                select (change.Place.Offset, change.Place.Length, change.Bits));

            static IEnumerable<((int Offset, int Length) Place, byte Bits)> Pairs(IEnumerable<(int Offset, int Length)> places, byte[] bits) =>
                from place in places from bit in bits select (place, bit);
        }
    }

    public void Dispose() => folder.Dispose();

    // What the coordinator does: count, read, store what is missing, check the count, and start over if rows are missing still.
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
            Assert.True(await RepairAsync(path) is null or Trials, path);
        }
    }

    // Returns the number of good rows at the end; null if there was an error, or if the sweep itself is lost.
    private async Task<long?> RepairAsync(string path)
    {
        try
        {
            using var store = SqliteResultStore.Open(path);
            if (await store.FindSweepAsync(sweep.Id) is null)
            {
                return null;
            }

            var good = new HashSet<long>();
            for (var round = 0; round < MaxRounds && good.Count < Trials; round++)
            {
                var fence = await store.TakeEpochAsync(sweep.Id);
                good = await ReadAsync(store);
                await CommitAsync(store, fence, Enumerable.Range(0, (int)Trials).Select(trial => (long)trial).Except(good));
                await store.CheckAsync(sweep.Id, fence with { Rows = Trials });
                good = await ReadAsync(store);
            }

            return good.Count;
        }
        catch (Exception e) when (e is StoreException or StoreFormatException)
        {
            return null;
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
