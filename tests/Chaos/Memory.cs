using System.Diagnostics;
using System.Globalization;
using Symmetry.Grains;

namespace Symmetry.Chaos;

/// <summary>What silos hold in memory while a sweep of trials that do nothing goes through them: does it grow with the sweep?</summary>
/// <remarks>
/// RSS is the kernel's (VmRSS). The heap is what was alive or not yet collected after the last collection, all generations, as .NET's meter
/// System.Runtime gives it; committed is what the collector keeps from the kernel. A line every twentieth of the sweep, then two for
/// silos at rest.
/// </remarks>
internal static class Memory
{
    private const int Lines = 20;
    private const double Megabyte = 1024 * 1024;
    private const int WarmUp = 10_000;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(15);

    /// <summary>Measures.</summary>
    public static async Task<int> RunAsync(int trials, int silos, CancellationToken stop)
    {
        var ports = Enumerable.Range(0, silos).Select(_ => Shell.FreePort()).ToArray();
        await using var cluster = await Cluster.StartAsync(silos, slots: 1, stop, more: number => ["--metrics-port", $"{ports[number]}"]);
        var metrics = Array.ConvertAll(ports, port => new SiloMetrics(port));
        await cluster.RunAsync(Sweeps.Untrained("warm-up", WarmUp), stop);

        var sweep = Sweeps.Untrained("measured", trials);
        await cluster.Client.SubmitAsync(sweep, stop);
        var start = Stopwatch.GetTimestamp();
        Screen.Print($"   time    results  {string.Join("  ", cluster.Silos.Select((_, number) => $"silo {number}: RSS  heap  committed MB"))}   C: coordinates");
        var next = 0L;
        while (true)
        {
            var progress = await cluster.Client.ProgressAsync(sweep, stop);
            if (progress.Committed >= next)
            {
                await LineAsync(progress.Committed);
                next = progress.Committed - (progress.Committed % (sweep.Trials / Lines)) + (sweep.Trials / Lines);
            }

            if (progress.Status is not SweepStatus.Running)
            {
                break;
            }

            await Task.Delay(Look, stop);
        }

        for (var i = 0; i < 2; i++)
        {
            await Task.Delay(Rest, stop);
            await LineAsync(sweep.Trials);
        }

        return 0;

        async Task LineAsync(long results)
        {
            var coordinator = await cluster.Client.CoordinatorsPortAsync(sweep, stop);
            var columns = new List<string>();
            foreach (var (silo, figures) in cluster.Silos.Zip(metrics))
            {
                var found = await figures.AskAsync(stop, "dotnet_gc_last_collection_heap_size_bytes", "dotnet_gc_last_collection_memory_committed_size_bytes");
                columns.Add(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{(silo.Port == coordinator ? "C" : " "),6} {Shell.Megabytes(silo.Id),8} {found[0] / Megabyte,5:F0} {found[1] / Megabyte,10:F0}"));
            }

            Screen.Print($"{Stopwatch.GetElapsedTime(start).TotalSeconds,5:F0} s {results,10} {string.Join("   ", columns)}");
        }
    }
}
