using Symmetry.Analysis.Statistics;

namespace Symmetry.Simulations;

/// <summary>The interval of a cell that runs until its interval is narrow enough.</summary>
internal static class StoppingCoverage
{
    private const int Budget = 5000;

    private static readonly int[] Needed = [30, 100, 300];

    public static void Run(int repetitions)
    {
        Page.WriteLine($"""
            ## Stopping when the interval is narrow enough

            `until`: coverage in per cent of the interval at the stop / the mean number of runs, for goals that need about 30, 100 and 300 runs by
            t when the sd is known; at least {FixedWidthStopping.DefaultAtLeast} runs before the first look, at most {Budget:N0}.

            """);
        Table.Write(
            ["rate of a run, or real cell", .. Needed.Select(n => $"goal of {n} runs")],
            [.. RunDistributions.All.Select((shape, part) => (Func<string>)(() => Row(shape, part, repetitions)))]);
    }

    /// <summary>The coverages of one shape.</summary>
    public static string Row(Shape shape, int part, int repetitions)
    {
        var sd = shape.Draw(new Dice(11, 0, (uint)part), 1_000_000).StandardDeviation;
        return Table.Line([shape.Name, .. Needed.Select(needed =>
        {
            var rule = new FixedWidthStopping(StudentTIntervals.Quantile(Estimate.DefaultLevel, needed - 1) * sd / Math.Sqrt(needed), Budget);
            var (held, runs) = (0, 0L);
            for (var repetition = 0; repetition < repetitions; repetition++)
            {
                var dice = new Dice(12, (uint)repetition, (uint)part);
                var tally = new Tally(shape.Total);
                do
                {
                    tally.Add(shape.Draw(dice));
                }
                while (!rule.StopsAt(tally));

                held += Coverage.Holds(StudentTIntervals.Mean(tally).Interval, shape.Mean);
                runs += tally.N;
            }

            return $"{Table.Percent(held, repetitions)} / {Table.Number((double)runs / repetitions, "F0")}";
        })]);
    }
}
