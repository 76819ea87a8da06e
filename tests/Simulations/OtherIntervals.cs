using Symmetry.Analysis.Statistics;

namespace Symmetry.Simulations;

/// <summary>The intervals of one cell that are not the default.</summary>
internal static class OtherIntervals
{
    private const int Images = 1800;

    public static void Run(int repetitions)
    {
        var resampled = Math.Min(repetitions, 2000);
        Page.WriteLine($"""
            ## Other intervals of one cell

            Coverage in per cent with {Images:N0} images: the mean by the score interval on t, the mean by BCa and the interquartile mean by BCa (999
            resamples, {resampled:N0} repetitions, a standard error of {Table.StandardError(resampled)}), the median, and one further run by
            t and by order statistics (from 39 runs on).

            """);
        Table.Write(
            ["rate of a run", "n", "score", "BCa mean", "BCa IQM", "median", "further run, t", "further run, ranks"],
            [.. Rate.All.SelectMany((rate, part) => new[] { 10, 40 }.Select(n => (Func<string>)(() =>
                Row(rate.OutOf(Images), part, n, repetitions, resampled))))]);
    }

    private static string Row(Shape shape, int part, int n, int repetitions, int resampled)
    {
        var many = shape.Draw(new Dice(9, 0, (uint)part), 1_000_000);
        var (median, middle) = (many.Median, Location.InterquartileMean(many.ToProportions()));
        var (score, bca, bcaMiddle, medians, further, ranks, ranked) = (0, 0, 0, 0, 0, 0, 0);
        for (var repetition = 0; repetition < repetitions; repetition++)
        {
            var dice = new Dice(10, (uint)repetition, (uint)((part * 1000) + n));
            var tally = shape.Draw(dice, n);
            var next = (double)shape.Draw(dice) / Images;
            var values = tally.ToProportions();
            score += Coverage.Holds(StudentTIntervals.ScoreMean(tally).Interval, shape.Mean);
            medians += Coverage.Holds(OrderStatistics.Median(values).Interval, median);
            further += Coverage.Holds(StudentTIntervals.PredictionInterval(n, tally.Mean, tally.StandardDeviation), next);
            if (OrderStatistics.PredictionInterval(values) is { } range)
            {
                ranked++;
                ranks += Coverage.Holds(range, next);
            }

            if (repetition < resampled)
            {
                bca += Coverage.Holds(Bootstrap.Mean(values, repetition, (uint)n, 999).Interval, shape.Mean);
                bcaMiddle += Coverage.Holds(Bootstrap.InterquartileMean(values, repetition, (uint)n, 999).Interval, middle);
            }
        }

        return Table.Line(
            shape.Name,
            Table.Whole(n),
            Table.Percent(score, repetitions),
            Table.Percent(bca, resampled),
            Table.Percent(bcaMiddle, resampled),
            Table.Percent(medians, repetitions),
            Table.Percent(further, repetitions),
            Table.Percent(ranks, ranked));
    }
}
