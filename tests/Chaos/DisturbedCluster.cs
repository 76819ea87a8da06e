using Symmetry.Chaos.Clients;
using Symmetry.Chaos.Faults;
using Symmetry.Chaos.Proxies;

namespace Symmetry.Chaos;

/// <summary>Silo processes that share one PostgreSQL server, with a proxy in every connection.</summary>
internal sealed class DisturbedCluster : IAsyncDisposable
{
    /// <summary>The number of silos.</summary>
    public const int Silos = 3;

    private const int DatabaseMegabytes = 512;

    private readonly SiloNetwork? network;
    private readonly SmallDisk? disk;
    private readonly Postgres postgres;
    private readonly ProxiedSilo[] silos;
    private Client? client;

    private DisturbedCluster(MachineSupport machine, SiloNetwork? network, SmallDisk? disk, Postgres postgres)
    {
        (this.network, this.disk, this.postgres) = (network, disk, postgres);
        silos = [.. Enumerable.Range(0, Silos).Select(silo =>
            new ProxiedSilo(silo, ["--slots", "1"], postgres, network, machine.HasClocks ? new FakeClock() : null))];
    }

    /// <summary>Processor time of the database, in seconds. That of the silos is counted with this process.</summary>
    public double DatabaseCpuSeconds => postgres.CpuSeconds;

    /// <summary>The addresses for clients.</summary>
    public string Gateways => string.Join(',', silos.Select(silo => silo.Gateway));

    /// <summary>Starts a cluster.</summary>
    public static async Task<DisturbedCluster> StartAsync(MachineSupport machine, CancellationToken stop)
    {
        var machines = machine.HasNetwork ? await SiloNetwork.StartAsync(Silos) : null;
        var small = machine.HasSmallDisk ? await SmallDisk.MountAsync(DatabaseMegabytes) : null;
        var cluster = new DisturbedCluster(machine, machines, small, await Postgres.StartNewAsync(stop, machines, small));
        try
        {
            await FaultTarget.StartStoppedAsync(cluster.silos);
            cluster.client = await Client.ConnectAsync(cluster.silos.Select(silo => silo.Process), stop);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>The cluster with a sweep on it, for faults.</summary>
    public FaultTarget TargetOf(SubmittedSweep sweep) => new(postgres, disk, silos, client!, sweep);

    public async ValueTask DisposeAsync()
    {
        await (client?.DisposeAsync() ?? default);
        foreach (var silo in silos)
        {
            await silo.DisposeAsync();
        }

        await postgres.DisposeAsync();
        await (disk?.DisposeAsync() ?? default);
        await (network?.DisposeAsync() ?? default);
    }
}
