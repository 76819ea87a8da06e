using System.Diagnostics;
using System.Numerics;
using System.Runtime.Versioning;

namespace Symmetry.Benchmarks;

/// <summary>Runs our engine and the peers in alternation on one core, so that a slow moment slows them all.</summary>
internal static class PeerRunner
{
    private const int OurRunsPerRound = 5;

    /// <summary>Measures, and prints the table of ratios of medians. Linux only.</summary>
    /// <param name="rounds">How often each program trains; our engine five times as often.</param>
    /// <param name="core">The core that all of them run on; null for the last one that this process may use.</param>
    [SupportedOSPlatform("linux")]
    public static void Run(int rounds, int? core)
    {
        Pin(core);
        var folder = Directory.CreateTempSubdirectory("symmetry-peers-");
        try
        {
            var (features, labels) = PeerData.Shuffled();
            PeerData.Write(features, labels, folder.FullName);
            var ours = EngineCase.Reference(features, labels);
            var accuracy = ours.TrainAndTest();
            ours.Run();
            var peers = Peer.On(folder.FullName).Where(static peer => peer.Run() is not null).ToArray();
            var own = new List<PeerResult>();
            var results = peers.Select(static _ => new List<PeerResult>()).ToArray();
            for (var round = 0; round < rounds; round++)
            {
                own.AddRange(Enumerable.Range(0, OurRunsPerRound).Select(_ => new PeerResult("our engine", ours.Run(), accuracy)));
                for (var p = 0; p < peers.Length; p++)
                {
                    results[p].Add(peers[p].Run() ?? throw new InvalidOperationException($"Round {round + 1} failed; see above."));
                }
            }

            Print([own, .. results]);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // Pins this thread; the processes that it starts inherit its core.
    [SupportedOSPlatform("linux")]
    private static void Pin(int? core)
    {
        using var process = Process.GetCurrentProcess();
        process.ProcessorAffinity = core is { } given
            ? 1 << given
            : 1 << BitOperations.Log2((ulong)process.ProcessorAffinity);
    }

    private static void Print(IReadOnlyList<List<PeerResult>> results)
    {
        var reference = Median(results[0]);
        Console.WriteLine($"{"the reference job",-40} {"median s",9} {"min",9} {"max",9} {"ratio",7} {"accuracy",9}");
        foreach (var runs in results)
        {
            var median = Median(runs);
            var (min, max) = (runs.Min(static run => run.Seconds), runs.Max(static run => run.Seconds));
            Console.WriteLine(
                $"{runs[0].Program,-40} {median,9:F4} {min,9:F4} {max,9:F4} {median / reference,7:F1} {runs[0].Accuracy,9:F3}");
        }
    }

    private static double Median(List<PeerResult> runs) => EngineRunner.Median([.. runs.Select(static run => run.Seconds)]);
}
