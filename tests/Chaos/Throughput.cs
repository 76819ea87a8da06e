using System.Diagnostics;
using System.Globalization;

namespace Symmetry.Chaos;

/// <summary>Whether two silos of one slot do in the same time what one silo of two slots does.</summary>
/// <remarks>
/// The two arrangements take turns, so that a machine that gets slower disturbs both. A round is a cluster of its own that is
/// warmed up, and then one sweep from its submission to its last durable result.
/// </remarks>
internal static class Throughput
{
    private const int WarmUp = 200;

    /// <summary>Measures.</summary>
    public static async Task<int> RunAsync(int trials, int epochs, int rounds, CancellationToken stop)
    {
        var (one, two) = (new List<double>(), new List<double>());
        for (var round = 0; round < rounds; round++)
        {
            // The first of a round changes from round to round.
            var isTwoFirst = round % 2 == 1;
            foreach (var isTwo in (bool[])[isTwoFirst, !isTwoFirst])
            {
                var pace = await PaceAsync(isTwo ? 2 : 1, isTwo ? 1 : 2, trials, epochs, stop);
                (isTwo ? two : one).Add(pace);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"round {round}: {(isTwo ? "2 silos of 1 slot " : "1 silo of 2 slots")}  {pace:F2} trials/s"));
            }
        }

        var (of, by) = (Median(two), Median(one));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"medians of {rounds}: 2 silos of 1 slot {of:F2}, 1 silo of 2 slots {by:F2} trials/s: {100 * of / by:F1} %"));
        return 0;
    }

    /// <summary>The middle value, or the mean of the two in the middle.</summary>
    internal static double Median(List<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[sorted.Length / 2] + sorted[(sorted.Length - 1) / 2]) / 2;
    }

    private static async Task<double> PaceAsync(int silos, int slots, int trials, int epochs, CancellationToken stop)
    {
        await using var cluster = await Cluster.StartAsync(silos, slots, stop);
        await cluster.RunAsync(Sweeps.Ordinary("warm-up", WarmUp, epochs), stop);
        var start = Stopwatch.GetTimestamp();
        await cluster.RunAsync(Sweeps.Ordinary("measured", trials, epochs), stop);
        return trials / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
