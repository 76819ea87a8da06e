using Symmetry.Analysis.Statistics;

namespace Symmetry.Simulations;

internal static class VarianceCoverage
{
    public static void Run(int repetitions)
    {
        var some = Math.Min(repetitions, 500);
        Page.WriteLine($"""
            ## Crossed designs

            Coverage in per cent, {some:N0} repetitions, normal effects (a standard error of 1.0): the MLS interval of the variance of the first factor and
            of the residual, the generalized interval of the first factor's share, and the interval of the grand mean. "Negative":
            how often the estimate of the first factor's variance was negative. Variances in units of the residual.

            """);
        Table.Head("design", "variances of the factors", "factor 1", "residual", "share 1", "grand mean", "negative");
        foreach (var levels in new int[][] { [5, 5], [10, 10], [20, 5], [5, 5, 5], [10, 10, 10] })
        {
            foreach (var variances in new double[][] { [0, 0.5, 0.5], [0.1, 0.5, 0.5], [1, 0.2, 0], [4, 1, 1] })
            {
                Row(levels, variances[..levels.Length], some);
            }
        }

        Page.WriteLine("");
        Page.WriteLine("Where the truth is 0 an interval can miss on one side only, so it holds in more than 95 %.");
    }

    private static void Row(int[] levels, double[] variances, int repetitions)
    {
        string[] names = [.. levels.Select((_, i) => $"f{i + 1}")];
        var (first, residual, share, mean, negative) = (0, 0, 0, 0, 0);
        var total = variances.Sum() + 1;
        for (var repetition = 0; repetition < repetitions; repetition++)
        {
            var part = levels[0] + (100 * levels.Length) + (1000 * (int)(10 * variances[0]));
            var dice = new Dice(5, (uint)repetition, (uint)part);
            var effects = levels
                .Select((count, i) => Enumerable.Range(0, count).Select(_ => Math.Sqrt(variances[i]) * dice.Normal()).ToArray())
                .ToArray();
            var values = new double[levels.Aggregate(1, (a, b) => a * b)];
            for (var at = 0; at < values.Length; at++)
            {
                var rest = at;
                for (var i = levels.Length - 1; i >= 0; i--)
                {
                    values[at] += effects[i][rest % levels[i]];
                    rest /= levels[i];
                }

                values[at] += dice.Normal();
            }

            var analysis = VarianceComponents.Analyse(names, levels, values, repetition);
            first += MeanCoverage.Holds(analysis.Components[0].Interval, variances[0]);
            residual += MeanCoverage.Holds(analysis.Components[^1].Interval, 1);
            share += MeanCoverage.Holds(analysis.Factors[0].Alone.Interval, variances[0] / total);
            mean += MeanCoverage.Holds(analysis.Mean.Interval, 0);
            negative += analysis.Components[0].Variance < 0 ? 1 : 0;
        }

        Table.Row(
            string.Join(" x ", levels),
            string.Join(", ", variances),
            Table.Percent(first, repetitions),
            Table.Percent(residual, repetitions),
            Table.Percent(share, repetitions),
            Table.Percent(mean, repetitions),
            Table.Percent(negative, repetitions));
    }
}
