using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Symmetry.Engine.Data;
using Symmetry.Engine.Features;
using Symmetry.Grains.Storage;
using Symmetry.Grains.Tests.Support;
using Symmetry.Hosting;
using Symmetry.Hosting.Security;
using Symmetry.Silo;
using Symmetry.Silo.Settings;

namespace Symmetry.Grains.Tests.Silos;

public sealed class ClusterSiloTests(PostgresServer server) : IAsyncLifetime
{
    private readonly List<IHost> hosts = [];
    private readonly List<PostgresClient> clients = [];
    private readonly TempFolder folder = new();
    private string database = "";

    public async ValueTask InitializeAsync() => database = await server.NewDatabaseAsync();

    public async ValueTask DisposeAsync()
    {
        foreach (var client in clients)
        {
            await client.DisposeAsync();
        }

        await Task.WhenAll(hosts.Select(host => host.StopAsync()));
        hosts.ForEach(host => host.Dispose());
        folder.Dispose();
    }

    [Fact]
    public async Task Silo_does_not_start_on_a_database_without_tables()
    {
        await Assert.ThrowsAsync<StoreFormatException>(() => StartAsync(Settings()));
    }

    [Fact]
    public async Task Two_silos_with_TLS_share_a_sweep_and_give_the_fingerprint_of_the_engine()
    {
        using var authority = new Authority("cluster");
        var files = authority.ForSilo(folder);
        await PostgresSchema.MigrateAsync(database, CancellationToken.None);
        await StartAsync(Settings(files));
        await StartAsync(Settings(files));
        var client = await ConnectAsync(authority.ForClient(folder));
        var sweep = RealSweep.Of("shared", 40, ("epochs", "1"));

        await client.SubmitAsync(sweep);
        await client.UntilEndedAsync(sweep.Id);

        Assert.Equal(2, (await client.GetGrain<IManagementGrain>(0).GetHosts(onlyActive: true)).Count);
        Assert.Equal(RealSweep.FingerprintOf(sweep), await client.GetGrain<ISweepGrain>(sweep.Id).GetFingerprintAsync());
    }

    [Fact]
    public async Task Silo_of_another_authority_cannot_join()
    {
        using var ours = new Authority("ours");
        using var another = new Authority("another");
        await PostgresSchema.MigrateAsync(database, CancellationToken.None);
        await StartAsync(Settings(ours.ForSilo(folder)));
        var client = await ConnectAsync(ours.ForClient(folder));

        var files = another.ForSilo(folder, "stranger");
        await using var stranger = SiloProcess.Start(database,
            "--silo-port", $"{FreePort.Find()}", "--gateway-port", $"{FreePort.Find()}",
            "--certificate", files.Certificate, "--key", files.Key, "--authority", files.Authority);
        await stranger.UntilItSaysAsync("Failed to get ping responses from 1 of 1 active silos");

        Assert.DoesNotContain("Silo takes work", stranger.Output, StringComparison.Ordinal);
        Assert.Single(await client.GetGrain<IManagementGrain>(0).GetHosts(onlyActive: true));
    }

    [Fact]
    public async Task Silo_without_the_images_takes_no_trials_and_the_others_complete_the_sweep()
    {
        await PostgresSchema.MigrateAsync(database, CancellationToken.None);
        new DataSetFolder(folder.File("images")).Add(CustomImages.Set);
        await StartAsync(Settings() with { DataSets = folder.File("images") });
        await using var withoutImages = SiloProcess.Start(database,
            "--slots", "1", "--silo-port", $"{FreePort.Find()}", "--gateway-port", $"{FreePort.Find()}", "--data-sets", folder.File("none"));
        await withoutImages.UntilItSaysAsync("Silo takes work");
        var client = await ConnectAsync(files: null);
        var sweep = CustomImages.Of(5_000);

        await client.SubmitAsync(sweep);
        await withoutImages.UntilItSaysAsync("is not on this machine");
        await client.UntilEndedAsync(sweep.Id);

        var coordinator = client.GetGrain<ISweepGrain>(sweep.Id);
        Assert.Single((await coordinator.GetRowsAsync(0, 0, 5_000)).Select(row => row.Silo).Distinct());
        var features = new FeatureStore(dataSets: new LoadedDataSets(CustomImages.Set));
        Assert.Equal(RealSweep.FingerprintOf(sweep, features), await coordinator.GetFingerprintAsync());
    }

    // Method: the program gets the signal in the middle of a sweep; another silo completes the sweep.
    [Theory]
    [InlineData("TERM")]
    [InlineData("HUP")]
    public async Task Silo_hands_back_its_leases_and_exits_on_a_signal(string signal)
    {
        await PostgresSchema.MigrateAsync(database, CancellationToken.None);
        await using var leaving = SiloProcess.Start(database, "--slots", "1", "--silo-port", $"{FreePort.Find()}", "--gateway-port", $"{FreePort.Find()}");
        await leaving.UntilItSaysAsync("Silo takes work");
        await StartAsync(Settings());
        var client = await ConnectAsync(files: null);
        var sweep = RealSweep.Of("shared", 100, ("epochs", "2"));
        await client.SubmitAsync(sweep);
        await Waiting.UntilAsync(async () => (await client.GetGrain<ISweepGrain>(sweep.Id).GetProgressAsync()).Committed > 10);

        var told = Stopwatch.GetTimestamp();
        await leaving.SignalAsync(signal);
        var ended = await leaving.EndAsync();
        var took = Stopwatch.GetElapsedTime(told);
        await client.UntilEndedAsync(sweep.Id);

        Assert.Equal(0, ended);
        Assert.Contains("Silo is gone", leaving.Output, StringComparison.Ordinal);
        TestContext.Current.TestOutputHelper!.WriteLine($"left after {took.TotalSeconds:F2} s");

        // About 1 s on an idle machine.
        Assert.InRange(took.TotalSeconds, 0, 5);
        Assert.Equal(RealSweep.FingerprintOf(sweep), await client.GetGrain<ISweepGrain>(sweep.Id).GetFingerprintAsync());
    }

    [Fact]
    public async Task Health_is_answered_from_start_to_end()
    {
        await PostgresSchema.MigrateAsync(database, CancellationToken.None);
        var endpoint = new IPEndPoint(IPAddress.Loopback, FreePort.Find());
        using var host = await SiloHost.BuildAsync(Settings() with { HealthPort = endpoint.Port }, CancellationToken.None);
        using var http = new HttpClient { BaseAddress = new Uri($"http://{endpoint}") };
        var life = host.Services.GetRequiredService<IHostApplicationLifetime>();
        var leaving = new TaskCompletionSource<HttpStatusCode>();
        life.ApplicationStopping.Register(() => leaving.SetResult(http.GetAsync("/health/ready").GetAwaiter().GetResult().StatusCode));

        await host.StartAsync(TestContext.Current.CancellationToken);

        foreach (var question in (string[])["live", "ready", "started"])
        {
            Assert.Equal(HttpStatusCode.OK, (await http.GetAsync($"/health/{question}")).StatusCode);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync("/health/wealth")).StatusCode);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await http.PostAsync("/health/live", content: null)).StatusCode);
        await host.StopAsync(TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await leaving.Task);
    }

    [Theory]
    [InlineData("silo-port")]
    [InlineData("gateway-port")]
    [InlineData("health-port")]
    [InlineData("metrics-port")]
    [InlineData("web")]
    public async Task Taken_port_is_named_with_its_setting(string setting)
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var taken = ((IPEndPoint)other.LocalEndpoint).Port;
        var settings = SettingsReader.Read(SettingSources.Open(asked => asked.Name == setting ? $"{taken}" : null, _ => null, null));
        var free = settings with
        {
            Data = folder.File("runs"),
            SiloPort = setting == "silo-port" ? taken : FreePort.Find(),
            GatewayPort = setting == "gateway-port" ? taken : FreePort.Find(),
        };

        var error = await Assert.ThrowsAsync<SettingsException>(() => SiloHost.BuildAsync(free, CancellationToken.None));

        Assert.Equal($"{setting}: port {taken} on 127.0.0.1 is in use. Choose another with --{setting}.", error.Message);
    }

    private SiloSettings Settings(TlsFiles? files = null) => SettingsReader.Read(
        SettingSources.Open(_ => null, name => name == "SYMMETRY_DATABASE" ? database : null, null)) with
    {
        Certificate = files?.Certificate,
        Key = files?.Key,
        Authority = files?.Authority,
        Slots = 1,
        SiloPort = FreePort.Find(),
        GatewayPort = FreePort.Find(),
    };

    private async Task StartAsync(SiloSettings settings)
    {
        var host = await SiloHost.BuildAsync(settings, CancellationToken.None);
        hosts.Add(host);
        await host.StartAsync(TestContext.Current.CancellationToken);
    }

    private async Task<IGrainFactory> ConnectAsync(TlsFiles? files)
    {
        clients.Add(await PostgresClient.ConnectAsync(database, files));
        return clients[^1].Grains;
    }
}
