using Symmetry.Analysis.Statistics;

namespace Symmetry.Simulations;

/// <summary>Variance components of crossed designs.</summary>
internal static class VarianceCoverage
{
    public static void Run(int repetitions)
    {
        var some = Math.Min(repetitions, 1000);
        Page.WriteLine($"""
            ## Crossed designs

            `variance`: coverage in per cent, {some:N0} repetitions (a standard error of {Table.StandardError(some)}), normal effects, variances in
            units of the residual: the MLS intervals of the first factor's variance and of the residual, the generalized interval of the first
            factor's share, and the interval of the grand mean. Where the truth is 0 an interval can miss on one side only.

            """);
        var rows =
            from levels in new int[][] { [5, 5], [10, 10], [5, 5, 5] }
            from variances in new double[][] { [0, 0.5, 0.5], [0.1, 0.5, 0.5], [1, 0.2, 0] }
            select (Func<string>)(() => Row(levels, variances[..levels.Length], some));
        Table.Write(["design", "variances of the factors", "factor 1", "residual", "share 1", "grand mean"], [.. rows]);
    }

    private static string Row(int[] levels, double[] variances, int repetitions)
    {
        string[] names = [.. levels.Select((_, i) => $"f{i + 1}")];
        var (first, residual, share, mean) = (0, 0, 0, 0);
        var total = variances.Sum() + 1;
        for (var repetition = 0; repetition < repetitions; repetition++)
        {
            var part = levels[0] + (100 * levels.Length) + (1000 * (int)(10 * variances[0]));
            var dice = new Dice(15, (uint)repetition, (uint)part);
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
            first += Coverage.Holds(analysis.Components[0].Interval, variances[0]);
            residual += Coverage.Holds(analysis.Components[^1].Interval, 1);
            share += Coverage.Holds(analysis.Factors[0].Alone.Interval, variances[0] / total);
            mean += Coverage.Holds(analysis.Mean.Interval, 0);
        }

        return Table.Line(
            string.Join(" x ", levels),
            string.Join(", ", variances.Select(variance => Table.Number(variance, "G3"))),
            Table.Percent(first, repetitions),
            Table.Percent(residual, repetitions),
            Table.Percent(share, repetitions),
            Table.Percent(mean, repetitions));
    }
}
