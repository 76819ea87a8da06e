using System.Diagnostics;
using Symmetry.Engine.Statistics;

namespace Symmetry.Simulations;

internal static class Speed
{
    public static void Run()
    {
        var dice = new Dice(9, 0, 0);
        var values = Enumerable.Range(0, 1000).Select(_ => 0.83 + (0.015 * dice.Normal())).ToArray();
        var counts = Enumerable.Range(0, 1000).Select(_ => Shape.All[0].Draw(dice)).ToArray();
        var others = Enumerable.Range(0, 1000).Select(_ => Shape.All[0].Draw(dice)).ToArray();
        var crossed = Enumerable.Range(0, 1000).Select(_ => dice.Normal()).ToArray();
        Table.Head("what", "ms");
        Measure("BCa mean, 10,000 resamples of 1,000 replicates", () => Bootstrap.Mean(values, 1));
        Measure("BCa interquartile mean, the same", () => Bootstrap.InterquartileMean(values, 1));
        Measure("sign-flip, exact, 1,000 pairs of counts", () => SignFlipTest.PValue(Array.ConvertAll(counts, c => c - 1494), 1));
        Measure("paired comparison of 1,000 pairs, everything", () => PairedComparison.OfCounts(counts, others, 1800, 1));
        Measure("almost stochastic order, 1,000 resamples of 2 x 1,000", () => StochasticOrder.Compare(values, crossed, 1));
        Measure("variance components, 10 x 10 x 10", () => VarianceComponents.Analyse(["a", "b", "c"], [10, 10, 10], crossed, 1));
        Measure("power, the number of pairs", () => PairedPower.PairsFor(0.8, 0.1, 1));
        Measure(
            "1,000 cells of 1,000 trials: tally, mean, sd, median, t interval",
            () =>
            {
                for (var cell = 0; cell < 1000; cell++)
                {
                    var tally = Tally.Of(1800, counts);
                    _ = StudentTIntervals.Mean(tally);
                    _ = tally.Median;
                }
            });
        Measure("a stopping decision over 1,000 runs", () => new FixedWidthStopping(0.0001, 2000).Decide(counts, 1800));
    }

    private static void Measure(string what, Action action)
    {
        action();
        var best = double.PositiveInfinity;
        for (var i = 0; i < 3; i++)
        {
            var watch = Stopwatch.StartNew();
            action();
            best = Math.Min(best, watch.Elapsed.TotalMilliseconds);
        }

        Table.Row(what, Table.Number(best, "F2"));
    }
}
