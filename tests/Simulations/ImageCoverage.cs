using MathNet.Numerics.Distributions;
using Symmetry.Analysis.Statistics;

namespace Symmetry.Simulations;

internal static class ImageCoverage
{
    private const int Copies = 5;
    private const double Difficulty = 1.0;
    private const double RunSpread = 0.1;
    private const double CopySpread = 0.6;

    public static void Run(int repetitions)
    {
        var some = Math.Min(repetitions, 1000);
        Page.WriteLine($"""
            ## Over test images as well

            Coverage of the accuracy on new images, in per cent, {some:N0} repetitions. A copy of an original is
            right when μ + run + original + copy > 0, all normal with sd {RunSpread}, {Difficulty} and {CopySpread}, and a noise
            of sd 1 for each answer; five copies of an original. "t over runs" is the default interval, which is not meant for this;
            "two-way" uses every answer; "bound" uses only the counts. Fresh splits draw their originals from 900.

            """);
        Table.Head("test set", "accuracy", "runs", "t over runs", "two-way", "bound", "half-width t", "two-way", "bound");
        foreach (var (fresh, originals, mean) in new[] { (false, 180, 0.83), (false, 180, 0.98), (true, 180, 0.83) })
        {
            foreach (var runs in new[] { 5, 10, 30 })
            {
                Row(fresh, originals, mean, runs, some);
            }
        }
    }

    private static void Row(bool fresh, int originals, double accuracy, int runs, int repetitions)
    {
        const int Pool = 900;
        var scale = Math.Sqrt(1 + (Difficulty * Difficulty) + (RunSpread * RunSpread) + (CopySpread * CopySpread));
        var mu = Normal.InvCDF(0, 1, accuracy) * scale;
        var (t, both, bound) = (0, 0, 0);
        var (widthT, widthBoth, widthBound) = (0.0, 0.0, 0.0);
        var pool = fresh ? Pool : originals;
        for (var repetition = 0; repetition < repetitions; repetition++)
        {
            var dice = new Dice(4, (uint)repetition, (uint)((runs * 10) + (fresh ? 1 : 0) + (accuracy > 0.9 ? 2 : 0)));
            var ease = new double[pool, Copies];
            for (var i = 0; i < pool; i++)
            {
                var original = Difficulty * dice.Normal();
                for (var copy = 0; copy < Copies; copy++)
                {
                    ease[i, copy] = mu + original + (CopySpread * dice.Normal());
                }
            }

            var tally = new Tally(originals * Copies);
            var outcomes = new List<ImageOutcome>();
            var order = Enumerable.Range(0, pool).ToArray();
            for (var run = 0; run < runs; run++)
            {
                var skill = RunSpread * dice.Normal();
                var all = 0;
                for (var i = 0; i < originals; i++)
                {
                    if (fresh)
                    {
                        var other = i + (int)(dice.Uniform() * (pool - i));
                        (order[i], order[other]) = (order[other], order[i]);
                    }

                    var correct = 0;
                    for (var copy = 0; copy < Copies; copy++)
                    {
                        correct += dice.Normal() < ease[order[i], copy] + skill ? 1 : 0;
                    }

                    all += correct;
                    outcomes.Add(new ImageOutcome(run, order[i], correct, Copies));
                }

                tally.Add(all);
            }

            var overRuns = StudentTIntervals.Mean(tally).Interval!.Value;
            var overBoth = TestImages.Mean(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(outcomes)).Interval!.Value;
            var overCounts = TestImages.Bound(tally, pool).Interval!.Value;
            t += MeanCoverage.Holds(overRuns, accuracy);
            both += MeanCoverage.Holds(overBoth, accuracy);
            bound += MeanCoverage.Holds(overCounts, accuracy);
            widthT += overRuns.HalfWidth;
            widthBoth += overBoth.HalfWidth;
            widthBound += overCounts.HalfWidth;
        }

        Table.Row(
            fresh ? $"{originals} of {Pool}, fresh" : $"{originals} fixed",
            Table.Number(accuracy, "F2"),
            Table.Number(runs, "F0"),
            Table.Percent(t, repetitions),
            Table.Percent(both, repetitions),
            Table.Percent(bound, repetitions),
            Table.Number(widthT / repetitions, "F4"),
            Table.Number(widthBoth / repetitions, "F4"),
            Table.Number(widthBound / repetitions, "F4"));
    }
}
