using System.Net;
using Symmetry.Chaos.Proxies;
using Symmetry.Engine.Sweeps;
using Symmetry.Grains.Storage;
using Symmetry.Grains.Tests.Support;
using Symmetry.Silo.Settings;

namespace Symmetry.Grains.Tests.Silos;

/// <summary>A client loses one of its gateways.</summary>
public sealed class GatewayTests(PostgresServer server)
{
    // Less than the minute for which a silo keeps its answers to a lost client with Orleans' default.
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(50);

    // No other test listens on these addresses, so the ports need not be searched for.
    private static readonly SiloSettings Defaults = new();

    private readonly Sweep sweep = Small.Of("gateways", 1);

    // Goal: the client is answered through another gateway. Method: the gateway of the coordinator's silo, where the answers come from,
    // refuses connections for good.
    [Fact]
    public async Task Client_that_lost_the_gateway_of_the_coordinators_silo_is_answered_through_another()
    {
        var database = await server.NewDatabaseAsync();
        await PostgresSchema.MigrateAsync(database, CancellationToken.None);
        await using var first = await ReachableSilo.StartAsync(database, 1);
        await using var second = await ReachableSilo.StartAsync(database, 2);
        await using var client = await PostgresClient.ConnectAsync(database);
        await client.AskAsync(grains => grains.SubmitAsync(sweep));
        await client.AskAsync(GetProgressAsync);
        var coordinators = await client.AskAsync(grains =>
            grains.GetGrain<IManagementGrain>(0).GetActivationAddress(grains.GetGrain<ISweepGrain>(sweep.Id)).AsTask());

        (coordinators!.Endpoint.Address.Equals(first.Address) ? first : second).Gateway.Set(ProxyMode.Refusing);

        var progress = await client.AskAsync(GetProgressAsync).WaitAsync(MaxWait, TestContext.Current.CancellationToken);
        Assert.Equal(sweep.Trials, progress.Trials);
    }

    private Task<SweepProgress> GetProgressAsync(IGrainFactory grains) => grains.GetGrain<ISweepGrain>(sweep.Id).GetProgressAsync();

    // It advertises the address of the proxies, and listens on another one.
    private sealed class ReachableSilo : IAsyncDisposable
    {
        private readonly SiloProcess process;
        private readonly TcpProxy peers;

        private ReachableSilo(string database, byte number)
        {
            Address = new IPAddress([127, 0, 1, number]);
            var listen = new IPAddress([127, 0, 2, number]);
            peers = new TcpProxy(new IPEndPoint(Address, Defaults.SiloPort), new IPEndPoint(listen, Defaults.SiloPort));
            Gateway = new TcpProxy(new IPEndPoint(Address, Defaults.GatewayPort), new IPEndPoint(listen, Defaults.GatewayPort));
            process = SiloProcess.Start(database, "--advertise", $"{Address}", "--listen", $"{listen}");
        }

        public IPAddress Address { get; }

        public TcpProxy Gateway { get; }

        public static async Task<ReachableSilo> StartAsync(string database, byte number)
        {
            var silo = new ReachableSilo(database, number);
            await silo.process.UntilItSaysAsync("Silo takes work");
            return silo;
        }

        public async ValueTask DisposeAsync()
        {
            await process.DisposeAsync();
            Gateway.Dispose();
            peers.Dispose();
        }
    }
}
