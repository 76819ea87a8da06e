using System.Diagnostics;
using System.Globalization;
using Symmetry.Chaos.Proxies;

namespace Symmetry.Chaos;

/// <summary>Cuts the coordinator's silo alone off from the database, and measures when the coordinator moves and when the next result is durable.</summary>
/// <remarks>Rounds alternate between a database that refuses connections and one that is silent, with and without old connections held.</remarks>
internal static class Cutoff
{
    private const int Silos = 3;
    private const int EndlessTrials = 1_000_000;
    private const int ResultsBetweenCuts = 60;
    private static readonly ProxyMode[] Modes = [ProxyMode.Refusing, ProxyMode.Held, ProxyMode.Swallowing];
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan MaxTime = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan GiveUp = TimeSpan.FromSeconds(120);

    /// <summary>Runs the measurement.</summary>
    /// <returns>The exit code: 1 if the coordinator or the next result took more than 40 s.</returns>
    public static async Task<int> RunAsync(int rounds, int epochs, CancellationToken stop)
    {
        await using var postgres = await Postgres.StartNewAsync(stop);
        var silos = Enumerable.Range(0, Silos).Select(silo => new ProxiedSilo(silo, ["--slots", "1"], postgres, network: null, clock: null)).ToArray();
        try
        {
            await Faults.FaultTarget.StartStoppedAsync(silos);
            await using var client = await Client.ConnectAsync(silos.Select(silo => silo.Process), stop);
            var isInTime = true;
            for (var round = 0; round < rounds; round++)
            {
                var sweep = Sweeps.DefaultNetwork($"cut-{round}", EndlessTrials, epochs);
                await client.SubmitAsync(sweep, stop);
                await WaitAsync(async () => await postgres.CountAsync(sweep.Id) >= ResultsBetweenCuts, GiveUp, stop);
                var port = await client.CoordinatorPortAsync(sweep, stop);
                var silo = silos.First(candidate => candidate.Process.Port == port);
                var mode = Modes[round % Modes.Length];
                silo[Link.Database].Set(mode);
                var before = await postgres.CountAsync(sweep.Id);
                var moving = WaitAsync(async () => await client.CoordinatorPortAsync(sweep, stop) is var now && now != port && now != 0, GiveUp, stop);
                var storing = WaitAsync(async () => await postgres.CountAsync(sweep.Id) > before, GiveUp, stop);
                var (moved, stored) = (await moving, await storing);
                silo[Link.Database].Set(ProxyMode.Open);
                isInTime &= moved < MaxTime && stored < MaxTime;
                Screen.Print(string.Create(
                    CultureInfo.InvariantCulture,
                    $"round {round}: database {mode}: coordinator moved after {moved.TotalSeconds:F1} s, next result after {stored.TotalSeconds:F1} s"));
                await client.CancelAsync(sweep, stop);
                await Faults.FaultTarget.StartStoppedAsync(silos);
            }

            return isInTime ? 0 : 1;
        }
        finally
        {
            foreach (var silo in silos)
            {
                await silo.DisposeAsync();
            }
        }
    }

    // Returns the time that it took.
    private static async Task<TimeSpan> WaitAsync(Func<Task<bool>> condition, TimeSpan limit, CancellationToken stop)
    {
        var start = Stopwatch.GetTimestamp();
        while (!await condition() && Stopwatch.GetElapsedTime(start) < limit)
        {
            await Task.Delay(PollInterval, stop);
        }

        return Stopwatch.GetElapsedTime(start);
    }
}
