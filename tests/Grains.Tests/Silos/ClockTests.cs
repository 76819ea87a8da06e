using Symmetry.Chaos;
using Symmetry.Engine.Sweeps;
using Symmetry.Grains.Storage;
using Symmetry.Grains.Tests.Support;

namespace Symmetry.Grains.Tests.Silos;

public sealed class ClockTests(PostgresServer server) : IAsyncLifetime
{
    // Trials that take time, but no processor: how many end before the clock is set does not depend on the machine.
    private readonly Sweep sweep = ProgramSweep.Of("clock", 12, "sh", "-c", "sleep 0.5; echo '{\"value\": 1}'");
    private readonly string[] ports = ["--silo-port", $"{FreePort.Find()}", "--gateway-port", $"{FreePort.Find()}"];
    private string database = "";

    public async ValueTask InitializeAsync()
    {
        database = await server.NewDatabaseAsync();
        await PostgresSchema.MigrateAsync(database, CancellationToken.None);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData(-3600)]
    [InlineData(3600)]
    public async Task Sweep_continues_when_the_clock_is_set(int seconds)
    {
        using var clock = ClockAt(TimeSpan.Zero);
        await using var silo = Start(clock);
        await silo.UntilItSaysAsync("Silo takes work");
        await using var client = await PostgresClient.ConnectAsync(database);
        await client.AskAsync(grains => grains.SubmitAsync(sweep));
        await UntilRowsAsync(1);

        clock.Set(TimeSpan.FromSeconds(seconds));

        await silo.UntilItSaysAsync($"The clock of this machine was set by {seconds} s");
        await AssertEndsAsync(client, silo);
    }

    // A killed silo leaves a row that says "active", with a generation and a last sign of life from the future.
    [Fact]
    public async Task Silo_that_was_killed_with_its_clock_ahead_starts_again_with_the_right_time()
    {
        using var clock = ClockAt(TimeSpan.FromHours(1));
        await using var client = await FirstRowsAsync(clock);
        clock.Set(TimeSpan.Zero);

        await using var silo = Start(clock);

        await silo.UntilItSaysAsync("Silo takes work");
        Assert.True(await PostgresServer.ExecuteAsync(database,
            "SELECT max(iamalivetime) < now() + interval '1 minute' FROM symmetry.orleansmembershiptable") is true);
        await AssertEndsAsync(client, silo);
    }

    // The others compare when it started with their own clocks.
    [Fact]
    public async Task Silo_whose_clock_is_an_hour_behind_joins_a_cluster()
    {
        await using var first = SiloProcess.Start(database, "--slots", "1", "--silo-port", $"{FreePort.Find()}", "--gateway-port", $"{FreePort.Find()}");
        await first.UntilItSaysAsync("Silo takes work");
        using var clock = ClockAt(TimeSpan.FromHours(-1));

        await using var second = Start(clock);

        await second.UntilItSaysAsync("Silo takes work");
        await first.UntilItSaysAsync("is Active; 2 active");
    }

    private async Task<PostgresClient> FirstRowsAsync(FakeClock clock)
    {
        await using var silo = Start(clock);
        await silo.UntilItSaysAsync("Silo takes work");
        var client = await PostgresClient.ConnectAsync(database);
        await client.AskAsync(grains => grains.SubmitAsync(sweep));
        await UntilRowsAsync(1);
        await silo.SignalAsync("KILL");
        await silo.EndAsync();
        return client;
    }

    private async Task AssertEndsAsync(PostgresClient client, SiloProcess silo)
    {
        await Waiting.UntilAsync(async () =>
        {
            Assert.False(silo.HasEnded, silo.Output);
            return await RowsAsync() == sweep.Trials;
        });
        var progress = await client.AskAsync(grains => grains.UntilEndedAsync(sweep.Id));
        Assert.Equal((sweep.Trials, 0), (progress.Completed, progress.Failed));
    }

    private static FakeClock ClockAt(TimeSpan offset)
    {
        Assert.SkipWhen(FakeClock.Obstacle is not null, FakeClock.Obstacle ?? "");
        var clock = new FakeClock();
        clock.Set(offset);
        return clock;
    }

    private SiloProcess Start(FakeClock clock) => SiloProcess.StartBy(clock.Around, database, ["--slots", "1", "--allow-programs", .. ports]);

    private Task UntilRowsAsync(long min) => Waiting.UntilAsync(async () => await RowsAsync() >= min);

    private async Task<long> RowsAsync() => (long)(await PostgresServer.ExecuteAsync(database, "SELECT count(*) FROM symmetry.results"))!;
}
