using System.Diagnostics;
using System.Globalization;
using Symmetry.Engine.Sweeps;
using Symmetry.Grains;

namespace Symmetry.Chaos;

/// <summary>Measures the cost of distribution with no-op trials: one new grain per trial, every result durable.</summary>
internal static class Overhead
{
    private const int WarmUp = 10_000;
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1);

    /// <summary>Runs the measurement.</summary>
    /// <param name="trials">The number of no-op trials.</param>
    /// <param name="count">The number of silos with PostgreSQL; 0 for one silo with SQLite.</param>
    /// <param name="stop">Cancels.</param>
    public static async Task<int> RunAsync(int trials, int count, CancellationToken stop)
    {
        var data = Directory.CreateTempSubdirectory("symmetry-overhead-").FullName;
        var postgres = count == 0 ? null : await Postgres.StartNewAsync(stop);
        string[] arguments = postgres is null ? ["--slots", "1", "--data", data] : ["--slots", "1"];
        var silos = Enumerable.Range(0, Math.Max(1, count)).Select(_ => new SiloProcess(arguments, postgres?.Database)).ToArray();
        try
        {
            Array.ForEach(silos, silo => silo.Start());
            await Task.WhenAll(silos.Select(silo => silo.WaitUntilReadyAsync()));
            await using var client = await Client.ConnectAsync(silos, stop);
            await MeasureAsync(client, silos, Sweeps.NoOp("warm-up", WarmUp), print: false, stop);
            await MeasureAsync(client, silos, Sweeps.NoOp("measured", trials), print: true, stop);
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
            await Task.Delay(sweep.Trials > WarmUp ? PollInterval : PollInterval / 10, stop);
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
                $"{progress.Completed} of {sweep.Trials} trials in {seconds:F1} s; "
                + $"{1000 * cpu / sweep.Trials:F3} ms of processor time per trial, all silos together"));
            Console.WriteLine(fingerprint == Sweeps.FingerprintOf(sweep) ? "The fingerprint matches the direct computation." : "FINGERPRINT MISMATCH.");
        }
    }
}
