namespace Symmetry.Benchmarks;

/// <summary>Runs our engine and the peers round by round on one core: only ratios within a round mean anything on a shared machine.</summary>
internal static class PeerRunner
{
    /// <summary>Measures and prints the table of ratios.</summary>
    /// <param name="folder">Where the peers' programs are.</param>
    /// <param name="work">Where they are built and find their data.</param>
    /// <param name="rounds">How many rounds.</param>
    /// <param name="core">Which core the peers are pinned to; pin this process to it, too.</param>
    public static void Run(string folder, string work, int rounds, int core)
    {
        var ours = EngineRunner.Cases()[0];
        ours.Run();
        ours.Run();
        var peers = Peer.In(folder, work).Where(peer => peer.Run(core) is not null).ToArray();
        var own = new List<double>();
        var theirs = peers.Select(_ => new List<double>()).ToArray();
        for (var round = 0; round < rounds; round++)
        {
            own.Add(Median([.. Enumerable.Range(0, 5).Select(_ => ours.Run())]));
            for (var p = 0; p < peers.Length; p++)
            {
                if (peers[p].Run(core) is { } seconds)
                {
                    theirs[p].Add(seconds);
                }
            }
        }

        var median = Median(own);
        Console.WriteLine($"{"the reference job",-28} {"median s",10} {"min",9} {"max",9} {"ratio",8}");
        Console.WriteLine($"{"ours, " + ours.Name,-28} {median,10:F5} {own.Min(),9:F5} {own.Max(),9:F5} {1,8:F1}");
        for (var p = 0; p < peers.Length; p++)
        {
            var theirMedian = Median(theirs[p]);
            Console.WriteLine(
                $"{peers[p].Name,-28} {theirMedian,10:F5} {theirs[p].Min(),9:F5} {theirs[p].Max(),9:F5} {theirMedian / median,8:F1}");
        }
    }

    private static double Median(List<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }
}
