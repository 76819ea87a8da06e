using Symmetry.Engine.Sweeps;
using Symmetry.Grains;

namespace Symmetry.Chaos;

/// <summary>Silo processes on loopback over a PostgreSQL of their own, and a client; all gone afterwards.</summary>
internal sealed class Cluster : IAsyncDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);

    private Cluster(Postgres postgres, SiloProcess[] silos, Client client)
    {
        Postgres = postgres;
        Silos = silos;
        Client = client;
    }

    public Postgres Postgres { get; }

    public SiloProcess[] Silos { get; }

    public Client Client { get; }

    /// <summary>Starts silos, all but the last <paramref name="later"/> of them.</summary>
    /// <param name="count">How many there are.</param>
    /// <param name="slots">The slots of each.</param>
    /// <param name="stop">Gives up.</param>
    /// <param name="later">How many are left for the caller to start.</param>
    /// <param name="more">More settings of a silo, by its number.</param>
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

            await Task.WhenAll(silos.SkipLast(later).Select(silo => silo.UntilReadyAsync()));
            return new Cluster(postgres, silos, await Client.ConnectAsync(silos.SkipLast(later), stop));
        }
        catch
        {
            await EndAsync(silos, postgres);
            throw;
        }
    }

    /// <summary>Submits a sweep and waits for its end.</summary>
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

            await Task.Delay(Look, stop);
        }
    }

    /// <summary>Waits until a sweep has so many durable results.</summary>
    public async Task UntilAsync(Sweep sweep, long results, CancellationToken stop)
    {
        while ((await Client.ProgressAsync(sweep, stop)).Committed < results)
        {
            await Task.Delay(Look, stop);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        await EndAsync(Silos, Postgres);
    }

    private static async Task EndAsync(SiloProcess[] silos, Postgres postgres)
    {
        foreach (var silo in silos)
        {
            await silo.DisposeAsync();
        }

        await postgres.DisposeAsync();
    }
}
