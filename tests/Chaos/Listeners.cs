using System.Diagnostics;
using System.Globalization;

namespace Symmetry.Chaos;

/// <summary>What 50 event streams and 100 requests a second cost a silo that trains on every core.</summary>
/// <remarks>
/// In turns without and with listeners: the silo's processor time outside the threads that train, as a part of the machine's. That is what
/// it can no longer train with; what the listeners themselves take, on the same cores here, is the share of other machines in use.
/// </remarks>
internal static class Listeners
{
    private const int Streams = 50;
    private const int Many = 1_000_000;
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    /// <summary>Measures.</summary>
    public static async Task<int> RunAsync(int rounds, int epochs, CancellationToken stop)
    {
        var web = Shell.FreePort();
        var cores = Environment.ProcessorCount;
        await using var cluster = await Cluster.StartAsync(1, cores, stop, more: _ => ["--web", $"{web}"]);
        var sweep = Sweeps.Ordinary("listened-to", Many, epochs);
        await cluster.Client.SubmitAsync(sweep, stop);
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = Streams + 20 })
        {
            BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://localhost:{web}/api/sweeps/{sweep.Id}")),
        };

        // Compiled code on both sides.
        await MeasureAsync(cluster, http, hasListeners: true, stop);
        var (alone, watched) = (new List<double>(), new List<double>());
        for (var round = 0; round < rounds; round++)
        {
            alone.Add(await MeasureAsync(cluster, http, hasListeners: false, stop));
            watched.Add(await MeasureAsync(cluster, http, hasListeners: true, stop));
            Screen.Print($"round {round}: besides training {100 * alone[^1]:F2} % of {cores} cores alone, {100 * watched[^1]:F2} % with {Streams} streams and 100 requests a second");
        }

        Screen.Print($"medians of {rounds}: {100 * Throughput.Median(alone):F2} and {100 * Throughput.Median(watched):F2} %: listeners cost {100 * (Throughput.Median(watched) - Throughput.Median(alone)):F2} % of the machine");
        return 0;
    }

    private static async Task<double> MeasureAsync(Cluster cluster, HttpClient http, bool hasListeners, CancellationToken stop)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var listeners = hasListeners ? ListenAsync(http, end.Token) : Task.CompletedTask;
        await Task.Delay(Settling, stop);
        var before = Besides(cluster);
        var start = Stopwatch.GetTimestamp();
        await Task.Delay(Turn, stop);
        var spent = (Besides(cluster) - before) / Stopwatch.GetElapsedTime(start).TotalSeconds / Environment.ProcessorCount;
        await end.CancelAsync();
        await listeners;
        return spent;
    }

    private static double Besides(Cluster cluster)
    {
        var silo = cluster.Silos[0].Id;
        return Shell.CpuSeconds(silo) - Shell.CpuSecondsOfThreads(silo).Where(one => one.Key.StartsWith("training", StringComparison.Ordinal)).Sum(one => one.Value);
    }

    private static Task ListenAsync(HttpClient http, CancellationToken stop)
    {
        return Task.WhenAll([.. Enumerable.Range(0, Streams).Select(_ => QuietlyAsync(ReadAsync)), QuietlyAsync(AskAsync)]);

        async Task ReadAsync()
        {
            await using var stream = await http.GetStreamAsync(new Uri($"{http.BaseAddress}/events"), stop);
            await stream.CopyToAsync(Stream.Null, stop);
        }

        async Task AskAsync()
        {
            using var timer = new PeriodicTimer(Pause);
            while (await timer.WaitForNextTickAsync(stop))
            {
                await http.GetStringAsync(http.BaseAddress, stop);
            }
        }
    }

    private static async Task QuietlyAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (OperationCanceledException)
        {
            // The turn is over.
        }
    }
}
