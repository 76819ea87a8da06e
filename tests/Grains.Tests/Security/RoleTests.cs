using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Symmetry.Engine.Numerics;
using Symmetry.Engine.Sweeps;
using Symmetry.Grains.Storage;
using Symmetry.Grains.Tests.Support;
using Symmetry.Hosting;
using Symmetry.Silo;
using Symmetry.Silo.Settings;

namespace Symmetry.Grains.Tests.Security;

/// <summary>What a client may not do, although it may connect: speak as a silo, or change the cluster.</summary>
public sealed class RoleTests(PostgresServer server) : IAsyncLifetime
{
    private readonly TempFolder folder = new();
    private readonly Authority authority = new("cluster");
    private readonly Sweep sweep = RealSweep.Of("roles", 10, ("epochs", "1"), ("hidden", "[2]"));
    private string database = "";

    public async ValueTask InitializeAsync()
    {
        database = await server.NewDatabaseAsync();
        await PostgresSchema.MigrateAsync(database, CancellationToken.None);
    }

    public ValueTask DisposeAsync()
    {
        authority.Dispose();
        folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Results_that_a_client_reports_as_a_silo_are_refused_and_not_stored()
    {
        using var silo = await StartAsync(slots: 0);
        await using var client = await PostgresClient.ConnectAsync(database, authority.ForClient(folder));
        await client.Grains.SubmitAsync(sweep);

        var refused = await Assert.ThrowsAsync<RefusedException>(() => Coordinator(client).ExchangeAsync(Report(Small.RowOf(sweep, 0))));

        Assert.Equal("Only silos may call Symmetry.Grains.ISweepGrain.ExchangeAsync: the call does not prove that it comes from a silo.", refused.Message);
        Assert.Equal(0, (await Coordinator(client).GetProgressAsync()).Committed);
        Assert.Equal(0L, await PostgresServer.ExecuteAsync(database, "SELECT count(*) FROM symmetry.results"));
        await silo.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Client_that_reports_silos_as_broken_does_not_keep_them_from_working()
    {
        using var first = await StartAsync(slots: 1);
        using var second = await StartAsync(slots: 1);
        await using var client = await PostgresClient.ConnectAsync(database, authority.ForClient(folder));
        await client.Grains.SubmitAsync(sweep);
        foreach (var silo in new[] { first, second })
        {
            var address = silo.Services.GetRequiredService<ILocalSiloDetails>().SiloAddress.ToParsableString();
            await Assert.ThrowsAsync<RefusedException>(() =>
                Coordinator(client).ExchangeAsync(Report() with { Silo = address, IsQuarantined = true }));
        }

        await client.Grains.UntilEndedAsync(sweep.Id);

        Assert.All(await Coordinator(client).GetSilosAsync(), share => Assert.False(share.IsQuarantined));
        await Task.WhenAll(first.StopAsync(), second.StopAsync());
    }

    [Fact]
    public async Task Trial_cannot_be_stopped_by_a_client()
    {
        using var silo = await StartAsync(slots: 0);
        await using var client = await PostgresClient.ConnectAsync(database, authority.ForClient(folder));

        await Assert.ThrowsAsync<RefusedException>(() => client.Grains.GetGrain<ITrialGrain>($"{sweep.Id}/0").StopAsync());

        await silo.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Cluster_cannot_be_changed_by_a_client()
    {
        using var silo = await StartAsync(slots: 0);
        await using var client = await PostgresClient.ConnectAsync(database, authority.ForClient(folder));
        var management = client.Grains.GetGrain<IManagementGrain>(0);

        var refused = await Assert.ThrowsAsync<RefusedException>(() => management.ForceActivationCollection(TimeSpan.Zero));

        Assert.Equal("Clients may not call Orleans.Runtime.IManagementGrain.ForceActivationCollection.", refused.Message);
        Assert.Single(await management.GetHosts(onlyActive: true));
        await silo.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Proof_with_a_certificate_of_a_client_is_refused()
    {
        using var silo = await StartAsync(slots: 0);
        var files = authority.ForClient(folder);
        await using var client = await PostgresClient.ConnectAsync(database, files);
        await client.Grains.SubmitAsync(sweep);
        RequestContext.Set("symmetry.silo", await File.ReadAllTextAsync(files.Certificate, TestContext.Current.CancellationToken) + "|AAAA");

        var refused = await Assert.ThrowsAsync<RefusedException>(() => Coordinator(client).ExchangeAsync(Report()));

        Assert.Contains("the certificate CN=client was refused: its extended key usage does not include", refused.Message, StringComparison.Ordinal);
        await silo.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Proof_with_the_certificate_of_a_silo_needs_its_key()
    {
        using var silo = await StartAsync(slots: 0);
        await using var client = await PostgresClient.ConnectAsync(database, authority.ForClient(folder));
        await client.Grains.SubmitAsync(sweep);
        RequestContext.Set("symmetry.silo", await File.ReadAllTextAsync(folder.File("silo.pem"), TestContext.Current.CancellationToken) + "|AAAA");

        var refused = await Assert.ThrowsAsync<RefusedException>(() => Coordinator(client).ExchangeAsync(Report()));

        Assert.EndsWith("the signature is not that of CN=silo.", refused.Message, StringComparison.Ordinal);
        await silo.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Standalone_silo_takes_results_from_itself_only()
    {
        var gateway = FreePort.Find();
        using var silo = await SiloHost.BuildAsync(
            new SiloSettings { Data = folder.File("runs"), Slots = 0, SiloPort = FreePort.Find(), GatewayPort = gateway }, CancellationToken.None);
        await silo.StartAsync(TestContext.Current.CancellationToken);
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.UseOrleansClient(client => client.UseLocalhostClustering(
            gateway, ClusterDatabase.ServiceId, ClusterDatabase.DefaultClusterId).Configure<ClientMessagingOptions>(messages =>
            messages.ResponseTimeout = TimeSpan.FromSeconds(10)));
        using var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        var grains = host.Services.GetRequiredService<IGrainFactory>();
        await grains.SubmitAsync(sweep);

        var refused = await Assert.ThrowsAsync<RefusedException>(() =>
            grains.GetGrain<ISweepGrain>(sweep.Id).ExchangeAsync(Report(Small.RowOf(sweep, 0))));

        Assert.EndsWith("the call comes from another process.", refused.Message, StringComparison.Ordinal);
        await host.StopAsync(TestContext.Current.CancellationToken);
        await silo.StopAsync(TestContext.Current.CancellationToken);
    }

    private static WorkerReport Report(params TrialRow[] rows) => new("S127.0.0.1:11111:1", NumericsVersion.Current, rows, [], 0, IsQuarantined: false);

    private ISweepGrain Coordinator(PostgresClient client) => client.Grains.GetGrain<ISweepGrain>(sweep.Id);

    private async Task<IHost> StartAsync(int slots)
    {
        var files = authority.ForSilo(folder);
        var silo = await SiloHost.BuildAsync(
            new SiloSettings
            {
                Database = database,
                Slots = slots,
                SiloPort = FreePort.Find(),
                GatewayPort = FreePort.Find(),
                Certificate = files.Certificate,
                Key = files.Key,
                Authority = files.Authority,
            },
            CancellationToken.None);
        await silo.StartAsync(CancellationToken.None);
        return silo;
    }
}
