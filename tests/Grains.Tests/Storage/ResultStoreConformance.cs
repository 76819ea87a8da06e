using Symmetry.Engine.Experiments;
using Symmetry.Engine.Sweeps;
using Symmetry.Grains.Storage;
using Symmetry.Grains.Tests.Support;

namespace Symmetry.Grains.Tests.Storage;

/// <summary>Tests for every result store; one derived class per store.</summary>
public abstract class ResultStoreConformance(TestStore test) : IAsyncLifetime
{
    private static readonly Sweep Sweep = Small.Of("conforming", 100, "0.01", "0.1", "1");

    private IResultStore Store { get; set; } = null!;

    public async ValueTask InitializeAsync() => Store = await test.OpenAsync();

    public async ValueTask DisposeAsync()
    {
        await test.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>An SQL expression for a result with another byte.</summary>
    protected abstract string DamagedResult { get; }

    [Fact]
    public async Task Sweep_is_added_once_and_keeps_its_first_submission()
    {
        var first = await AddAsync(Sweep);
        var second = await Store.AddSweepAsync(first with { Head = first.Head with { Submitted = first.Head.Submitted.AddDays(1) } });

        Assert.Equal(first, second);
        Assert.Equal(first, await Store.FindSweepAsync(Sweep.Id));
        Assert.Null(await Store.FindSweepAsync("another"));
    }

    [Fact]
    public async Task Claims_are_replaced_and_change_nothing_else()
    {
        var stored = await AddAsync(Sweep);
        Assert.Equal("", await Store.FindClaimsAsync(Sweep.Id));
        await Store.SetClaimsAsync(Sweep.Id, "claims: []");
        await Store.SetClaimsAsync(Sweep.Id, "claims: [{says: 'x'}]\n");
        Store = await test.ReopenAsync();

        Assert.Equal("claims: [{says: 'x'}]\n", await Store.FindClaimsAsync(Sweep.Id));
        Assert.Equal(stored, await Store.FindSweepAsync(Sweep.Id));
        Assert.Equal("", await Store.FindClaimsAsync("another"));
    }

    [Fact]
    public async Task Sweeps_are_listed_oldest_first()
    {
        var (late, early) = (Small.Of("late", 1), Small.Of("early", 1));
        await AddAsync(late, DateTimeOffset.UnixEpoch.AddDays(2));
        await AddAsync(early, DateTimeOffset.UnixEpoch.AddDays(1));

        Assert.Equal([early.Id, late.Id], (await Store.ListSweepsAsync()).Select(head => head.Id));
    }

    [Fact]
    public async Task Committed_rows_are_read_in_order_after_reopening()
    {
        await AddAsync(Sweep);
        var epoch = await Store.TakeEpochAsync(Sweep.Id);
        var rows = Rows(0, Sweep.Trials).Reverse().ToArray();
        var commits = await Store.CommitAsync(Sweep, epoch, rows);
        Store = await test.ReopenAsync();

        Assert.All(commits, commit => Assert.Equal(CommitKind.Added, commit.Kind));
        var read = new List<TrialRow>();
        await foreach (var page in Store.ReadAllAsync(Sweep))
        {
            Assert.Empty(page.Damaged);
            read.AddRange(page.Rows);
        }

        Same(rows.OrderBy(row => Sweep.CellOf(row.Trial).Number).ThenBy(row => row.Trial), read);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Pages_have_every_row_once(bool keepsOutcomes)
    {
        var large = new Sweep(Small.Of("large", 5000).Spec with { KeepsOutcomes = keepsOutcomes });
        await AddAsync(large);
        var epoch = await Store.TakeEpochAsync(large.Id);
        await Store.CommitAsync(large, epoch, [.. Enumerable.Range(0, 10_000).Select(trial => Small.RowOf(large, trial))]);

        var read = new List<long>();
        await foreach (var page in Store.ReadAllAsync(large))
        {
            read.AddRange(page.Rows.Select(row => row.Trial));
        }

        Assert.Equal(10_000, read.Count);
        Assert.Equal(10_000, read.Distinct().Count());
    }

    [Theory]
    [InlineData(0, 10, 0, 10)]
    [InlineData(95, 10, 95, 5)]
    [InlineData(100, 10, 0, 0)]
    [InlineData(0, 0, 0, 0)]
    public async Task Cell_is_read_in_pages_from_a_given_replicate(long from, int count, long first, int expected)
    {
        await AddAsync(Sweep);
        await Store.CommitAsync(Sweep, await Store.TakeEpochAsync(Sweep.Id), Rows(0, Sweep.Trials));

        var page = await Store.ReadCellAsync(Sweep, 1, from, count);

        Same(Enumerable.Range(0, expected).Select(i => Small.RowOf(Sweep, Sweep.TrialOf(1, first + i))), page.Rows);
    }

    [Theory]
    [InlineData(0, 2)]
    [InlineData(1, 1)]
    public async Task Consecutive_cells_are_read_in_one_page(int from, int cells)
    {
        await AddAsync(Sweep);
        await Store.CommitAsync(Sweep, await Store.TakeEpochAsync(Sweep.Id), Rows(0, Sweep.Trials));

        var page = await Store.ReadCellsAsync(Sweep, from, cells);

        Same(Enumerable.Range(from, cells).SelectMany(cell => Enumerable.Range(0, (int)Sweep.Replicates)
            .Select(replicate => Small.RowOf(Sweep, Sweep.TrialOf(cell, replicate)))), page.Rows);
    }

    [Fact]
    public async Task Later_results_of_a_trial_are_not_stored_and_return_the_first()
    {
        await AddAsync(Sweep);
        var epoch = await Store.TakeEpochAsync(Sweep.Id);
        await Store.CommitAsync(Sweep, epoch, [Small.RowOf(Sweep, 7)]);

        var again = await Store.CommitAsync(Sweep, epoch, [Small.RowOf(Sweep, 7), Small.RowOf(Sweep, 8)]);
        var elsewhere = await Store.CommitAsync(Sweep, epoch, [Small.RowOf(Sweep, 7, "there")]);
        var different = await Store.CommitAsync(Sweep, epoch, [Small.RowOf(Sweep, 7) with { Result = TrialResult.Failure("different").Encode() }]);

        Assert.Equal([CommitKind.AlreadyStored, CommitKind.Added], again.Select(commit => commit.Kind));
        Assert.All([again[0], elsewhere.Single(), different.Single()], commit =>
        {
            Assert.Equal(CommitKind.AlreadyStored, commit.Kind);
            Same([Small.RowOf(Sweep, 7)], [commit.Kept]);
        });
        Same([Small.RowOf(Sweep, 7)], (await Store.ReadCellAsync(Sweep, 1, 0, 2)).Rows.Where(row => row.Trial == 7));
    }

    [Fact]
    public async Task Damaged_row_is_reported_and_replaced_by_the_next_commit()
    {
        await AddAsync(Sweep);
        var epoch = await Store.TakeEpochAsync(Sweep.Id);
        await Store.CommitAsync(Sweep, epoch, Rows(0, 30));
        await DamageAsync(cell: 1, replicate: 2);

        var page = await Store.ReadCellAsync(Sweep, 1, 0, 100);
        Assert.Equal([Sweep.TrialOf(1, 2)], page.Damaged);
        Assert.Equal(9, page.Rows.Count);

        var commit = await Store.CommitAsync(Sweep, epoch, [Small.RowOf(Sweep, Sweep.TrialOf(1, 2))]);
        Assert.Equal(CommitKind.Repaired, commit.Single().Kind);
        Assert.Empty((await Store.ReadCellAsync(Sweep, 1, 0, 100)).Damaged);
    }

    [Fact]
    public async Task Outcomes_per_image_are_stored_beside_rows_without_them_and_read_after_reopening()
    {
        var keeping = Small.Keeping("keeping", 20);
        await AddAsync(keeping);
        var epoch = await Store.TakeEpochAsync(keeping.Id);
        TrialRow[] rows =
        [
            Small.RowOf(keeping, 0), Small.RowOf(keeping, 2),
            TrialRow.Encode(4, TrialResult.Divergence, "here", 1), Small.RowOf(keeping, 6, "there"),
        ];
        await Store.CommitAsync(keeping, epoch, rows);
        var again = await Store.CommitAsync(keeping, epoch, [Small.RowOf(keeping, 2, "there"), Small.RowOf(keeping, 4)]);
        Store = await test.ReopenAsync();

        var page = await Store.ReadCellAsync(keeping, 0, 0, 10);
        Assert.Empty(page.Damaged);
        Same(rows, page.Rows);
        Same([rows[1], rows[2]], again.Select(commit => commit.Kept));
        Assert.Equal([true, true, false, true], page.Rows.Select(row => row.Outcomes is not null));
        Assert.Equal(rows[3].Read().Outcomes!.Encode(), page.Rows[3].Read().Outcomes!.Encode());
    }

    [Fact]
    public async Task Damaged_outcomes_damage_their_row_and_are_replaced_by_the_next_commit()
    {
        var keeping = Small.Keeping("keeping", 20);
        await AddAsync(keeping);
        var epoch = await Store.TakeEpochAsync(keeping.Id);
        await Store.CommitAsync(keeping, epoch, [.. Enumerable.Range(0, 20).Select(trial => Small.RowOf(keeping, trial))]);
        await test.ExecuteAsync("UPDATE results SET outcomes = NULL WHERE cell = 1 AND replicate = 2");
        await test.ExecuteAsync("UPDATE results SET outcomes = result WHERE cell = 1 AND replicate = 3");

        Assert.Equal([5, 7], (await Store.ReadCellAsync(keeping, 1, 0, 100)).Damaged);
        var commits = await Store.CommitAsync(keeping, epoch, [Small.RowOf(keeping, 5), Small.RowOf(keeping, 7), Small.RowOf(keeping, 9)]);
        Assert.Equal([CommitKind.Repaired, CommitKind.Repaired, CommitKind.AlreadyStored], commits.Select(commit => commit.Kind));
        Assert.Empty((await Store.ReadCellAsync(keeping, 1, 0, 100)).Damaged);
    }

    [Fact]
    public async Task Status_is_stored()
    {
        await AddAsync(Sweep);
        await Store.SetStatusAsync(Sweep.Id, await Store.TakeEpochAsync(Sweep.Id), SweepStatus.Cancelled);
        Store = await test.ReopenAsync();

        Assert.Equal(SweepStatus.Cancelled, (await Store.FindSweepAsync(Sweep.Id))!.Head.Status);
        Assert.Equal(SweepStatus.Cancelled, Assert.Single(await Store.ListSweepsAsync()).Status);
    }

    [Fact]
    public async Task Superseded_coordinator_cannot_write()
    {
        await AddAsync(Sweep);
        var first = await Store.TakeEpochAsync(Sweep.Id);
        var second = await Store.TakeEpochAsync(Sweep.Id);

        Assert.True(second.Epoch > first.Epoch);
        await Assert.ThrowsAsync<StaleCoordinatorException>(() => Store.CommitAsync(Sweep, first, Rows(0, 3)));
        await Assert.ThrowsAsync<StaleCoordinatorException>(() => Store.SetStatusAsync(Sweep.Id, first, SweepStatus.Cancelled));
        await Assert.ThrowsAsync<StaleCoordinatorException>(() => Store.CheckAsync(Sweep.Id, first));
        await Store.CheckAsync(Sweep.Id, second);
        Assert.Empty((await Store.ReadCellAsync(Sweep, 0, 0, 100)).Rows);
        Assert.Equal(CommitKind.Added, (await Store.CommitAsync(Sweep, second, Rows(0, 1))).Single().Kind);
    }

    [Fact]
    public async Task Rows_are_counted_by_the_store_whoever_adds_or_deletes_them()
    {
        await AddAsync(Sweep);
        var fence = await Store.TakeEpochAsync(Sweep.Id);
        await Store.CommitAsync(Sweep, fence, Rows(0, 30));
        await Store.CommitAsync(Sweep, fence, Rows(20, 20));
        Assert.Equal(40, Assert.Single(await Store.ListSweepsAsync()).Stored);

        await DamageAsync(cell: 1, replicate: 2);
        await Store.CommitAsync(Sweep, fence, Rows(7, 1));
        Assert.Equal(40, (await Store.FindSweepAsync(Sweep.Id))!.Head.Stored);

        await test.ExecuteAsync("DELETE FROM results WHERE replicate < 5");
        Assert.Equal(25, (await Store.FindSweepAsync(Sweep.Id))!.Head.Stored);

        await test.ExecuteAsync("UPDATE sweeps SET done = 1000");
        Assert.Equal(25, (await Store.TakeEpochAsync(Sweep.Id)).Rows);
    }

    [Fact]
    public async Task Coordinator_that_counted_more_rows_than_there_are_cannot_write()
    {
        await AddAsync(Sweep);
        var fence = await Store.TakeEpochAsync(Sweep.Id) with { Rows = 30 };
        await Store.CommitAsync(Sweep, fence with { Rows = 0 }, Rows(0, 30));
        Assert.Equal(SweepStatus.Running, await Store.CheckAsync(Sweep.Id, fence));
        await test.ExecuteAsync("DELETE FROM results WHERE cell = 2");

        Func<Task>[] writes =
        [
            () => Store.CommitAsync(Sweep, fence, Rows(30, 3)), () => Store.SetStatusAsync(Sweep.Id, fence, SweepStatus.Completed),
            () => Store.SetCountsAsync(Sweep.Id, fence, default), () => Store.CheckAsync(Sweep.Id, fence),
        ];
        foreach (var write in writes)
        {
            var e = await Assert.ThrowsAsync<MissingRowsException>(write);
            Assert.Contains("20 rows in the store, but 30 were stored", e.Message, StringComparison.Ordinal);
        }

        var head = Assert.Single(await Store.ListSweepsAsync());
        Assert.Equal((20, SweepStatus.Running), (head.Stored, head.Status));
    }

    [Fact]
    public async Task Epoch_taken_again_after_a_restore_is_another_one()
    {
        await AddAsync(Sweep);
        var first = await Store.TakeEpochAsync(Sweep.Id);
        await test.ExecuteAsync("UPDATE sweeps SET epoch = 0");

        var second = await Store.TakeEpochAsync(Sweep.Id);

        Assert.Equal(first.Epoch >> 32, second.Epoch >> 32);
        Assert.NotEqual(first.Epoch, second.Epoch);
    }

    [Fact]
    public async Task Counts_are_stored()
    {
        await AddAsync(Sweep);
        await Store.SetCountsAsync(Sweep.Id, await Store.TakeEpochAsync(Sweep.Id), new SweepCounts(1, 2, 3, 4));
        Store = await test.ReopenAsync();

        var head = Assert.Single(await Store.ListSweepsAsync());
        Assert.Equal((1, 2, 3, 4), (head.Failed, head.Verified, head.Mismatched, head.Lost));
    }

    [Fact]
    public async Task Concurrent_writes_fail_or_succeed_independently()
    {
        await AddAsync(Sweep);
        var stale = await Store.TakeEpochAsync(Sweep.Id);
        var epoch = await Store.TakeEpochAsync(Sweep.Id);

        var writes = Enumerable.Range(0, 60).Select(i => Store.CommitAsync(Sweep, i % 2 == 0 ? epoch : stale, Rows(3 * i, 3))).ToArray();
        await Task.WhenAll(writes).ContinueWith(_ => { }, TaskScheduler.Default);

        for (var i = 0; i < writes.Length; i++)
        {
            Assert.Equal(i % 2 == 0, writes[i].IsCompletedSuccessfully);
            Assert.Equal(i % 2 == 0, (await Store.ReadCellAsync(Sweep, 0, i, 1)).Rows is [var row] && row.Trial == 3 * i);
        }
    }

    [Fact]
    public async Task Results_of_an_unknown_sweep_are_rejected()
    {
        await Assert.ThrowsAsync<StoreException>(() => Store.TakeEpochAsync("another"));
        await Assert.ThrowsAsync<StaleCoordinatorException>(() => Store.CheckAsync("another", new Fence(1, 0)));
        await Assert.ThrowsAsync<StaleCoordinatorException>(() => Store.CommitAsync(Sweep, new Fence(1, 0), Rows(0, 1)));
        await Assert.ThrowsAsync<MissingRowsException>(() => Store.CommitAsync(Sweep, new Fence(1, 1), Rows(0, 1)));
    }

    private Task DamageAsync(int cell, long replicate) =>
        test.ExecuteAsync($"UPDATE results SET result = {DamagedResult} WHERE cell = {cell} AND replicate = {replicate}");

    private static TrialRow[] Rows(long from, long count) =>
        [.. Enumerable.Range(0, (int)count).Select(i => Small.RowOf(Sweep, from + i))];

    private static void Same(IEnumerable<TrialRow> expected, IEnumerable<TrialRow> actual) =>
        Assert.Equal(expected.Select(Text), actual.Select(Text));

    private static string Text(TrialRow row) =>
        $"{row.Trial} {Convert.ToHexString(row.Result)} {row.Attempts} {row.Silo} {row.Seconds:R} {Convert.ToHexString(row.Outcomes ?? [])}";

    private Task<StoredSweep> AddAsync(Sweep sweep, DateTimeOffset? submitted = null) => Store.AddSweepAsync(new StoredSweep(
        new SweepHead(sweep.Id, sweep.Spec.Name, SweepStatus.Running, sweep.Trials, submitted ?? DateTimeOffset.UnixEpoch), sweep.Canonical));
}
