using System.Diagnostics;
using System.Globalization;
using Symmetry.Engine.Sweeps;
using Symmetry.Grains;

namespace Symmetry.Chaos;

/// <summary>What distribution costs: trials that do nothing, a fresh grain each, every result durable.</summary>
internal static class Overhead
{
    private const int WarmUp = 10_000;
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    /// <summary>Measures.</summary>
    /// <param name="trials">Trials that do nothing.</param>
    /// <param name="count">Silos over PostgreSQL; 0 for one over SQLite.</param>
    /// <param name="stop">Gives up.</param>
    public static async Task<int> RunAsync(int trials, int count, CancellationToken stop)
    {
        var data = Directory.CreateTempSubdirectory("symmetry-overhead-").FullName;
        var postgres = count == 0 ? null : await Postgres.StartNewAsync(stop);
        string[] arguments = postgres is null ? ["--slots", "1", "--data", data] : ["--slots", "1"];
        var silos = Enumerable.Range(0, Math.Max(1, count)).Select(_ => new SiloProcess(arguments, postgres?.Database)).ToArray();
        try
        {
            Array.ForEach(silos, silo => silo.Start());
            await Task.WhenAll(silos.Select(silo => silo.UntilReadyAsync()));
            await using var client = await Client.ConnectAsync(silos, stop);
            await MeasureAsync(client, silos, Sweeps.Untrained("warm-up", WarmUp), print: false, stop);
            await MeasureAsync(client, silos, Sweeps.Untrained("measured", trials), print: true, stop);
            return 0;
        }
        finally
        {
            foreach (var silo in silos)
            {
                await silo.DisposeAsync();
            }

            if (postgres is not null)
            {
                await postgres.DisposeAsync();
            }

            Directory.Delete(data, recursive: true);
        }
    }

    private static async Task MeasureAsync(Client client, SiloProcess[] silos, Sweep sweep, bool print, CancellationToken stop)
    {
        var before = silos.Sum(silo => Shell.CpuSeconds(silo.Id));
        var start = Stopwatch.GetTimestamp();
        await client.SubmitAsync(sweep, stop);
        SweepProgress progress;
        do
        {
            await Task.Delay(sweep.Trials > WarmUp ? Look : Look / 10, stop);
            progress = await client.ProgressAsync(sweep, stop);
            if (print)
            {
                var memory = string.Join(", ", silos.Select(silo => $"{Shell.Megabytes(silo.Id)} MB"));
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture, $"{Stopwatch.GetElapsedTime(start).TotalSeconds,6:F1} s {progress.Committed,9} results, memory {memory}"));
            }
        }
        while (progress.Status is SweepStatus.Running);

        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var cpu = silos.Sum(silo => Shell.CpuSeconds(silo.Id)) - before;
        if (print)
        {
            var fingerprint = await client.FingerprintAsync(sweep, stop);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{progress.Completed} of {sweep.Trials} trials in {seconds:F1} s; {1000 * cpu / sweep.Trials:F3} ms of processor time a trial, all silos together"));
            Console.WriteLine(fingerprint == Sweeps.FingerprintOf(sweep) ? "The fingerprint is that of the direct computation." : "THE FINGERPRINT DIFFERS.");
        }
    }
}
