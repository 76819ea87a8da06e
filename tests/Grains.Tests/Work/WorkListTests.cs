using Symmetry.Grains.Work;

namespace Symmetry.Grains.Tests.Work;

public sealed class WorkListTests
{
    private readonly WorkList work = new();

    [Fact]
    public async Task Trials_start_in_the_order_of_their_leases()
    {
        work.Add("s", [new TrialRange(5, 7), new TrialRange(1, 2)]);

        Assert.Equal((5, 6, 1), (await TakeAsync(), await TakeAsync(), await TakeAsync()));
        Assert.Equal(3, work.HeldCount);
    }

    [Fact]
    public async Task Report_has_ended_rows_and_lists_the_other_trials_as_held()
    {
        work.Add("s", [new TrialRange(0, 4)]);
        await TakeAsync();
        await TakeAsync();
        work.Finish("s", Row(0));

        var (rows, held) = work.Report("s", 100);

        Assert.Equal(0, Assert.Single(rows).Trial);
        Assert.Equal([new TrialRange(1, 2), new TrialRange(2, 4)], held);
        Assert.Equal((1, false), work.Ready("s"));
    }

    [Fact]
    public async Task Rows_are_reported_until_they_are_acknowledged()
    {
        work.Add("s", [new TrialRange(0, 1)]);
        await TakeAsync();
        work.Finish("s", Row(0));
        Assert.Single(work.Report("s", 100).Rows);
        Assert.Equal((1, true), work.Ready("s"));

        work.Acknowledge("s", [0]);

        Assert.Empty(work.Report("s", 100).Rows);
        Assert.Empty(work.Sweeps());
    }

    [Fact]
    public async Task Revoked_trials_do_not_start_and_running_ones_are_returned()
    {
        work.Add("s", [new TrialRange(0, 10)]);
        await TakeAsync();

        var underWay = work.Revoke("s", [new TrialRange(0, 3), new TrialRange(5, 6)]);

        Assert.Equal([0L], underWay);
        Assert.Equal([new TrialRange(0, 1), new TrialRange(3, 5), new TrialRange(6, 10)], work.Report("s", 100).Held);
        Assert.Equal((3, 4, 6), (await TakeAsync(), await TakeAsync(), await TakeAsync()));
        Assert.Equal(7, work.HeldCount);
    }

    [Fact]
    public async Task Dropped_trial_is_no_longer_held()
    {
        work.Add("s", [new TrialRange(0, 1)]);
        work.Drop("s", await TakeAsync());

        Assert.Empty(work.Report("s", 100).Held);
        Assert.Equal(0, work.HeldCount);
    }

    private static TrialRow Row(long trial) => new(trial, [1], 1, "here", 0);

    private async Task<long> TakeAsync() => (await work.TakeAsync(TestContext.Current.CancellationToken)).Trial;
}
