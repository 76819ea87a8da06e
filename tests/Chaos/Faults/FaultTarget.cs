using Symmetry.Chaos.Clients;
using Symmetry.Chaos.Proxies;
using Symmetry.Engine.Sweeps;

namespace Symmetry.Chaos.Faults;

/// <summary>What a fault strikes: a cluster, and the sweep that it works on.</summary>
internal sealed class FaultTarget(Postgres postgres, SmallDisk? disk, ProxiedSilo[] silos, Client client, SubmittedSweep submitted)
{
    // Longer than the lifetime of a lease and the time until a silent silo is declared dead.
    public static readonly TimeSpan Long = TimeSpan.FromSeconds(12);

    public static readonly TimeSpan Short = TimeSpan.FromSeconds(1);

    private const int MaxStarts = 5;
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);

    public Postgres Postgres => postgres;

    /// <summary>The disk of the database; <c>null</c> if it cannot be filled.</summary>
    public SmallDisk? Disk => disk;

    public IReadOnlyList<ProxiedSilo> Silos => silos;

    public Client Client => client;

    /// <summary>The sweep, as real clients submit it.</summary>
    public SubmittedSweep Submitted => submitted;

    public Sweep Sweep => submitted.Sweep;

    /// <summary>The silo that coordinates the sweep; <paramref name="otherwise"/> if none does now.</summary>
    public async Task<ProxiedSilo> CoordinatorAsync(int otherwise, CancellationToken stop)
    {
        var port = await client.CoordinatorPortAsync(Sweep, stop);
        return silos.FirstOrDefault(silo => silo.Process.Port == port) ?? silos[otherwise];
    }

    /// <summary>Waits until this many results are durable.</summary>
    public async Task WaitForResultsAsync(long results, CancellationToken stop)
    {
        while (await CountAsync(stop) < Math.Min(results, Sweep.Trials))
        {
            await Task.Delay(PollInterval, stop);
        }
    }

    /// <summary>The number of durable results.</summary>
    public async Task<long> CountAsync(CancellationToken stop)
    {
        while (true)
        {
            try
            {
                return await postgres.CountAsync(Sweep.Id).WaitAsync(stop);
            }
            catch (Exception e) when (e is Npgsql.NpgsqlException or IOException or TimeoutException)
            {
                // The database is restarting.
                await Task.Delay(PollInterval, stop);
            }
        }
    }

    /// <summary>Plays the role of a supervisor. A silo that was declared dead exits, at the latest when it reads so in the membership table.</summary>
    public Task StartStoppedAsync() => StartStoppedAsync(silos);

    /// <inheritdoc cref="StartStoppedAsync()"/>
    public static Task StartStoppedAsync(ProxiedSilo[] silos) =>
        Task.WhenAll(silos.Select(silo => silo.Process).Where(silo => !silo.IsRunning).Select(StartAsync));

    private static async Task StartAsync(SiloProcess silo)
    {
        for (var tries = 1; ; tries++)
        {
            silo.Start();
            try
            {
                await silo.WaitUntilReadyAsync();
                return;
            }
            catch (TimeoutException) when (tries < MaxStarts)
            {
                // The process exited instead of starting, or hangs; try again.
                await silo.DisposeAsync();
            }
        }
    }
}
