using MathNet.Numerics.Distributions;
using Symmetry.Analysis.Statistics;

namespace Symmetry.Simulations;

/// <summary>Intervals for new test images as well as new runs.</summary>
internal static class ImageCoverage
{
    private const int Copies = 5;
    private const int Originals = 180;
    private const int Pool = 900;
    private const double Difficulty = 1.0;
    private const double RunSpread = 0.1;
    private const double CopySpread = 0.6;

    public static void Run(int repetitions)
    {
        var some = Math.Min(repetitions, 2000);
        Page.WriteLine($"""
            ## Over test images as well

            `--interval images`: coverage in per cent of the accuracy on new images / the half-width. {some:N0} repetitions, a standard error of
            {Table.StandardError(some)}. A copy of an original is right when μ + run + original + copy + answer > 0, all normal with sd
            {RunSpread}, {Difficulty}, {CopySpread} and 1; five copies of an original. t is not meant for this; "two-way" uses every answer, "bound"
            only the counts. Fresh splits draw their originals from {Pool}.

            """);
        var rows =
            from set in new[] { (Fresh: false, Mean: 0.83), (Fresh: false, Mean: 0.98), (Fresh: true, Mean: 0.83) }
            from runs in new[] { 5, 10, 30 }
            select (Func<string>)(() => Row(set.Fresh, Originals, set.Mean, runs, some));
        Table.Write(["test originals", "accuracy", "runs", "t over runs", "two-way", "bound"], [.. rows]);
    }

    private static string Row(bool fresh, int originals, double accuracy, int runs, int repetitions)
    {
        var scale = Math.Sqrt(1 + (Difficulty * Difficulty) + (RunSpread * RunSpread) + (CopySpread * CopySpread));
        var mu = Normal.InvCDF(0, 1, accuracy) * scale;
        var (t, both, bound) = (0, 0, 0);
        var (widthT, widthBoth, widthBound) = (0.0, 0.0, 0.0);
        var pool = fresh ? Pool : originals;
        for (var repetition = 0; repetition < repetitions; repetition++)
        {
            var dice = new Dice(16, (uint)repetition, (uint)((runs * 10) + (fresh ? 1 : 0) + (accuracy > 0.9 ? 2 : 0)));
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
            t += Coverage.Holds(overRuns, accuracy);
            both += Coverage.Holds(overBoth, accuracy);
            bound += Coverage.Holds(overCounts, accuracy);
            widthT += overRuns.HalfWidth;
            widthBoth += overBoth.HalfWidth;
            widthBound += overCounts.HalfWidth;
        }

        return Table.Line(
            fresh ? $"{originals} of {Pool}, fresh" : $"{originals} fixed",
            Table.Number(accuracy, "F2"),
            Table.Whole(runs),
            Cell(t, widthT),
            Cell(both, widthBoth),
            Cell(bound, widthBound));

        string Cell(int held, double width) => $"{Table.Percent(held, repetitions)} / {Table.Number(width / repetitions, "F4")}";
    }
}
