using System.Globalization;
using Symmetry.Chaos;
using Symmetry.Engine.Sweeps;
using Symmetry.Grains.Storage;
using Symmetry.Hosting.Security;

namespace Symmetry.Grains.Tests.Support;

/// <summary>Three silo processes and PostgreSQL, each in its own network namespace, with mutual TLS.</summary>
internal sealed class NetworkedSilos : IAsyncDisposable
{
    /// <summary>The number of silos.</summary>
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

    /// <summary>The network that connects them.</summary>
    public SiloNetwork Network { get; }

    public SiloProcess this[int place] => silos[place]!;

    /// <summary>Starts the database and the silos; skips the test with the reason if network namespaces are not available.</summary>
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

    /// <summary>Starts the silo of a place, and waits until it takes work.</summary>
    public async Task StartAsync(int place)
    {
        await (silos[place]?.DisposeAsync() ?? default);
        silos[place] = SiloProcess.StartBy(
            command => Network.At(place, command), $"{database};Pooling=true",
            "--slots", "1", "--advertise", $"{Network.AddressOf(place)}",
            "--certificate", files.Certificate, "--key", files.Key, "--authority", files.Authority);
        await silos[place]!.UntilItSaysAsync("Silo takes work");
    }

    public Task<PostgresClient> ConnectAsync() => PostgresClient.ConnectAsync(database, authority.ForClient(folder));

    /// <summary>The place of a sweep's coordinator.</summary>
    public async Task<int> PlaceOfCoordinatorAsync(PostgresClient client, Sweep sweep)
    {
        SiloAddress? address = null;
        await Waiting.UntilAsync(() => client.AskAsync(async grains =>
        {
            await grains.GetGrain<ISweepGrain>(sweep.Id).GetProgressAsync();
            return (address = await grains.GetGrain<IManagementGrain>(0).GetActivationAddress(grains.GetGrain<ISweepGrain>(sweep.Id))) is not null;
        }));
        return Enumerable.Range(0, Count).Single(place => address!.Endpoint.Address.Equals(Network.AddressOf(place)));
    }

    /// <summary>Waits until all other silos have logged that one is dead.</summary>
    public Task UntilDeadAsync(int dead)
    {
        var address = string.Create(CultureInfo.InvariantCulture, $"S{Network.AddressOf(dead)}:");
        return Waiting.UntilAsync(() => Task.FromResult(silos.Where((_, place) => place != dead).All(silo => silo!.Output.Split('\n').Any(line =>
            line.Contains(address, StringComparison.Ordinal) && line.Contains("is Dead", StringComparison.Ordinal)))));
    }

    /// <summary>The number of stored results.</summary>
    public async Task<long> CountAsync() => (long)(await PostgresServer.ExecuteAsync(database, "SELECT count(*) FROM symmetry.results"))!;

    /// <summary>Waits until a number of results is stored.</summary>
    public Task UntilRowsAsync(long min) => Waiting.UntilAsync(async () => await CountAsync() >= min);

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
