using Symmetry.Engine.Sweeps;
using Symmetry.Grains;

namespace Symmetry.Chaos;

/// <summary>Silo processes on loopback with a temporary PostgreSQL server, and a client. Everything is removed on disposal.</summary>
internal sealed class Cluster : IAsyncDisposable
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(500);

    private Cluster(Postgres postgres, SiloProcess[] silos, Client client)
    {
        Postgres = postgres;
        Silos = silos;
        Client = client;
    }

    public Postgres Postgres { get; }

    public SiloProcess[] Silos { get; }

    public Client Client { get; }

    /// <summary>Starts all silos except the last <paramref name="later"/>.</summary>
    /// <param name="count">The number of silos.</param>
    /// <param name="slots">The slots of each silo.</param>
    /// <param name="stop">Cancels.</param>
    /// <param name="later">The number of silos that the caller starts later.</param>
    /// <param name="more">Extra arguments for a silo, by its number.</param>
    public static async Task<Cluster> StartAsync(int count, int slots, CancellationToken stop, int later = 0, Func<int, string[]>? more = null)
    {
        var postgres = await Postgres.StartNewAsync(stop);
        var silos = Enumerable.Range(0, count)
            .Select(number => new SiloProcess(["--slots", $"{slots}", .. more?.Invoke(number) ?? []], postgres.Database))
            .ToArray();
        try
        {
            foreach (var silo in silos.SkipLast(later))
            {
                silo.Start();
            }

            await Task.WhenAll(silos.SkipLast(later).Select(silo => silo.WaitUntilReadyAsync()));
            return new Cluster(postgres, silos, await Client.ConnectAsync(silos.SkipLast(later), stop));
        }
        catch
        {
            await StopAllAsync(silos, postgres);
            throw;
        }
    }

    /// <summary>Submits a sweep and waits until it has ended.</summary>
    public async Task<SweepProgress> RunAsync(Sweep sweep, CancellationToken stop)
    {
        await Client.SubmitAsync(sweep, stop);
        while (true)
        {
            var progress = await Client.ProgressAsync(sweep, stop);
            if (progress.Status is not SweepStatus.Running)
            {
                return progress;
            }

            await Task.Delay(PollInterval, stop);
        }
    }

    /// <summary>Waits until a sweep has this many durable results.</summary>
    public async Task WaitForResultsAsync(Sweep sweep, long results, CancellationToken stop)
    {
        while ((await Client.ProgressAsync(sweep, stop)).Committed < results)
        {
            await Task.Delay(PollInterval, stop);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        await StopAllAsync(Silos, Postgres);
    }

    private static async Task StopAllAsync(SiloProcess[] silos, Postgres postgres)
    {
        foreach (var silo in silos)
        {
            await silo.DisposeAsync();
        }

        await postgres.DisposeAsync();
    }
}
