using System.Diagnostics;
using System.Globalization;
using Symmetry.Grains;

namespace Symmetry.Chaos;

/// <summary>How much memory silos use during a sweep of no-op trials, and whether it grows with the sweep.</summary>
/// <remarks>
/// RSS is the kernel's VmRSS. The heap size after the last collection, all generations, and the memory committed by the collector come from
/// .NET's meter System.Runtime. Prints a line after every twentieth of the sweep, then two lines for idle silos.
/// </remarks>
internal static class Memory
{
    private const int Lines = 20;
    private const double Megabyte = 1024 * 1024;
    private const int WarmUp = 10_000;
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan IdleTime = TimeSpan.FromSeconds(15);

    /// <summary>Runs the measurement.</summary>
    public static async Task<int> RunAsync(int trials, int silos, CancellationToken stop)
    {
        var ports = Enumerable.Range(0, silos).Select(_ => Shell.FreePort()).ToArray();
        await using var cluster = await Cluster.StartAsync(silos, slots: 1, stop, more: number => ["--metrics-port", $"{ports[number]}"]);
        var metrics = Array.ConvertAll(ports, port => new SiloMetrics(port));
        await cluster.RunAsync(Sweeps.NoOp("warm-up", WarmUp), stop);

        var sweep = Sweeps.NoOp("measured", trials);
        await cluster.Client.SubmitAsync(sweep, stop);
        var start = Stopwatch.GetTimestamp();
        Screen.Print("   time    results  "
            + $"{string.Join("  ", cluster.Silos.Select((_, number) => $"silo {number}: RSS  heap  committed MB"))}   C: coordinator");
        var next = 0L;
        while (true)
        {
            var progress = await cluster.Client.ProgressAsync(sweep, stop);
            if (progress.Committed >= next)
            {
                await PrintLineAsync(progress.Committed);
                next = progress.Committed - (progress.Committed % (sweep.Trials / Lines)) + (sweep.Trials / Lines);
            }

            if (progress.Status is not SweepStatus.Running)
            {
                break;
            }

            await Task.Delay(PollInterval, stop);
        }

        for (var i = 0; i < 2; i++)
        {
            await Task.Delay(IdleTime, stop);
            await PrintLineAsync(sweep.Trials);
        }

        return 0;

        async Task PrintLineAsync(long results)
        {
            var coordinator = await cluster.Client.CoordinatorPortAsync(sweep, stop);
            var columns = new List<string>();
            foreach (var (silo, siloMetrics) in cluster.Silos.Zip(metrics))
            {
                var values = await siloMetrics.ReadAsync(stop, "dotnet_gc_last_collection_heap_size_bytes",
                    "dotnet_gc_last_collection_memory_committed_size_bytes");
                columns.Add(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{(silo.Port == coordinator ? "C" : " "),6} {Shell.Megabytes(silo.Id),8} {values[0] / Megabyte,5:F0} {values[1] / Megabyte,10:F0}"));
            }

            Screen.Print($"{Stopwatch.GetElapsedTime(start).TotalSeconds,5:F0} s {results,10} {string.Join("   ", columns)}");
        }
    }
}
