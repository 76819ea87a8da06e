using System.Diagnostics;

namespace Symmetry.Chaos;

/// <summary>How soon a silo that is added in the middle of a sweep takes work.</summary>
/// <remarks>
/// Times from the start of its process, and from its line "Silo takes work": to the coordinator's first lease to it, and to its
/// first durable result. Looked at every 20 ms.
/// </remarks>
internal static class Joining
{
    private const int Many = 1_000_000;
    private const int Before = 40;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    /// <summary>Measures.</summary>
    public static async Task<int> RunAsync(int rounds, int epochs, CancellationToken stop)
    {
        var (ready, leased, stored) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < rounds; round++)
        {
            await using var cluster = await Cluster.StartAsync(2, slots: 1, stop, later: 1);
            var sweep = Sweeps.Ordinary("joined", Many, epochs);
            await cluster.Client.SubmitAsync(sweep, stop);
            await cluster.UntilAsync(sweep, Before, stop);

            var added = cluster.Silos[1];
            var start = Stopwatch.GetTimestamp();
            added.Start();
            var isReady = UntilReadyAsync(added, start);
            var holds = UntilAsync(async () => await cluster.Client.HeldAsync(sweep, added, stop) > 0, start, stop);
            var stores = UntilAsync(async () => await cluster.Postgres.CountFromAsync(sweep.Id, added) > 0, start, stop);
            ready.Add(await isReady);
            leased.Add(await holds);
            stored.Add(await stores);
            Screen.Print($"round {round}: takes work {ready[^1]:F1} s after the start; first lease {leased[^1] - ready[^1]:F1} s, first result {stored[^1] - ready[^1]:F1} s after that");
        }

        Screen.Print($"from the start, median and most of {rounds}: first lease {Throughput.Median(leased):F1} and {leased.Max():F1} s, first result {Throughput.Median(stored):F1} and {stored.Max():F1} s");
        var (toLease, toResult) = (leased.Zip(ready, (l, r) => l - r).ToList(), stored.Zip(ready, (s, r) => s - r).ToList());
        Screen.Print($"from its line \"Silo takes work\":  first lease {Throughput.Median(toLease):F1} and {toLease.Max():F1} s, first result {Throughput.Median(toResult):F1} and {toResult.Max():F1} s");
        return 0;
    }

    private static async Task<double> UntilReadyAsync(SiloProcess silo, long start)
    {
        await silo.UntilReadyAsync();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static async Task<double> UntilAsync(Func<Task<bool>> holds, long start, CancellationToken stop)
    {
        while (!await holds())
        {
            await Task.Delay(Look, stop);
        }

        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
