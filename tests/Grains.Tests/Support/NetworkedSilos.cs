using System.Globalization;
using Symmetry.Chaos;
using Symmetry.Engine.Sweeps;
using Symmetry.Grains.Storage;
using Symmetry.Hosting.Security;

namespace Symmetry.Grains.Tests.Support;

/// <summary>Three silo processes on machines of their own, as far as the network can tell, and PostgreSQL on a fourth; mutual TLS between all.</summary>
internal sealed class NetworkedSilos : IAsyncDisposable
{
    /// <summary>How many there are.</summary>
    public const int Count = 3;

    private readonly TempFolder folder = new();
    private readonly Authority authority = new("cluster");
    private readonly SiloProcess?[] silos = new SiloProcess?[Count];
    private readonly TlsFiles files;
    private readonly PostgresServer server;
    private string database = "";

    private NetworkedSilos(SiloNetwork network)
    {
        Network = network;
        server = new PostgresServer { Beyond = (network.Database, network.Range) };
        files = authority.ForSilo(folder);
    }

    /// <summary>What joins them.</summary>
    public SiloNetwork Network { get; }

    public SiloProcess this[int place] => silos[place]!;

    /// <summary>Starts database and silos; where there can be no network of its own, skips the test and says why.</summary>
    public static async Task<NetworkedSilos> StartAsync()
    {
        var obstacle = await SiloNetwork.ObstacleAsync();
        Assert.SkipWhen(obstacle is not null, obstacle ?? "");
        var started = new NetworkedSilos(await SiloNetwork.StartAsync(Count));
        try
        {
            started.database = await started.server.NewDatabaseAsync();
            await PostgresSchema.MigrateAsync(started.database, CancellationToken.None);
            await Task.WhenAll(Enumerable.Range(0, Count).Select(started.StartAsync));
            return started;
        }
        catch
        {
            await started.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts a silo at a place where none is, and waits until it takes work.</summary>
    public async Task StartAsync(int place)
    {
        await (silos[place]?.DisposeAsync() ?? default);
        silos[place] = SiloProcess.StartBy(
            command => Network.At(place, command), database,
            "--slots", "1", "--advertise", $"{Network.AddressOf(place)}",
            "--certificate", files.Certificate, "--key", files.Key, "--authority", files.Authority);
        await silos[place]!.UntilItSaysAsync("Silo takes work");
    }

    public Task<PostgresClient> ConnectAsync() => PostgresClient.ConnectAsync(database, authority.ForClient(folder));

    /// <summary>Where a sweep's coordinator is.</summary>
    public async Task<int> PlaceOfCoordinatorAsync(PostgresClient client, Sweep sweep)
    {
        var address = await client.AskAsync(async grains =>
            await grains.GetGrain<IManagementGrain>(0).GetActivationAddress(grains.GetGrain<ISweepGrain>(sweep.Id)));
        return Enumerable.Range(0, Count).Single(place => address!.Endpoint.Address.Equals(Network.AddressOf(place)));
    }

    /// <summary>Waits until all other silos know that one was declared dead.</summary>
    public Task UntilDeadAsync(int dead)
    {
        var address = string.Create(CultureInfo.InvariantCulture, $"S{Network.AddressOf(dead)}:");
        return Waiting.UntilAsync(() => Task.FromResult(silos.Where((_, place) => place != dead).All(silo => silo!.Output.Split('\n').Any(line =>
            line.Contains(address, StringComparison.Ordinal) && line.Contains("is Dead", StringComparison.Ordinal)))));
    }

    /// <summary>How many results are durable.</summary>
    public async Task<long> CountAsync() => (long)(await PostgresServer.ExecuteAsync(database, "SELECT count(*) FROM symmetry.results"))!;

    /// <summary>Waits until so many results are durable.</summary>
    public Task UntilRowsAsync(long least) => Waiting.UntilAsync(async () => await CountAsync() >= least);

    public async ValueTask DisposeAsync()
    {
        foreach (var silo in silos.OfType<SiloProcess>())
        {
            await silo.DisposeAsync();
        }

        await server.DisposeAsync();
        await Network.DisposeAsync();
        authority.Dispose();
        folder.Dispose();
    }
}
