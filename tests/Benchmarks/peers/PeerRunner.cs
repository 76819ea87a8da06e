using System.Diagnostics;
using System.Numerics;
using System.Runtime.Versioning;

namespace Symmetry.Benchmarks;

/// <summary>Runs our engine and the peers in alternation on one core, so that a slow moment slows them all.</summary>
internal static class PeerRunner
{
    private const int OurRunsPerRound = 5;

    /// <summary>Measures, and prints a table of each job. Linux only.</summary>
    /// <param name="rounds">How often each program trains; our engine five times as often.</param>
    /// <param name="core">The core that all of them run on; null for the last one that this process may use.</param>
    [SupportedOSPlatform("linux")]
    public static void Run(int rounds, int? core)
    {
        Pin(core);
        Measure(rounds, PeerJob.Reference(), Peer.OfReferenceJob);
        Measure(rounds, PeerJob.Large(), Peer.OfAnyJob);
    }

    private static void Measure(int rounds, PeerJob job, Func<string, IReadOnlyList<Peer>> peersOn)
    {
        var folder = Directory.CreateTempSubdirectory("symmetry-peers-");
        try
        {
            job.Write(folder.FullName);
            var ours = job.OurCase();
            var accuracy = ours.TrainAndTest();
            ours.Run();
            var peers = peersOn(folder.FullName).Where(static peer => peer.Run() is not null).ToArray();
            var own = new List<PeerResult>();
            var results = peers.Select(static _ => new List<PeerResult>()).ToArray();
            for (var round = 0; round < rounds; round++)
            {
                own.AddRange(Enumerable.Range(0, OurRunsPerRound).Select(_ => new PeerResult("ours", ours.Run(), accuracy)));
                for (var p = 0; p < peers.Length; p++)
                {
                    results[p].Add(peers[p].Run() ?? throw new InvalidOperationException($"Round {round + 1} failed; see above."));
                }
            }

            Print(job.Name, [own, .. results]);
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

    private static void Print(string name, IReadOnlyList<List<PeerResult>> results)
    {
        var reference = Median(results[0]);
        var table = new MarkdownTable(name, "median s", "min-max", "times ours", "test accuracy");
        foreach (var runs in results)
        {
            var median = Median(runs);
            var (min, max) = (runs.Min(static run => run.Seconds), runs.Max(static run => run.Seconds));
            table.Add(runs[0].Program, $"{median:F4}", $"{min:F4}-{max:F4}", $"{median / reference:F1}", $"{runs[0].Accuracy:F3}");
        }

        table.Print();
    }

    private static double Median(List<PeerResult> runs) => EngineRunner.Median([.. runs.Select(static run => run.Seconds)]);
}
