using System.Diagnostics;
using System.Globalization;
using Symmetry.Chaos.Clients;
using Symmetry.Chaos.Faults;
using Symmetry.Chaos.Proxies;

namespace Symmetry.Chaos;

/// <summary>Injects faults into sweeps on three silo processes that share one PostgreSQL server, and compares results with the direct computation.</summary>
/// <remarks>
/// There is one sweep per run. The pair (seed, run) alone determines the faults; a fault strikes when a given number of results is durable.
/// Real clients submit, watch and read the sweep meanwhile.
/// </remarks>
internal sealed class Nemesis : IAsyncDisposable
{
    private const int Silos = 3;
    private const int DatabaseMegabytes = 512;

    private readonly NemesisOptions options;
    private readonly SiloNetwork? network;
    private readonly SmallDisk? disk;
    private readonly Postgres postgres;
    private readonly ProxiedSilo[] silos;
    private readonly FaultRegister register;
    private readonly string folder = Directory.CreateTempSubdirectory("symmetry-nemesis-").FullName;

    private Nemesis(NemesisOptions options, SiloNetwork? network, SmallDisk? disk, Postgres postgres, FaultRegister register)
    {
        (this.options, this.network, this.disk, this.postgres, this.register) = (options, network, disk, postgres, register);
        silos = [.. Enumerable.Range(0, Silos).Select(silo =>
            new ProxiedSilo(silo, ["--slots", "1"], postgres, network, options.Clocks ? new FakeClock() : null))];
    }

    /// <summary>Runs the sweeps.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(NemesisOptions options, CancellationToken stop)
    {
        var obstacle = (options.Partitions ? await SiloNetwork.ObstacleAsync() : null) ?? (options.Clocks ? FakeClock.Obstacle : null);
        if (obstacle is not null)
        {
            await Console.Error.WriteLineAsync(obstacle);
            return 1;
        }

        var (fullDisk, slowDisk) = (await SmallDisk.ObstacleAsync(), SlowDisk.Obstacle);
        foreach (var (faults, reason) in new[] { ("Full disks", fullDisk), ("Slow disks", slowDisk) }.Where(missing => missing.Item2 is not null))
        {
            Console.WriteLine($"{faults} are left out: {reason}");
        }

        var possible = new FaultRegister(fullDisk is null, slowDisk is null, options.Partitions, options.Clocks);
        if (Array.Find(options.Only, name => !possible.Names.Contains(name)) is { } unknown)
        {
            await Console.Error.WriteLineAsync($"--only: unknown fault '{unknown}'. Valid faults: {string.Join(", ", possible.Names)}.");
            return 2;
        }

        var machines = options.Partitions ? await SiloNetwork.StartAsync(Silos) : null;
        var small = fullDisk is null ? await SmallDisk.MountAsync(DatabaseMegabytes) : null;
        var server = await Postgres.StartNewAsync(stop, machines, small);
        await using var nemesis = new Nemesis(options, machines, small, server, options.Only.Length == 0 ? possible : possible.Select(options.Only));
        return await nemesis.RunAllAsync(stop);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var silo in silos)
        {
            await silo.DisposeAsync();
        }

        await postgres.DisposeAsync();
        await (disk?.DisposeAsync() ?? default);
        await (network?.DisposeAsync() ?? default);
        Directory.Delete(folder, recursive: true);
    }

    private async Task<int> RunAllAsync(CancellationToken stop)
    {
        await FaultTarget.StartStoppedAsync(silos);
        await using var client = await Client.ConnectAsync(silos.Select(silo => silo.Process), stop);
        var expected = Sweeps.FingerprintOf(Sweeps.Trained("direct", options.Replicates));
        var cluster = string.Join(',', silos.Select(silo => silo.Gateway));
        Console.WriteLine($"seed {options.Seed}, runs {options.From} to {options.From + options.Runs - 1}; replay one with {options.Replay}");
        var start = Stopwatch.GetTimestamp();
        var failures = 0;
        for (var run = options.From; run < options.From + options.Runs; run++)
        {
            var sweep = Sweeps.Trained(string.Create(CultureInfo.InvariantCulture, $"run-{options.Seed}-{run}"), options.Replicates);
            var spec = Path.Combine(folder, $"{sweep.Spec.Name}.yaml");
            await File.WriteAllTextAsync(spec, Sweeps.TrainedSpec(sweep), stop);
            var target = new FaultTarget(postgres, disk, silos, client, new SubmittedSweep(sweep, spec, cluster, expected));
            failures += await new NemesisRun(target, run, register.Draw(options.Seed, run, sweep.Trials, Silos), options.Patience).RunAsync(stop) ? 0 : 1;
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{options.Runs - failures} of {options.Runs} runs ended with every trial stored once and the fingerprint {expected}, "
            + $"{Stopwatch.GetElapsedTime(start).TotalSeconds / options.Runs:F1} s per run"));
        return failures == 0 ? 0 : 1;
    }
}
