using Symmetry.Analysis.Statistics;

namespace Symmetry.Simulations;

internal static partial class ComparisonErrors
{
    private static readonly int[] Sizes = [6, 10, 30, 100];

    public static void Run(int repetitions)
    {
        Page.WriteLine("""
            ## Two cells that do not differ

            Type I error in per cent; compare: as above. A and B are drawn from the same shape. In the last rows they share half of their replicates
            (with probability ½ replicate k of B is that of A), which leaves many ties: then fewer pairs differ, and every test is
            conservative. "family of 5": any rejection of compare among five such comparisons. P(A > B): how often its interval misses ½. BCa: how often
            the interval of the mean difference misses 0 (999 resamples, 1,000 repetitions). ASO: how often ε_min falls below ½ and
            below 0.2 (500 resamples, 1,000 repetitions). Sign-flip p is a multiple of 2^(1−n), so at n = 6 it rejects at most
            at 3.1 %.

            """);
        Table.Head("shape", "pairs", "compare", "paired t", "family of 5", "P(A > B)", "BCa", "ASO < 0.5", "ASO < 0.2");
        for (var s = 0; s < Shape.All.Length; s++)
        {
            foreach (var n in Sizes)
            {
                Row(Shape.All[s], (uint)s, n, 0, repetitions);
            }
        }

        foreach (var s in new[] { 0, 1, 6 })
        {
            foreach (var n in Sizes)
            {
                Row(Shape.All[s], (uint)s, n, 0.5, repetitions);
            }
        }
    }

    private static void Row(Shape shape, uint s, int n, double shared, int repetitions)
    {
        var (decided, t, bca, family, wins, order, strict) = (0, 0, 0, 0, 0, 0, 0);
        var resampled = Math.Min(repetitions, 1000);
        var together = new double[5][];
        for (var repetition = 0; repetition < repetitions; repetition++)
        {
            var dice = new Dice(3, (uint)repetition, (s * 1000) + (uint)n + (shared > 0 ? 500u : 0u));
            var (a, b) = (new int[n], new int[n]);
            var differences = new int[n];
            for (var k = 0; k < n; k++)
            {
                a[k] = shape.Draw(dice);
                b[k] = dice.Uniform() < shared ? a[k] : shape.Draw(dice);
                differences[k] = a[k] - b[k];
            }

            var real = Array.ConvertAll(differences, d => (double)d / shape.Total);
            var (p, pairedT) = Tests(differences);
            decided += p <= 0.05 ? 1 : 0;
            t += pairedT <= 0.05 ? 1 : 0;
            wins += 1 - MeanCoverage.Holds(ProbabilityOfSuperiority.FromDifferences(real).Interval, 0.5);

            // Every five consecutive repetitions form one family.
            together[repetition % 5] = real;
            family += repetition % 5 == 4 && StepDownMaxT.Test(together, seed: 1).Differences.Min(difference => difference.Adjusted) <= 0.05 ? 1 : 0;
            if (repetition < resampled)
            {
                bca += 1 - MeanCoverage.Holds(Bootstrap.Mean(real, repetition, (uint)n, 999).Interval, 0);
                var (x, y) = (new double[n], new double[n]);
                for (var k = 0; k < n; k++)
                {
                    x[k] = (double)shape.Draw(dice) / shape.Total;
                    y[k] = (double)shape.Draw(dice) / shape.Total;
                }

                var limit = StochasticOrder.Compare(x, y, repetition, (uint)n, 500).UpperLimit;
                order += limit < 0.5 ? 1 : 0;
                strict += limit < 0.2 ? 1 : 0;
            }
        }

        Table.Row(
            shared > 0 ? $"{shape.Name}; half shared" : shape.Name,
            n.ToString(System.Globalization.CultureInfo.InvariantCulture),
            Table.Percent(decided, repetitions),
            Table.Percent(t, repetitions),
            Table.Percent(family, repetitions / 5),
            Table.Percent(wins, repetitions),
            Table.Percent(bca, resampled),
            Table.Percent(order, resampled),
            Table.Percent(strict, resampled));
    }
}
