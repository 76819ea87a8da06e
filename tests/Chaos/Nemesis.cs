using System.Diagnostics;
using System.Globalization;
using Symmetry.Chaos.Clients;
using Symmetry.Chaos.Faults;

namespace Symmetry.Chaos;

/// <summary>Injects faults into sweeps on clusters of three silo processes, and compares results with the direct computation.</summary>
/// <remarks>
/// There is one sweep per run. The pair (seed, run) alone determines the faults; a fault strikes when a given number of results is durable.
/// Real clients submit, watch and read the sweep meanwhile.
/// </remarks>
internal sealed class Nemesis(NemesisOptions options, FaultRegister register, string folder)
{
    private readonly string expected = Sweeps.FingerprintOf(Sweeps.Waiting("direct", options.Replicates));
    private int started;
    private int ended;
    private int failures;

    /// <summary>Runs the sweeps. When it is stopped, it reports on the runs that have ended.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(NemesisOptions options, CancellationToken stop)
    {
        // Processes that live for seconds would spend more time on optimising their code than they gain.
        Environment.SetEnvironmentVariable("DOTNET_TC_CallCounting", "0");

        var machine = await MachineSupport.ProbeAsync();
        var possible = new FaultRegister(machine);
        if (Array.Find(options.Only, name => !possible.Names.Contains(name)) is { } unknown)
        {
            await Console.Error.WriteLineAsync($"--only: unknown fault '{unknown}'. Valid faults: {string.Join(", ", possible.Names)}.");
            return 2;
        }

        var folder = Directory.CreateTempSubdirectory("symmetry-nemesis-").FullName;
        try
        {
            return await new Nemesis(options, options.Only.Length == 0 ? possible : possible.Select(options.Only), folder).RunAllAsync(machine, stop);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<int> RunAllAsync(MachineSupport machine, CancellationToken stop)
    {
        Screen.Print($"seed {options.Seed}, runs {options.From} to {options.From + options.Runs - 1}; replay one with {options.Replay}");
        var start = Stopwatch.GetTimestamp();
        var clusters = new List<DisturbedCluster>();
        try
        {
            while (clusters.Count < Math.Min(options.Jobs, options.Runs))
            {
                clusters.Add(await DisturbedCluster.StartAsync(machine, stop));
            }

            await Task.WhenAll(clusters.Select(cluster => DisturbAsync(cluster, stop)));
            PrintSummary(
                Stopwatch.GetElapsedTime(start),
                Shell.CpuSecondsOfTree(Environment.ProcessId) + clusters.Sum(cluster => cluster.DatabaseCpuSeconds));
        }
        finally
        {
            foreach (var cluster in clusters)
            {
                await cluster.DisposeAsync();
            }
        }

        return failures == 0 && ended == options.Runs ? 0 : 1;
    }

    private async Task DisturbAsync(DisturbedCluster cluster, CancellationToken stop)
    {
        try
        {
            await RunInTurnAsync(cluster, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The run does not count.
        }
    }

    private async Task RunInTurnAsync(DisturbedCluster cluster, CancellationToken stop)
    {
        while (Interlocked.Increment(ref started) is var number && number <= options.Runs)
        {
            var run = options.From + number - 1;
            var sweep = Sweeps.Waiting(string.Create(CultureInfo.InvariantCulture, $"run-{options.Seed}-{run}"), options.Replicates);
            var spec = Path.Combine(folder, $"{sweep.Spec.Name}.yaml");
            await File.WriteAllTextAsync(spec, Sweeps.WaitingSpec(sweep), stop);
            var target = cluster.TargetOf(new SubmittedSweep(sweep, spec, cluster.Gateways, expected));
            var faults = register.Draw(options.Seed, run, sweep.Trials, DisturbedCluster.Silos);
            if (!await new NemesisRun(target, run, faults, options.Patience).RunAsync(stop))
            {
                Interlocked.Increment(ref failures);
            }

            Interlocked.Increment(ref ended);
        }
    }

    private void PrintSummary(TimeSpan time, double cpuSeconds) => Screen.Print(string.Create(
        CultureInfo.InvariantCulture,
        $"{ended - failures} of {ended} runs ended with every trial stored once and the fingerprint {expected}; "
        + $"{time.TotalSeconds:F0} s, {cpuSeconds:F0} s of processor time: {cpuSeconds / Math.Max(ended, 1):F1} s per run"));
}
