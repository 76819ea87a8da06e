using Symmetry.Analysis.Statistics;

namespace Symmetry.Simulations;

internal static class StoppingCoverage
{
    // The paper's cells with non-normal shapes, and one near-normal cell.
    private static readonly string[] Real =
        ["no bias identity -X", "bias identity -X", "bias identity both X", "bias identity both -X", "bias gradient X and -X"];

    public static void Run(int repetitions)
    {
        Page.WriteLine("""
            ## Stopping when the interval is narrow enough

            Coverage in per cent of the interval at the stop, and the mean number of runs, for goals that need about 30, 100 and
            300 runs by t; at least 30 runs before the first look (20 for comparison), at most 5,000. With rare failures the
            rule stops early exactly when none has occurred, so it does worse than a fixed n of the same size: give such cells a larger
            minimum number of runs. The last rows are five of the paper's own cells, drawn from their 1,000 replicates.

            """);
        Table.Head("shape", "half-width", "at least 30", "mean n", "at least 20", "mean n");
        Shape[] shapes = [.. Shape.All, .. RealCells.Paper.Shapes.Where(shape => Real.Contains(shape.Name))];
        for (var s = 0; s < shapes.Length; s++)
        {
            var shape = shapes[s];
            var tally = shape.Draw(new Dice(6, 0, (uint)s), 1_000_000);
            foreach (var needed in new[] { 30, 100, 300 })
            {
                var goal = Math.Round(1.96 * tally.StandardDeviation / Math.Sqrt(needed), 6);
                var (late, lateN) = Measure(shape, (uint)s, goal, 30, tally.Mean, repetitions);
                var (early, earlyN) = Measure(shape, (uint)s, goal, 20, tally.Mean, repetitions);
                Table.Row(
                    shape.Name,
                    Table.Number(goal, "G3"),
                    Table.Percent(late, repetitions),
                    Table.Number(lateN),
                    Table.Percent(early, repetitions),
                    Table.Number(earlyN));
            }
        }
    }

    private static (int Held, double MeanN) Measure(Shape shape, uint s, double goal, long atLeast, double truth, int repetitions)
    {
        var rule = new FixedWidthStopping(goal, 5000, atLeast);
        var (held, runs) = (0, 0L);
        for (var repetition = 0; repetition < repetitions; repetition++)
        {
            var dice = new Dice(7, (uint)repetition, s);
            var tally = new Tally(shape.Total);
            do
            {
                tally.Add(shape.Draw(dice));
            }
            while (!rule.StopsAt(tally));

            held += MeanCoverage.Holds(StudentTIntervals.Mean(tally, rule.Level).Interval, truth);
            runs += tally.N;
        }

        return (held, (double)runs / repetitions);
    }
}
