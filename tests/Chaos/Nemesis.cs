using System.Diagnostics;
using System.Globalization;
using Symmetry.Engine.Numerics;
using Symmetry.Engine.Sweeps;

namespace Symmetry.Chaos;

/// <summary>Injects faults into sweeps on three silo processes that share one PostgreSQL server, and compares results with the direct computation.</summary>
/// <remarks>There is one sweep per run. The pair (seed, run) alone determines the faults; a fault strikes when a given number of results is durable.</remarks>
internal sealed class Nemesis(Postgres postgres, SiloProcess[] silos, Client client, int replicates, string expected, bool partitions)
{
    private const int Silos = 3;
    private const int MaxFaults = 3;
    private const int MaxStarts = 5;
    private static readonly TimeSpan MaxRun = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(1);

    // Longer than the lifetime of a lease.
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(12);

    // How often each fault is drawn. Faults after which the cluster needs half a minute to recover are rare.
    private static readonly (Fault Kind, int Weight)[] Weights =
    [
        (Fault.Kill, 8), (Fault.KillCoordinator, 8), (Fault.KillAll, 1), (Fault.Drain, 6), (Fault.Pause, 4), (Fault.Freeze, 1), (Fault.CrashDatabase, 4),
    ];

    // Drawn in addition if every silo has its own network namespace.
    private static readonly (Fault Kind, int Weight)[] NetworkWeights = [(Fault.Cut, 8), (Fault.Partition, 8)];

    /// <summary>Runs the sweeps.</summary>
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
            .Select(index => new SiloProcess(["--slots", "1"], postgres.Database, network is null ? null : (network, index)))
            .ToArray();
        try
        {
            await StartStoppedAsync(silos);
            await using var client = await Client.ConnectAsync(silos, stop);
            var nemesis = new Nemesis(postgres, silos, client, replicates, Sweeps.FingerprintOf(Sweeps.Trained("direct", replicates)), partitions);
            Console.WriteLine($"seed {seed}, runs {from} to {from + runs - 1}; "
                + $"replay one with --seed {seed} --from RUN --runs 1{(partitions ? " --partitions" : "")}");
            var failures = 0;
            for (var run = from; run < from + runs; run++)
            {
                failures += await nemesis.RunSweepAsync(seed, run, stop) ? 0 : 1;
            }

            Console.WriteLine($"{runs - failures} of {runs} runs ended with every trial stored once and the fingerprint {nemesis.Expected}");
            return failures == 0 ? 0 : 1;
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

    /// <summary>Draws the faults of a run.</summary>
    internal static PlannedFault[] Plan(long seed, int run, long trials, bool partitions)
    {
        var weights = partitions ? [.. Weights, .. NetworkWeights] : Weights;
        var stream = new RandomStream(seed, Purpose.Order, (uint)run);
        var faults = new PlannedFault[1 + stream.Below(MaxFaults)];
        for (var i = 0; i < faults.Length; i++)
        {
            var drawn = (int)stream.Below((uint)weights.Sum(entry => entry.Weight));
            var kind = weights.First(entry => (drawn -= entry.Weight) < 0).Kind;
            faults[i] = new PlannedFault(kind, stream.Below((uint)trials * 9 / 10), (int)stream.Below(Silos));
        }

        return [.. faults.OrderBy(fault => fault.AtTrial)];
    }

    private async Task<bool> RunSweepAsync(long seed, int run, CancellationToken stop)
    {
        var sweep = Sweeps.Trained(string.Create(CultureInfo.InvariantCulture, $"run-{seed}-{run}"), replicates);
        var plan = Plan(seed, run, sweep.Trials, partitions);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(MaxRun);
        var start = Stopwatch.GetTimestamp();
        var events = new List<string>();
        try
        {
            await client.SubmitAsync(sweep, limit.Token);
            foreach (var fault in plan)
            {
                await WaitForResultsAsync(sweep, fault.AtTrial, limit.Token);
                var at = Stopwatch.GetTimestamp();
                var before = await InjectAsync(fault, sweep, limit.Token);
                await WaitForResultsAsync(sweep, Math.Min(before + 1, sweep.Trials), limit.Token);
                events.Add(string.Create(CultureInfo.InvariantCulture,
                    $"{fault.Kind} at {fault.AtTrial} (next result after {Stopwatch.GetElapsedTime(at).TotalSeconds:F1} s)"));
                await StartStoppedAsync(silos);
            }

            await WaitForResultsAsync(sweep, sweep.Trials, limit.Token);
            var fingerprint = await client.FingerprintAsync(sweep, limit.Token);
            var progress = await client.ProgressAsync(sweep, limit.Token);
            var isCorrect = fingerprint == expected && progress.Mismatched == 0 && progress.Completed == sweep.Trials
                && await postgres.CountAsync(sweep.Id) == sweep.Trials;
            Report(isCorrect
                ? "passed"
                : $"FAILED: {progress.Completed} of {sweep.Trials} completed, {progress.Mismatched} duplicate results differed, fingerprint {fingerprint}");
            return isCorrect;
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            Report($"FAILED: not finished after {MaxRun.TotalMinutes} minutes; "
                + $"planned faults: {string.Join(", ", plan)}; durable results: {await CountAsync(sweep, stop)}");
            foreach (var silo in silos)
            {
                Console.WriteLine(string.Join('\n', silo.Tail.Prepend($"silo {silo.Port}:")));
            }

            return false;
        }
        catch (TimeoutException e)
        {
            Report($"FAILED: {e.Message}\nplanned faults: {string.Join(", ", plan)}");
            return false;
        }

        void Report(string outcome) => Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"run {run}: {string.Join(", ", events)}: {outcome}, {Stopwatch.GetElapsedTime(start).TotalSeconds:F1} s"));
    }

    // Returns the number of durable results just after the fault.
    private async Task<long> InjectAsync(PlannedFault fault, Sweep sweep, CancellationToken stop)
    {
        var silo = silos[fault.Silo];
        switch (fault.Kind)
        {
            case Fault.Kill:
                await silo.SignalAndWaitAsync("KILL");
                break;
            case Fault.KillCoordinator:
                var port = await client.CoordinatorPortAsync(sweep, stop);
                await (silos.FirstOrDefault(candidate => candidate.Port == port) ?? silo).SignalAndWaitAsync("KILL");
                break;
            case Fault.KillAll:
                await Task.WhenAll(silos.Select(target => target.SignalAndWaitAsync("KILL")));
                var durable = await postgres.CountAsync(sweep.Id);
                await StartStoppedAsync(silos);
                return durable;
            case Fault.Drain:
                await silo.SignalAndWaitAsync("TERM");
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

    // Plays the role of a supervisor. A silo that was declared dead exits, at the latest when it reads so in the membership table.
    private static Task StartStoppedAsync(SiloProcess[] silos) => Task.WhenAll(silos.Where(silo => !silo.IsRunning).Select(async silo =>
    {
        for (var tries = 1; ; tries++)
        {
            silo.Start();
            try
            {
                await silo.WaitUntilReadyAsync();
                return;
            }
            catch (TimeoutException) when (!silo.IsRunning && tries < MaxStarts)
            {
                // The process exited instead of starting; try again.
            }
        }
    }));

    private async Task WaitForResultsAsync(Sweep sweep, long results, CancellationToken stop)
    {
        while (await CountAsync(sweep, stop) < results)
        {
            await Task.Delay(PollInterval, stop);
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
                // The database is restarting.
                await Task.Delay(PollInterval, stop);
            }
        }
    }
}
