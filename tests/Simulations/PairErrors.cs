using Symmetry.Analysis.Statistics;

namespace Symmetry.Simulations;

/// <summary>What else is said about two cells that do not differ.</summary>
internal static class PairErrors
{
    private const double Alpha = 0.05;
    private const int Images = 1800;

    private static readonly int[] Sizes = [10, 40];

    // Pairs of cells whose differences have very different shapes.
    private static readonly (string A, string B)[] Pairs =
    [
        ("no bias gradient X and -X", "bias gradient X and -X"),
        ("bias gradient X and -X", "bias identity both X"),
        ("bias identity both X", "bias identity both -X"),
        ("no bias identity -X", "bias identity -X"),
    ];

    public static void Run(int repetitions)
    {
        var resampled = Math.Min(repetitions, 2000);
        Page.WriteLine($"""
            ## Two cells that do not differ

            Errors in per cent where A and B are drawn from the same shape with {Images:N0} images: p of sign flips and of the paired t test at most
            0.05; the interval of P(A > B) misses ½; the BCa interval of the difference misses 0; almost stochastic order says that A is above B
            with ε_min below ½, below 0.2 as `compare` asks, and that A is above or below B with 0.2. The last four columns have {resampled:N0} repetitions,
            a standard error of {Table.StandardError(resampled)}.

            """);
        Table.Write(
            ["rate of a run", "pairs", "sign flips", "paired t", "P(A > B)", "BCa", "ASO, ½", "ASO, 0.2", "ASO, either way"],
            [.. Rate.All.SelectMany((rate, part) => Sizes.Select(n => (Func<string>)(() => Row(rate.OutOf(Images), part, n, repetitions, resampled))))]);
        Page.WriteLine("""
            Two real cells of the paper whose difference is centred at its mean, which need not make it symmetric: p of sign flips / of paired t at
            most 0.05. No test of means is right for such differences with few pairs.

            """);
        int[] sizes = [6, 10, 20, 40, 100];
        Table.Write(
            ["difference", .. sizes.Select(n => $"n = {n}")],
            [.. Pairs.Select(pair => (Func<string>)(() => CentredRow(pair.A, pair.B, sizes, repetitions)))]);
    }

    private static string Row(Shape shape, int part, int n, int repetitions, int resampled)
    {
        var (flips, t, wins, bca, aboveHalf, above, either) = (0, 0, 0, 0, 0, 0, 0);
        var (a, b, difference) = (new double[n], new double[n], new double[n]);
        for (var repetition = 0; repetition < repetitions; repetition++)
        {
            var dice = new Dice(7, (uint)repetition, (uint)((part * 1000) + n));
            for (var k = 0; k < n; k++)
            {
                a[k] = (double)shape.Draw(dice) / Images;
                b[k] = (double)shape.Draw(dice) / Images;
                difference[k] = a[k] - b[k];
            }

            flips += StepDownMaxT.Test([difference], repetition).Differences[0].P <= Alpha ? 1 : 0;
            t += Misses(difference) ? 1 : 0;
            wins += 1 - Coverage.Holds(ProbabilityOfSuperiority.FromDifferences(difference).Interval, 0.5);
            if (repetition < resampled)
            {
                bca += 1 - Coverage.Holds(Bootstrap.Mean(difference, repetition, (uint)n, 999).Interval, 0);
                var order = StochasticOrder.Compare(a, b, repetition);
                aboveHalf += order.UpperLimit < 0.5 ? 1 : 0;
                above += order.UpperLimit < 0.2 ? 1 : 0;
                either += Math.Min(order.UpperLimit, order.ReverseUpperLimit) < 0.2 ? 1 : 0;
            }
        }

        return Table.Line(
            shape.Name,
            Table.Whole(n),
            Table.Percent(flips, repetitions),
            Table.Percent(t, repetitions),
            Table.Percent(wins, repetitions),
            Table.Percent(bca, resampled),
            Table.Percent(aboveHalf, resampled),
            Table.Percent(above, resampled),
            Table.Percent(either, resampled));
    }

    private static string CentredRow(string a, string b, int[] sizes, int repetitions)
    {
        var real = RealCells.Paper.CountsOf(a).Zip(RealCells.Paper.CountsOf(b), (x, y) => (double)(x - y)).ToArray();
        var mean = real.Average();
        return Table.Line([$"{a} less {b}", .. sizes.Select(n =>
        {
            var (flips, t, difference) = (0, 0, new double[n]);
            for (var repetition = 0; repetition < repetitions; repetition++)
            {
                var dice = new Dice(8, (uint)repetition, (uint)(((a.Length + b.Length) * 1000) + n));
                foreach (ref var value in difference.AsSpan())
                {
                    value = real[dice.Below(real.Length)] - mean;
                }

                flips += StepDownMaxT.Test([difference], repetition).Differences[0].P <= Alpha ? 1 : 0;
                t += Misses(difference) ? 1 : 0;
            }

            return $"{Table.Percent(flips, repetitions)} / {Table.Percent(t, repetitions)}";
        })]);
    }

    // The paired t test rejects where its interval misses 0.
    private static bool Misses(double[] difference) => Coverage.Holds(StudentTIntervals.Mean(difference).Interval, 0) == 0;
}
