using System.Diagnostics;
using System.Globalization;

namespace Symmetry.Chaos;

/// <summary>Measures the time from a kill to the next durable result, and how much training is lost.</summary>
/// <remarks>
/// A round is one sweep of 50 ms trials on three silos with one slot each. One silo is killed, then the coordinator's silo, then all
/// silos, which are restarted at once. The lost training time is the training time that a silo reported just before the kill, minus the time
/// of trainings with a durable result, plus one training in progress per slot. Leased trials that had not started cost nothing.
/// </remarks>
internal static class Recovery
{
    private const int Silos = 3;
    private const int EndlessTrials = 1_000_000;
    private const int ResultsBetweenKills = 60;
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan SettlingTime = TimeSpan.FromSeconds(5);

    /// <summary>Runs the measurement.</summary>
    public static async Task<int> RunAsync(int rounds, int epochs, CancellationToken stop)
    {
        var measurements = Enum.GetValues<Victims>().ToDictionary(victims => victims, _ => new List<(double Seconds, double Lost)>());
        for (var round = 0; round < rounds; round++)
        {
            var ports = Enumerable.Range(0, Silos).Select(_ => Shell.FreePort()).ToArray();
            await using var cluster = await Cluster.StartAsync(Silos, slots: 1, stop, more: number => ["--metrics-port", $"{ports[number]}"]);
            var sweep = Sweeps.DefaultNetwork("killed", EndlessTrials, epochs);
            await cluster.Client.SubmitAsync(sweep, stop);
            foreach (var victims in measurements.Keys)
            {
                var count = await cluster.Postgres.CountAsync(sweep.Id);
                await WaitForResultsAsync(cluster, sweep.Id, count + ResultsBetweenKills, stop);
                measurements[victims].Add(await KillAsync(cluster, ports, sweep, victims, round, stop));

                // Wait, so that never two of the three silos are down at once: the last one could not declare them dead.
                await Task.Delay(SettlingTime, stop);
                await Task.WhenAll(cluster.Silos.Where(silo => !silo.IsRunning).Select(silo =>
                {
                    silo.Start();
                    return silo.WaitUntilReadyAsync();
                }));
            }
        }

        foreach (var (victims, kills) in measurements)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{victims,-11} killed: next durable result after {Throughput.Median([.. kills.Select(kill => kill.Seconds)]):F1} s, "
                + $"at most {kills.Max(kill => kill.Seconds):F1} s; "
                + $"at most {kills.Max(kill => kill.Lost):F2} s of training lost per silo ({rounds} rounds)"));
        }

        return 0;
    }

    private static async Task<(double Seconds, double Lost)> KillAsync(
        Cluster cluster, int[] ports, Engine.Sweeps.Sweep sweep, Victims victims, int round, CancellationToken stop)
    {
        var coordinator = await cluster.Client.CoordinatorPortAsync(sweep, stop);
        var killed = cluster.Silos.Where(silo => victims switch
        {
            Victims.All => true,
            Victims.Coordinator => silo.Port == coordinator,
            _ => silo == cluster.Silos.First(candidate => candidate.Port != coordinator),
        }).ToArray();
        var names = await Task.WhenAll(killed.Select(silo => cluster.Client.NameAsync(sweep, silo, stop)));
        var trained = await Task.WhenAll(killed.Select(silo => TrainedAsync(ports[Array.IndexOf(cluster.Silos, silo)], stop)));
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(killed.Select(silo => silo.SignalAndWaitAsync("KILL")));
        var before = await cluster.Postgres.CountAsync(sweep.Id);
        if (victims == Victims.All)
        {
            Array.ForEach(killed, silo => silo.Start());
        }

        await WaitForResultsAsync(cluster, sweep.Id, before + 1, stop);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var durable = await Task.WhenAll(names.Select(name => cluster.Postgres.SecondsFromAsync(sweep.Id, name ?? "")));
        var unfinished = await cluster.Postgres.MeanSecondsAsync(sweep.Id);
        var lost = unfinished + Math.Max(0, trained.Zip(durable, (total, kept) => total - kept).Max());
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"round {round}: {victims} killed, next durable result after {seconds:F2} s, {lost:F2} s of training lost per silo"));
        if (victims == Victims.All)
        {
            await Task.WhenAll(killed.Select(silo => silo.WaitUntilReadyAsync()));
        }

        return (seconds, lost);
    }

    private static async Task<double> TrainedAsync(int port, CancellationToken stop) =>
        (await new SiloMetrics(port).ReadAsync(stop, "symmetry_training_duration_seconds_sum"))[0];

    private static async Task WaitForResultsAsync(Cluster cluster, string sweep, long results, CancellationToken stop)
    {
        while (await cluster.Postgres.CountAsync(sweep) < results)
        {
            await Task.Delay(PollInterval, stop);
        }
    }
}
