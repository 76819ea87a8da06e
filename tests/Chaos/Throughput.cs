using System.Diagnostics;
using System.Globalization;

namespace Symmetry.Chaos;

/// <summary>Compares the throughput of two silos with one slot each to that of one silo with two slots.</summary>
/// <remarks>
/// The two arrangements alternate, so that changes in the machine's speed affect both. Each measurement starts and warms up a new
/// cluster, then runs one sweep from its submission to its last durable result.
/// </remarks>
internal static class Throughput
{
    private const int WarmUp = 200;

    /// <summary>Runs the measurement.</summary>
    public static async Task<int> RunAsync(int trials, int epochs, int rounds, CancellationToken stop)
    {
        var (oneSilo, twoSilos) = (new List<double>(), new List<double>());
        for (var round = 0; round < rounds; round++)
        {
            // The arrangement that runs first changes from round to round.
            var isTwoFirst = round % 2 == 1;
            foreach (var isTwo in (bool[])[isTwoFirst, !isTwoFirst])
            {
                var throughput = await MeasureAsync(isTwo ? 2 : 1, isTwo ? 1 : 2, trials, epochs, stop);
                (isTwo ? twoSilos : oneSilo).Add(throughput);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"round {round}: {(isTwo ? "2 silos with 1 slot " : "1 silo with 2 slots")}  {throughput:F2} trials/s"));
            }
        }

        var (medianOfTwo, medianOfOne) = (Median(twoSilos), Median(oneSilo));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"medians of {rounds}: 2 silos with 1 slot {medianOfTwo:F2}, 1 silo with 2 slots {medianOfOne:F2} trials/s: "
            + $"{100 * medianOfTwo / medianOfOne:F1} %"));
        return 0;
    }

    /// <summary>The middle value, or the mean of the two in the middle.</summary>
    internal static double Median(List<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[sorted.Length / 2] + sorted[(sorted.Length - 1) / 2]) / 2;
    }

    private static async Task<double> MeasureAsync(int silos, int slots, int trials, int epochs, CancellationToken stop)
    {
        await using var cluster = await Cluster.StartAsync(silos, slots, stop);
        await cluster.RunAsync(Sweeps.DefaultNetwork("warm-up", WarmUp, epochs), stop);
        var start = Stopwatch.GetTimestamp();
        await cluster.RunAsync(Sweeps.DefaultNetwork("measured", trials, epochs), stop);
        return trials / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
