using System.Diagnostics;
using System.Globalization;

namespace Symmetry.Chaos;

/// <summary>From a kill to the first new durable result, and how much training it threw away.</summary>
/// <remarks>
/// A round is one sweep of 50 ms trials on three silos of one slot: one of them is killed, then the one with the coordinator, then
/// all, which are started again at once. What was thrown away is what a silo had trained by its own account just before the kill, but for
/// the trainings with a durable result, and for each slot the one that was under way. Leased trials that nobody had begun cost nothing.
/// </remarks>
internal static class Recovery
{
    private const int Silos = 3;
    private const int Many = 1_000_000;
    private const int Between = 60;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(5);

    /// <summary>Measures.</summary>
    public static async Task<int> RunAsync(int rounds, int epochs, CancellationToken stop)
    {
        var found = new Dictionary<Fault, List<(double Seconds, double Lost)>> { [Fault.Kill] = [], [Fault.KillCoordinator] = [], [Fault.KillAll] = [] };
        for (var round = 0; round < rounds; round++)
        {
            var ports = Enumerable.Range(0, Silos).Select(_ => Shell.FreePort()).ToArray();
            await using var cluster = await Cluster.StartAsync(Silos, slots: 1, stop, more: number => ["--metrics-port", $"{ports[number]}"]);
            var sweep = Sweeps.Ordinary("killed", Many, epochs);
            await cluster.Client.SubmitAsync(sweep, stop);
            foreach (var what in found.Keys)
            {
                var count = await cluster.Postgres.CountAsync(sweep.Id);
                await UntilAsync(cluster, sweep.Id, count + Between, stop);
                found[what].Add(await KillAsync(cluster, ports, sweep, what, round, stop));

                // Two that die at once of three are another case: nobody is left to second the vote.
                await Task.Delay(Calm, stop);
                await Task.WhenAll(cluster.Silos.Where(silo => !silo.IsRunning).Select(silo =>
                {
                    silo.Start();
                    return silo.UntilReadyAsync();
                }));
            }
        }

        foreach (var (what, kills) in found)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{what,-15} next durable result after {Throughput.Median([.. kills.Select(kill => kill.Seconds)]):F1} s, at most {kills.Max(kill => kill.Seconds):F1} s; "
                + $"thrown away at most {kills.Max(kill => kill.Lost):F2} s of training a silo ({rounds} rounds)"));
        }

        return 0;
    }

    private static async Task<(double Seconds, double Lost)> KillAsync(Cluster cluster, int[] ports, Engine.Sweeps.Sweep sweep, Fault what, int round, CancellationToken stop)
    {
        var coordinator = await cluster.Client.CoordinatorsPortAsync(sweep, stop);
        var killed = cluster.Silos.Where(silo => what switch
        {
            Fault.KillAll => true,
            Fault.KillCoordinator => silo.Port == coordinator,
            _ => silo == cluster.Silos.First(one => one.Port != coordinator),
        }).ToArray();
        var names = await Task.WhenAll(killed.Select(silo => cluster.Client.NameAsync(sweep, silo, stop)));
        var trained = await Task.WhenAll(killed.Select(silo => TrainedAsync(ports[Array.IndexOf(cluster.Silos, silo)], stop)));
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(killed.Select(silo => silo.EndAsync("KILL")));
        var before = await cluster.Postgres.CountAsync(sweep.Id);
        if (what == Fault.KillAll)
        {
            Array.ForEach(killed, silo => silo.Start());
        }

        await UntilAsync(cluster, sweep.Id, before + 1, stop);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var durable = await Task.WhenAll(names.Select(name => cluster.Postgres.SecondsFromAsync(sweep.Id, name ?? "")));
        var unfinished = await cluster.Postgres.MeanSecondsAsync(sweep.Id);
        var lost = unfinished + Math.Max(0, trained.Zip(durable, (all, kept) => all - kept).Max());
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"round {round}: {what}, {lost:F2} s of training a silo thrown away, next durable result after {seconds:F2} s"));
        if (what == Fault.KillAll)
        {
            await Task.WhenAll(killed.Select(silo => silo.UntilReadyAsync()));
        }

        return (seconds, lost);
    }

    private static async Task<double> TrainedAsync(int port, CancellationToken stop) =>
        (await new SiloMetrics(port).AskAsync(stop, "symmetry_training_duration_seconds_sum"))[0];

    private static async Task UntilAsync(Cluster cluster, string sweep, long results, CancellationToken stop)
    {
        while (await cluster.Postgres.CountAsync(sweep) < results)
        {
            await Task.Delay(Look, stop);
        }
    }
}
