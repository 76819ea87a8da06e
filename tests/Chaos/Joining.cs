using System.Diagnostics;

namespace Symmetry.Chaos;

/// <summary>How soon a silo added in the middle of a sweep takes work.</summary>
/// <remarks>
/// Measures the time from the start of the process, and from its log line "Silo takes work", to the coordinator's first lease to the
/// silo and to the silo's first durable result. Polls every 20 ms.
/// </remarks>
internal static class Joining
{
    private const int EndlessTrials = 1_000_000;
    private const int ResultsBeforeJoining = 40;
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(20);

    /// <summary>Runs the measurement.</summary>
    public static async Task<int> RunAsync(int rounds, int epochs, CancellationToken stop)
    {
        var (ready, leased, stored) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < rounds; round++)
        {
            await using var cluster = await Cluster.StartAsync(2, slots: 1, stop, later: 1);
            var sweep = Sweeps.DefaultNetwork("joined", EndlessTrials, epochs);
            await cluster.Client.SubmitAsync(sweep, stop);
            await cluster.WaitForResultsAsync(sweep, ResultsBeforeJoining, stop);

            var added = cluster.Silos[1];
            var start = Stopwatch.GetTimestamp();
            added.Start();
            var isReady = TimeUntilReadyAsync(added, start);
            var holds = TimeUntilAsync(async () => await cluster.Client.HeldAsync(sweep, added, stop) > 0, start, stop);
            var stores = TimeUntilAsync(async () => await cluster.Postgres.CountFromAsync(sweep.Id, added) > 0, start, stop);
            ready.Add(await isReady);
            leased.Add(await holds);
            stored.Add(await stores);
            Screen.Print($"round {round}: ready {ready[^1]:F1} s after the start; "
                + $"first lease {leased[^1] - ready[^1]:F1} s and first result {stored[^1] - ready[^1]:F1} s after that");
        }

        Screen.Print($"from the start, median and maximum of {rounds}: "
            + $"first lease {Throughput.Median(leased):F1} and {leased.Max():F1} s, first result {Throughput.Median(stored):F1} and {stored.Max():F1} s");
        var (toLease, toResult) = (leased.Zip(ready, (lease, takesWork) => lease - takesWork).ToList(),
            stored.Zip(ready, (result, takesWork) => result - takesWork).ToList());
        Screen.Print("from its line \"Silo takes work\": "
            + $"first lease {Throughput.Median(toLease):F1} and {toLease.Max():F1} s, first result {Throughput.Median(toResult):F1} and {toResult.Max():F1} s");
        return 0;
    }

    private static async Task<double> TimeUntilReadyAsync(SiloProcess silo, long start)
    {
        await silo.WaitUntilReadyAsync();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static async Task<double> TimeUntilAsync(Func<Task<bool>> holds, long start, CancellationToken stop)
    {
        while (!await holds())
        {
            await Task.Delay(PollInterval, stop);
        }

        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
