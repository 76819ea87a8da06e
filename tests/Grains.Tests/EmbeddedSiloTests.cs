using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Symmetry.Engine.Sweeps;
using Symmetry.Grains.Configuration;
using Symmetry.Grains.Storage;
using Symmetry.Grains.Tests.Storage;
using Symmetry.Grains.Tests.Support;
using Symmetry.Grains.Trials;
using Symmetry.Silo;

namespace Symmetry.Grains.Tests;

public sealed class EmbeddedSiloTests : IDisposable
{
    private static readonly RunTrial Instantly = (spec, _) => Small.ResultOf(spec);

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    // Goal: no other account of the machine reaches the silo. Method: its address is nobody's port.
    [Fact]
    public async Task Silo_does_not_listen_at_its_address()
    {
        await using var silo = await StartAsync(folder.Path, Instantly, 1);
        var address = Assert.Single((await silo.Grains.GetGrain<IManagementGrain>(0).GetHosts()).Keys);
        using var client = new TcpClient();

        var refused = await Assert.ThrowsAsync<SocketException>(() => client.ConnectAsync(address.Endpoint));

        Assert.Equal(SocketError.ConnectionRefused, refused.SocketErrorCode);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Sweep_has_the_fingerprint_and_the_tallies_of_a_direct_computation(int slots)
    {
        var sweep = Small.Of("small", 500);
        await using var silo = await StartAsync(folder.Path, Instantly, slots);

        await silo.Grains.SubmitAsync(sweep);
        var progress = await silo.Grains.UntilEndedAsync(sweep.Id);

        Assert.Equal(1000, progress.Completed);
        Assert.Equal(Small.FingerprintOf(sweep), await silo.Grains.GetGrain<ISweepGrain>(sweep.Id).GetFingerprintAsync());
        Assert.Equal(Small.TalliesOf(sweep), (await silo.Grains.GetGrain<ISweepGrain>(sweep.Id).GetTalliesAsync(0, 10)).Tallies);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Number_of_slots_does_not_change_the_bits(int slots)
    {
        var sweep = new Sweep(new SweepSpec
        {
            Name = "real",
            Replicates = ReplicateDesign.Independent(4),
            Fixed = [RealSweep.Value("epochs", "1")],
            Axes =
            [
                RealSweep.Axis("features", "identity", "permutation"), RealSweep.Axis("learningRate", "0.01", "0.1"),
                RealSweep.Axis("optimizer", "sgd", "nesterov", "adam"),
            ],
        });
        await using var silo = await EmbeddedSilo.StartAsync(new EmbeddedSiloOptions { Data = folder.Path, Slots = slots });

        await silo.Grains.SubmitAsync(sweep);
        await silo.Grains.UntilEndedAsync(sweep.Id);

        Assert.Equal(
            RealSweep.FingerprintOf(sweep),
            await silo.Grains.GetGrain<ISweepGrain>(sweep.Id).GetFingerprintAsync());
    }

    // Method: the first silo stops at a gate with exactly 600 trials committed. A copy of its folder, which is what a crash leaves,
    // is opened by a second silo that counts the trials that it runs.
    [Fact]
    public async Task After_a_crash_only_uncommitted_trials_run_again()
    {
        var sweep = Small.Of("crash", 500);
        using var after = new TempFolder();
        await using (var silo = await StartAsync(folder.Path, GatedAfter(600)))
        {
            await silo.Grains.SubmitAsync(sweep);
            await Waiting.UntilAsync(async () => (await silo.Grains.GetGrain<ISweepGrain>(sweep.Id).GetProgressAsync()).Committed == 600);
            foreach (var file in Directory.GetFiles(folder.Path, "sweeps.db*"))
            {
                File.Copy(file, after.File(Path.GetFileName(file)));
            }
        }

        var trained = 0;
        await using var second = await StartAsync(after.Path, (spec, _) =>
        {
            Interlocked.Increment(ref trained);
            return Small.ResultOf(spec);
        });
        var progress = await second.Grains.UntilEndedAsync(sweep.Id);

        Assert.Equal(400, trained);
        Assert.Equal((1000, 0, 0), (progress.Committed, progress.Verified, progress.Mismatched));
        Assert.Equal(Small.FingerprintOf(sweep), await second.Grains.GetGrain<ISweepGrain>(sweep.Id).GetFingerprintAsync());
    }

    [Fact]
    public async Task Stopping_commits_ended_trials_and_cancels_the_others()
    {
        var sweep = Small.Of("stopped", 500);
        using var blocked = new SemaphoreSlim(0);
        var silo = await StartAsync(folder.Path, GatedAfter(200, () => blocked.Release()));
        await silo.Grains.SubmitAsync(sweep);
        await blocked.WaitAsync(TestContext.Current.CancellationToken);
        await blocked.WaitAsync(TestContext.Current.CancellationToken);

        await silo.DisposeAsync();

        using var store = SqliteResultStore.OpenToRead(folder.File("sweeps.db"));
        var rows = 0;
        await foreach (var page in store.ReadAllAsync(sweep))
        {
            rows += page.Rows.Count;
        }

        Assert.Equal(200, rows);
    }

    [Fact]
    public async Task Two_silos_run_at_once_while_the_default_ports_are_in_use()
    {
        using var first = Listen(11111);
        using var second = Listen(30000);
        using var secondFolder = new TempFolder();
        var sweep = Small.Of("ports", 20);
        await using var firstSilo = await StartAsync(folder.Path, Instantly);
        await using var secondSilo = await StartAsync(secondFolder.Path, Instantly);

        foreach (var silo in (EmbeddedSilo[])[firstSilo, secondSilo])
        {
            await silo.Grains.SubmitAsync(sweep);
            Assert.Equal(40, (await silo.Grains.UntilEndedAsync(sweep.Id)).Committed);
        }
    }

    [Fact]
    public async Task Submitted_sweep_does_not_wait_for_the_next_round_of_an_idle_worker()
    {
        var sweep = Small.Of("soon", 20);
        await using var silo = await EmbeddedSilo.StartAsync(
            new EmbeddedSiloOptions { Data = folder.Path, Slots = 2 },
            services => services.AddSingleton(Instantly).Configure<DistributionOptions>(options => options.IdleInterval = TimeSpan.FromHours(1)),
            TestContext.Current.CancellationToken);

        await silo.Grains.SubmitAsync(sweep);

        Assert.Equal(40, (await silo.Grains.UntilEndedAsync(sweep.Id)).Committed);
    }

    [Fact]
    public async Task Sweep_submitted_last_runs_first()
    {
        var (first, second) = (Small.Of("first", 100), Small.Of("second", 100));
        await using var silo = await StartAsync(folder.Path, GatedAfter(0));
        await silo.Grains.SubmitAsync(first);
        await silo.Grains.SubmitAsync(second);
        var catalog = silo.Grains.GetGrain<ISweepCatalogGrain>(ISweepCatalogGrain.Key);

        Assert.Equal([second.Id, first.Id], (await catalog.WithWorkAsync()).AsEnumerable());
        await silo.Grains.SubmitAsync(first);
        Assert.Equal([first.Id, second.Id], (await catalog.WithWorkAsync()).AsEnumerable());
    }

    [Fact]
    public async Task Second_process_in_a_folder_is_rejected()
    {
        await using var silo = await StartAsync(folder.Path, Instantly);

        var refusal = await Assert.ThrowsAsync<DataFolderException>(() => StartAsync(folder.Path, Instantly));

        Assert.Contains($"in use by another process (id {Environment.ProcessId})", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unusable_folder_gives_a_message_of_one_line()
    {
        File.WriteAllText(folder.File("file"), "");
        await RefusedAsync(folder.File("file"), 1, "is a file, not a folder");
        await RefusedAsync(folder.File("file/below"), 1, "cannot be created");
        await RefusedAsync("/proc/none", 1, "cannot be created");
        await RefusedAsync(folder.File("nothing"), 0, "holds no sweeps");
        await RefusedAsync(folder.Path, 0, "holds no sweeps");

        SqliteResultStore.Open(folder.File("sweeps.db")).Dispose();
        SqliteFile.Execute(folder.File("sweeps.db"), "PRAGMA user_version = 99");
        await RefusedAsync(folder.Path, 1, "newer version");
        await RefusedAsync(folder.Path, 0, "newer version");
    }

    [Fact]
    public async Task Silo_without_slots_reads_the_store_of_another_process_and_changes_nothing()
    {
        var sweep = Small.Of("read", 500);
        await using var writer = await StartAsync(folder.Path, GatedAfter(100));
        await writer.Grains.SubmitAsync(sweep);
        await Waiting.UntilAsync(async () => (await writer.Grains.GetGrain<ISweepGrain>(sweep.Id).GetProgressAsync()).Committed == 100);

        await using var reader = await StartAsync(folder.Path, (_, _) => throw new InvalidOperationException("A reader trains nothing."), slots: 0);
        var read = reader.Grains.GetGrain<ISweepGrain>(sweep.Id);

        Assert.Equal((100, SweepStatus.Running), ((await read.GetProgressAsync()).Committed, (await read.GetProgressAsync()).Status));
        Assert.Equal(100, (await read.GetRowsAsync(0, 0, 1000)).Length + (await read.GetRowsAsync(1, 0, 1000)).Length);
        Assert.Equal(sweep.Id, Assert.Single(await reader.Grains.GetGrain<ISweepCatalogGrain>(ISweepCatalogGrain.Key).ListAsync()).Id);
        await Assert.ThrowsAsync<RefusedException>(() => reader.Grains.SubmitAsync(Small.Of("new", 1)));
        await Assert.ThrowsAsync<RefusedException>(() => reader.Grains.GetGrain<ITrialGrain>($"{sweep.Id}/1").RunAsync());
        await Assert.ThrowsAsync<StoreException>(() => read.CancelAsync());
    }

    private static TcpListener? Listen(int port)
    {
        try
        {
            var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return listener;
        }
        catch (SocketException)
        {
            // Another program uses it, which is what the test needs.
            return null;
        }
    }

    // The first trials complete; the next ones wait until they are stopped.
    private static RunTrial GatedAfter(int trials, Action? atGate = null)
    {
        var started = 0;
        return (spec, stop) =>
        {
            if (Interlocked.Increment(ref started) > trials)
            {
                atGate?.Invoke();
                stop.WaitHandle.WaitOne();
                stop.ThrowIfCancellationRequested();
            }

            return Small.ResultOf(spec);
        };
    }

    private static async Task RefusedAsync(string data, int slots, string because)
    {
        var refusal = await Assert.ThrowsAsync<DataFolderException>(() => StartAsync(data, Instantly, slots));
        Assert.Contains(because, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal.Message);
    }

    private static Task<EmbeddedSilo> StartAsync(string data, RunTrial run, int slots = 2) => EmbeddedSilo.StartAsync(
        new EmbeddedSiloOptions { Data = data, Slots = slots },
        services => services.AddSingleton(run),
        TestContext.Current.CancellationToken);
}
