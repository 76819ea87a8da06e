using System.Diagnostics;
using System.Globalization;

namespace Symmetry.Chaos;

/// <summary>What 50 event streams and 100 requests per second cost a silo that trains on every core.</summary>
/// <remarks>
/// Alternates turns with and without listeners and measures the silo's processor time outside the training threads as a share of the
/// machine's. That time is lost for training. The listeners' own processor time is not counted, because in use they run on other machines.
/// </remarks>
internal static class Listeners
{
    private const int Streams = 50;
    private const int EndlessTrials = 1_000_000;
    private static readonly TimeSpan TurnLength = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan SettlingTime = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan RequestInterval = TimeSpan.FromMilliseconds(10);

    /// <summary>Runs the measurement.</summary>
    public static async Task<int> RunAsync(int rounds, int epochs, CancellationToken stop)
    {
        var web = Shell.FreePort();
        var cores = Environment.ProcessorCount;
        await using var cluster = await Cluster.StartAsync(1, cores, stop, more: _ => ["--web", $"{web}"]);
        var sweep = Sweeps.DefaultNetwork("listened-to", EndlessTrials, epochs);
        await cluster.Client.SubmitAsync(sweep, stop);
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = Streams + 20 })
        {
            BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://localhost:{web}/api/sweeps/{sweep.Id}")),
        };

        // Warm up, so that both sides run compiled code.
        await MeasureAsync(cluster, http, hasListeners: true, stop);
        var (alone, watched) = (new List<double>(), new List<double>());
        for (var round = 0; round < rounds; round++)
        {
            alone.Add(await MeasureAsync(cluster, http, hasListeners: false, stop));
            watched.Add(await MeasureAsync(cluster, http, hasListeners: true, stop));
            Screen.Print($"round {round}: outside training {100 * alone[^1]:F2} % of {cores} cores without listeners, "
                + $"{100 * watched[^1]:F2} % with {Streams} streams and 100 requests per second");
        }

        Screen.Print($"medians of {rounds}: {100 * Throughput.Median(alone):F2} and {100 * Throughput.Median(watched):F2} %: "
            + $"listeners cost {100 * (Throughput.Median(watched) - Throughput.Median(alone)):F2} % of the machine");
        return 0;
    }

    private static async Task<double> MeasureAsync(Cluster cluster, HttpClient http, bool hasListeners, CancellationToken stop)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var listeners = hasListeners ? ListenAsync(http, end.Token) : Task.CompletedTask;
        await Task.Delay(SettlingTime, stop);
        var before = NonTrainingSeconds(cluster);
        var start = Stopwatch.GetTimestamp();
        await Task.Delay(TurnLength, stop);
        var spent = (NonTrainingSeconds(cluster) - before) / Stopwatch.GetElapsedTime(start).TotalSeconds / Environment.ProcessorCount;
        await end.CancelAsync();
        await listeners;
        return spent;
    }

    private static double NonTrainingSeconds(Cluster cluster)
    {
        var silo = cluster.Silos[0].Id;
        return Shell.CpuSeconds(silo) - Shell.CpuSecondsOfThreads(silo)
            .Where(thread => thread.Key.StartsWith("training", StringComparison.Ordinal)).Sum(thread => thread.Value);
    }

    private static Task ListenAsync(HttpClient http, CancellationToken stop)
    {
        return Task.WhenAll([.. Enumerable.Range(0, Streams).Select(_ => IgnoreCancellationAsync(ReadAsync)), IgnoreCancellationAsync(RequestAsync)]);

        async Task ReadAsync()
        {
            await using var stream = await http.GetStreamAsync(new Uri($"{http.BaseAddress}/events"), stop);
            await stream.CopyToAsync(Stream.Null, stop);
        }

        async Task RequestAsync()
        {
            using var timer = new PeriodicTimer(RequestInterval);
            while (await timer.WaitForNextTickAsync(stop))
            {
                await http.GetStringAsync(http.BaseAddress, stop);
            }
        }
    }

    private static async Task IgnoreCancellationAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (OperationCanceledException)
        {
            // The turn has ended.
        }
    }
}
