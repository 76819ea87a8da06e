using System.Diagnostics;

namespace Symmetry.Benchmarks;

/// <summary>Measures how throughput scales with the number of slots: threads that train independently on one feature matrix, by wall-clock time.</summary>
internal static class ScalingRunner
{
    private const int Trainings = 40;

    /// <summary>Measures one slot and all slots in alternation and prints the ratio of trainings per second.</summary>
    /// <param name="rounds">The number of rounds.</param>
    /// <param name="slots">The number of threads.</param>
    public static void Run(int rounds, int slots)
    {
        var first = EngineRunner.Cases()[0];
        var cases = Enumerable.Range(0, slots).Select(_ => first.Again()).ToArray();
        Seconds(cases);
        var ratios = new double[rounds];
        for (var round = 0; round < rounds; round++)
        {
            var alone = Seconds(cases[..1]);
            var together = Seconds(cases);
            ratios[round] = slots * alone / together;
            Console.WriteLine($"1 slot {Trainings / alone:F1} trainings/s, {slots} slots {slots * Trainings / together:F1}, {ratios[round]:F3} times");
        }

        Array.Sort(ratios);
        Console.WriteLine($"median {ratios[rounds / 2]:F3} times ({ratios[0]:F3}-{ratios[^1]:F3})");
    }

    private static double Seconds(EngineCase[] cases)
    {
        var begin = Stopwatch.GetTimestamp();
        var threads = cases.Select(engineCase => new Thread(() => Train(engineCase))).ToArray();
        foreach (var thread in threads)
        {
            thread.Start();
        }

        foreach (var thread in threads)
        {
            thread.Join();
        }

        return Stopwatch.GetElapsedTime(begin).TotalSeconds;
    }

    private static void Train(EngineCase engineCase)
    {
        for (var training = 0; training < Trainings; training++)
        {
            engineCase.Run();
        }
    }
}
