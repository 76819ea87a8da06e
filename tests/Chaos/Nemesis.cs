using System.Diagnostics;
using System.Globalization;
using Symmetry.Engine.Numerics;
using Symmetry.Engine.Sweeps;

namespace Symmetry.Chaos;

/// <summary>Spoils sweeps on three silo processes over one PostgreSQL, one sweep a run, and compares each with the direct computation.</summary>
/// <remarks>What happens in a run is decided by (seed, run) alone; when, by how many results are durable.</remarks>
internal sealed class Nemesis(Postgres postgres, SiloProcess[] silos, Client client, int replicates, string expected, bool partitions)
{
    private const int Silos = 3;
    private const int MaxFaults = 3;
    private const int MaxStarts = 5;
    private static readonly TimeSpan MaxRun = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(1);

    // Longer than leases live.
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(12);

    // How often each fault is drawn; those that cost half a minute of waiting for the cluster rarely.
    private static readonly (Fault What, int Weight)[] Weights =
    [
        (Fault.Kill, 8), (Fault.KillCoordinator, 8), (Fault.KillAll, 1), (Fault.Drain, 6), (Fault.Pause, 4), (Fault.Freeze, 1), (Fault.CrashDatabase, 4),
    ];

    // Drawn beside the others where silos have a network of their own.
    private static readonly (Fault What, int Weight)[] OfNetwork = [(Fault.Cut, 8), (Fault.Partition, 8)];

    /// <summary>Runs.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(int from, int runs, long seed, int replicates, bool partitions, CancellationToken stop)
    {
        if (partitions && await SiloNetwork.ObstacleAsync() is { } obstacle)
        {
            await Console.Error.WriteLineAsync(obstacle);
            return 1;
        }

        await using var network = partitions ? await SiloNetwork.StartAsync(Silos) : null;
        await using var postgres = await Postgres.StartNewAsync(stop, network);
        var silos = Enumerable.Range(0, Silos)
            .Select(place => new SiloProcess(["--slots", "1"], postgres.Database, network is null ? null : (network, place)))
            .ToArray();
        try
        {
            await StartAsync(silos);
            await using var client = await Client.ConnectAsync(silos, stop);
            var nemesis = new Nemesis(postgres, silos, client, replicates, Sweeps.FingerprintOf(Sweeps.Trained("direct", replicates)), partitions);
            Console.WriteLine($"seed {seed}, runs {from} to {from + runs - 1}; replay one with --seed {seed} --from RUN --runs 1{(partitions ? " --partitions" : "")}");
            var bad = 0;
            for (var run = from; run < from + runs; run++)
            {
                bad += await nemesis.RunOneAsync(seed, run, stop) ? 0 : 1;
            }

            Console.WriteLine($"{runs - bad} of {runs} runs ended with every trial once and fingerprint {nemesis.Expected}");
            return bad == 0 ? 0 : 1;
        }
        finally
        {
            foreach (var silo in silos)
            {
                await silo.DisposeAsync();
            }
        }
    }

    /// <summary>The fingerprint of the direct computation.</summary>
    public string Expected => expected;

    /// <summary>What is going to happen in a run.</summary>
    internal static PlannedFault[] Plan(long seed, int run, long trials, bool partitions)
    {
        var weights = partitions ? [.. Weights, .. OfNetwork] : Weights;
        var stream = new RandomStream(seed, Purpose.Order, (uint)run);
        var faults = new PlannedFault[1 + stream.Below(MaxFaults)];
        for (var i = 0; i < faults.Length; i++)
        {
            var drawn = (int)stream.Below((uint)weights.Sum(one => one.Weight));
            var what = weights.First(one => (drawn -= one.Weight) < 0).What;
            faults[i] = new PlannedFault(what, stream.Below((uint)trials * 9 / 10), (int)stream.Below(Silos));
        }

        return [.. faults.OrderBy(fault => fault.AtTrial)];
    }

    private async Task<bool> RunOneAsync(long seed, int run, CancellationToken stop)
    {
        var sweep = Sweeps.Trained(string.Create(CultureInfo.InvariantCulture, $"run-{seed}-{run}"), replicates);
        var plan = Plan(seed, run, sweep.Trials, partitions);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(MaxRun);
        var start = Stopwatch.GetTimestamp();
        var told = new List<string>();
        try
        {
            await client.SubmitAsync(sweep, limit.Token);
            foreach (var fault in plan)
            {
                await UntilAsync(sweep, fault.AtTrial, limit.Token);
                var at = Stopwatch.GetTimestamp();
                var before = await DoAsync(fault, sweep, limit.Token);
                await UntilAsync(sweep, Math.Min(before + 1, sweep.Trials), limit.Token);
                told.Add(string.Create(CultureInfo.InvariantCulture, $"{fault.What} at {fault.AtTrial} (next result after {Stopwatch.GetElapsedTime(at).TotalSeconds:F1} s)"));
                await StartAsync(silos);
            }

            await UntilAsync(sweep, sweep.Trials, limit.Token);
            var fingerprint = await client.FingerprintAsync(sweep, limit.Token);
            var progress = await client.ProgressAsync(sweep, limit.Token);
            var isGood = fingerprint == expected && progress.Mismatched == 0 && progress.Completed == sweep.Trials
                && await postgres.CountAsync(sweep.Id) == sweep.Trials;
            Say(isGood ? "good" : $"BAD: {progress.Completed} of {sweep.Trials} completed, {progress.Mismatched} differed, fingerprint {fingerprint}");
            return isGood;
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            Say($"BAD: not at its end after {MaxRun.TotalMinutes} minutes; planned were {string.Join(", ", plan)}; durable are {await CountAsync(sweep, stop)}");
            foreach (var silo in silos)
            {
                Console.WriteLine(string.Join('\n', silo.Tail.Prepend($"silo {silo.Port}:")));
            }

            return false;
        }
        catch (TimeoutException e)
        {
            Say($"BAD: {e.Message}\nplanned were {string.Join(", ", plan)}");
            return false;
        }

        void Say(string end) => Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"run {run}: {string.Join(", ", told)}: {end}, {Stopwatch.GetElapsedTime(start).TotalSeconds:F1} s"));
    }

    // Returns how many results were durable just after it.
    private async Task<long> DoAsync(PlannedFault fault, Sweep sweep, CancellationToken stop)
    {
        var silo = silos[fault.Silo];
        switch (fault.What)
        {
            case Fault.Kill:
                await silo.EndAsync("KILL");
                break;
            case Fault.KillCoordinator:
                var port = await client.CoordinatorsPortAsync(sweep, stop);
                await (silos.FirstOrDefault(one => one.Port == port) ?? silo).EndAsync("KILL");
                break;
            case Fault.KillAll:
                await Task.WhenAll(silos.Select(one => one.EndAsync("KILL")));
                var left = await postgres.CountAsync(sweep.Id);
                await StartAsync(silos);
                return left;
            case Fault.Drain:
                await silo.EndAsync("TERM");
                break;
            case Fault.Pause:
                await FreezeAsync(silo, Short, stop);
                break;
            case Fault.Freeze:
                await FreezeAsync(silo, Long, stop);
                break;
            case Fault.Cut:
                await silo.CutAsync(Short, stop);
                break;
            case Fault.Partition:
                await silo.CutAsync(Long, stop);
                break;
            case Fault.CrashDatabase:
                await postgres.CrashAsync();
                await Task.Delay(Short, stop);
                await postgres.StartAsync();
                break;
        }

        return await CountAsync(sweep, stop);
    }

    private static async Task FreezeAsync(SiloProcess silo, TimeSpan time, CancellationToken stop)
    {
        await silo.SignalAsync("STOP");
        await Task.Delay(time, stop);
        await silo.SignalAsync("CONT");
    }

    // What a supervisor does. A silo that was declared dead while it was away ends itself, at the latest when it reads so.
    private static Task StartAsync(SiloProcess[] silos) => Task.WhenAll(silos.Where(silo => !silo.IsRunning).Select(async silo =>
    {
        for (var tries = 1; ; tries++)
        {
            silo.Start();
            try
            {
                await silo.UntilReadyAsync();
                return;
            }
            catch (TimeoutException) when (!silo.IsRunning && tries < MaxStarts)
            {
                // It has ended instead of starting.
            }
        }
    }));

    private async Task UntilAsync(Sweep sweep, long results, CancellationToken stop)
    {
        while (await CountAsync(sweep, stop) < results)
        {
            await Task.Delay(Look, stop);
        }
    }

    private async Task<long> CountAsync(Sweep sweep, CancellationToken stop)
    {
        while (true)
        {
            try
            {
                return await postgres.CountAsync(sweep.Id);
            }
            catch (Exception e) when (e is Npgsql.NpgsqlException or IOException)
            {
                // The database is just starting again.
                await Task.Delay(Look, stop);
            }
        }
    }
}
