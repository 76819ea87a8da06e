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
        var (single, ratios) = (new double[rounds], new double[rounds]);
        for (var round = 0; round < rounds; round++)
        {
            var alone = Seconds(cases[..1]);
            var together = Seconds(cases);
            (single[round], ratios[round]) = (Trainings / alone, slots * alone / together);
        }

        var table = new MarkdownTable("slots", "trainings/s of one slot", "times the throughput of one", "min-max");
        table.Add(
            $"{slots}", $"{EngineRunner.Median(single):F1}", $"{EngineRunner.Median(ratios):F2}", $"{ratios.Min():F2}-{ratios.Max():F2}");
        table.Print();
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
