using Symmetry.Analysis.Statistics;

namespace Symmetry.Simulations;

internal static class MeanCoverage
{
    private static readonly int[] Sizes = [5, 10, 30, 100];

    public static void Run(int repetitions)
    {
        Page.WriteLine("""
            ## One cell

            Coverage in per cent of: the t interval of the mean, the score interval on t, the skewness-adjusted t interval, which is the
            default, the exact interval of the median, one further run by the t prediction interval and by the order-statistic one (from n = 39
            on), and the BCa intervals (999 resamples) of the mean and of the interquartile mean. The two bootstrap columns have 1,000
            repetitions, so a standard error of 0.7. A dash: no such interval at that n.

            """);
        Table.Head("shape", "n", "t", "t, score", "adjusted", "median", "one more run, t", "one more run, ranks", "BCa mean", "BCa IQM");
        for (var s = 0; s < Shape.All.Length; s++)
        {
            var shape = Shape.All[s];
            var truth = Truth(shape, (uint)s);
            foreach (var n in Sizes)
            {
                Row(shape, (uint)s, n, truth, repetitions);
            }
        }
    }

    private static void Row(Shape shape, uint s, int n, (double Mean, double Median, double Middle) truth, int repetitions)
    {
        var (t, score, adjusted, bca, median, middle, one, ranks) = (0, 0, 0, 0, 0, 0, 0, 0);
        var (medians, rankings) = (0, 0);
        var resampled = Math.Min(repetitions, 1000);
        for (var repetition = 0; repetition < repetitions; repetition++)
        {
            var dice = new Dice(1, (uint)repetition, (s * 1000) + (uint)n);
            var tally = shape.Draw(dice, n);
            var further = (double)shape.Draw(dice) / shape.Total;
            var values = tally.ToProportions();
            t += Holds(StudentTIntervals.Mean(tally).Interval, truth.Mean);
            score += Holds(StudentTIntervals.ScoreMean(tally).Interval, truth.Mean);
            adjusted += Holds(SkewedMean.Mean(tally).Interval, truth.Mean);
            one += Holds(StudentTIntervals.PredictionInterval(n, tally.Mean, tally.StandardDeviation), further);
            if (repetition < resampled)
            {
                bca += Holds(Bootstrap.Mean(values, repetition, (uint)n, 999).Interval, truth.Mean);
                middle += Holds(Bootstrap.InterquartileMean(values, repetition, (uint)n, 999).Interval, truth.Middle);
            }

            if (OrderStatistics.Median(values).Interval is { } interval)
            {
                medians++;
                median += Holds(interval, truth.Median);
            }

            if (OrderStatistics.PredictionInterval(values) is { } range)
            {
                rankings++;
                ranks += Holds(range, further);
            }
        }

        Table.Row(
            shape.Name,
            n.ToString(System.Globalization.CultureInfo.InvariantCulture),
            Table.Percent(t, repetitions),
            Table.Percent(score, repetitions),
            Table.Percent(adjusted, repetitions),
            Table.Percent(median, medians),
            Table.Percent(one, repetitions),
            Table.Percent(ranks, rankings),
            Table.Percent(bca, resampled),
            Table.Percent(middle, resampled));
    }

    // Means over two million draws. At n = 400 their error is a seventieth of the standard error, and less for smaller n.
    private static (double Mean, double Median, double Middle) Truth(Shape shape, uint s)
    {
        var tally = new Tally(shape.Total);
        for (var block = 0u; block < 200; block++)
        {
            var dice = new Dice(2, block, s);
            for (var i = 0; i < 10_000; i++)
            {
                tally.Add(shape.Draw(dice));
            }
        }

        return (tally.Mean, tally.Median, Location.InterquartileMean(tally.ToProportions()));
    }

    // True counts are known up to rounding, so a point interval at the true value covers it.
    internal static int Holds(Interval? interval, double truth) =>
        interval is { } known && known.Lower - 1e-12 <= truth && truth <= known.Upper + 1e-12 ? 1 : 0;
}
