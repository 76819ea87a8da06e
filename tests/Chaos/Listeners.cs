using System.Diagnostics;
using System.Globalization;
using Symmetry.Engine.Numerics;

namespace Symmetry.Chaos;

/// <summary>What 50 event streams and 100 requests per second cost a silo that trains on every core.</summary>
/// <remarks>
/// Alternates turns with and without listeners and measures the silo's processor time outside the training threads as a share of the
/// machine's. That time is lost for training: the slowdown is what a turn with listeners lacks of the turn before it. The listeners' own processor
/// time is not counted, because in use they run on other machines. They ask for what a browser that follows the sweep asks for.
/// </remarks>
internal sealed class Listeners(HttpClient http, string id, long seed)
{
    private const int Streams = 50;
    private const int EndlessTrials = 1_000_000;

    // Most requests are for the page of the sweep: live.js sends one after each event.
    private static readonly string[] Paths =
    [
        .. Enumerable.Repeat("/sweeps/{id}", 6), "/sweeps/{id}?sort=train_loss", "/sweeps/{id}/cells/0", "/", "/api/sweeps/{id}",
    ];

    private static readonly TimeSpan TurnLength = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan SettlingTime = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan RequestInterval = TimeSpan.FromMilliseconds(10);

    private uint asked;
    private int answers;

    /// <summary>Runs the measurement.</summary>
    /// <param name="rounds">The number of pairs of turns.</param>
    /// <param name="epochs">Epochs per trial.</param>
    /// <param name="cells">Cells of the sweep.</param>
    /// <param name="seed">Determines the requests.</param>
    /// <param name="stop">Cancels.</param>
    public static async Task<int> RunAsync(int rounds, int epochs, int cells, long seed, CancellationToken stop)
    {
        var web = Shell.FreePort();
        var cores = Environment.ProcessorCount;
        await using var cluster = await Cluster.StartAsync(1, cores, stop, more: _ => ["--web", $"{web}"]);
        var sweep = Sweeps.LearningRates("listened-to", cells, EndlessTrials / cells, epochs);
        await cluster.Client.SubmitAsync(sweep, stop);
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = Streams + 20 })
        {
            BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://localhost:{web}")),
        };
        var listeners = new Listeners(http, sweep.Id, seed);

        // Warm up, so that both sides run compiled code.
        await listeners.MeasureAsync(cluster, areListening: true, stop);
        var slowdowns = new List<double>();
        for (var round = 0; round < rounds; round++)
        {
            var alone = await listeners.MeasureAsync(cluster, areListening: false, stop);
            listeners.answers = 0;
            var watched = await listeners.MeasureAsync(cluster, areListening: true, stop);
            slowdowns.Add((watched - alone) / (1 - alone));
            Screen.Print($"round {round}: outside training {100 * alone:F2} % of {cores} cores without listeners, {100 * watched:F2} % with {Streams} streams "
                + $"and {listeners.answers / (TurnLength + SettlingTime).TotalSeconds:F0} requests per second: slowdown {100 * slowdowns[^1]:F2} %");
        }

        Screen.Print($"slowdown of a sweep of {cells} cells, median of {rounds} pairs: {100 * Throughput.Median(slowdowns):F2} % (goal: below 2 %)");
        return 0;
    }

    private async Task<double> MeasureAsync(Cluster cluster, bool areListening, CancellationToken stop)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var listening = areListening ? ListenAsync(end.Token) : Task.CompletedTask;
        await Task.Delay(SettlingTime, stop);
        var before = NonTrainingSeconds(cluster);
        var start = Stopwatch.GetTimestamp();
        await Task.Delay(TurnLength, stop);
        var spent = (NonTrainingSeconds(cluster) - before) / Stopwatch.GetElapsedTime(start).TotalSeconds / Environment.ProcessorCount;
        await end.CancelAsync();
        await listening;
        return spent;
    }

    private static double NonTrainingSeconds(Cluster cluster)
    {
        var silo = cluster.Silos[0].Id;
        return Shell.CpuSeconds(silo) - Shell.CpuSecondsOfThreads(silo)
            .Where(thread => thread.Key.StartsWith("training", StringComparison.Ordinal)).Sum(thread => thread.Value);
    }

    private Task ListenAsync(CancellationToken stop)
    {
        return Task.WhenAll([.. Enumerable.Range(0, Streams).Select(_ => IgnoreCancellationAsync(ReadAsync)), IgnoreCancellationAsync(RequestAsync)]);

        async Task ReadAsync()
        {
            await using var stream = await http.GetStreamAsync(new Uri($"/api/sweeps/{id}/events", UriKind.Relative), stop);
            await stream.CopyToAsync(Stream.Null, stop);
        }

        // Nobody waits for the answer to another's request, and what a busy machine delays is caught up with.
        async Task RequestAsync()
        {
            var requests = new List<Task>();
            var (sent, start) = (0, Stopwatch.GetTimestamp());
            using var timer = new PeriodicTimer(RequestInterval);
            try
            {
                while (await timer.WaitForNextTickAsync(stop))
                {
                    requests.RemoveAll(request => request.IsCompletedSuccessfully);
                    for (; sent < Stopwatch.GetElapsedTime(start) / RequestInterval; sent++)
                    {
                        requests.Add(IgnoreCancellationAsync(() => GetAsync(NextPath())));
                    }
                }
            }
            finally
            {
                await Task.WhenAll(requests);
            }
        }

        async Task GetAsync(string path)
        {
            await http.GetStringAsync(new Uri(path, UriKind.Relative), stop);
            Interlocked.Increment(ref answers);
        }
    }

    private string NextPath()
    {
        var stream = StreamIndices.Replicate(seed, asked++).Stream(Purpose.Order);
        return Paths[stream.Below((uint)Paths.Length)].Replace("{id}", id, StringComparison.Ordinal);
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
