using System.Diagnostics;

namespace Symmetry.Protocol;

/// <summary>Many schedules, on all cores.</summary>
internal static class Batch
{
    private const int MaxPrinted = 10;

    /// <summary>Runs schedules with consecutive seeds and prints what they found.</summary>
    /// <returns>0 if all invariants held, 1 if not.</returns>
    public static int Run(long seed, int schedules, bool isTraced, Action<string> print)
    {
        var gate = new Lock();
        var recoveries = new List<(TimeSpan Time, long Seed)>(schedules);
        var failures = new SortedDictionary<long, string>();
        var steps = 0L;
        var start = Stopwatch.GetTimestamp();
        var next = seed - 1;
        var threads = Enumerable.Range(0, Environment.ProcessorCount).Select(_ => new Thread(RunAll)).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());

        foreach (var (failed, message) in failures.Take(MaxPrinted))
        {
            print($"seed {failed}: {message}");
        }

        recoveries.Sort();
        var (elapsed, processor) = (Stopwatch.GetElapsedTime(start).TotalSeconds, Environment.CpuUsage.TotalTime.TotalSeconds);
        print($"{recoveries.Count} of {schedules} schedules from seed {seed} passed: {steps} steps, {elapsed:F0} s, {processor:F0} s of processor time");
        if (recoveries.Count > 0)
        {
            print($"from the last fault until all was read: median {At(0.5):F1}, 99 % {At(0.99):F1}, maximum {At(1):F1} s (seed {recoveries[^1].Seed})");
        }

        if (failures.Count > 0)
        {
            print($"{failures.Count} failed. Replay one: --schedules 1 --trace --seed {failures.First().Key}");
        }

        return failures.Count == 0 ? 0 : 1;

        double At(double quantile) => recoveries[(int)(quantile * (recoveries.Count - 1))].Time.TotalSeconds;

        void RunAll()
        {
            while (Interlocked.Increment(ref next) is var chosen && chosen < seed + schedules)
            {
                try
                {
                    var outcome = Schedule.Run(chosen, isTraced ? print : null);
                    lock (gate)
                    {
                        recoveries.Add((outcome.Recovery, chosen));
                        steps += outcome.Steps;
                    }
                }
#pragma warning disable CA1031 // every failure is reported with its seed
                catch (Exception e)
#pragma warning restore CA1031
                {
                    lock (gate)
                    {
                        failures.Add(chosen, e is Violation ? e.Message : e.ToString());
                    }
                }
            }
        }
    }
}
