using Symmetry.Analysis.Statistics;

namespace Symmetry.Simulations;

/// <summary>Families of differences from a baseline in which nothing differs.</summary>
internal static class FamilyErrors
{
    private const double Alpha = 0.05;

    private static readonly int[] Families = [1, 18, 100];
    private static readonly int[] Sizes = [6, 7, 8, 10, 20, 40];
    private static readonly Noise[] Noises = [Noise.Normal, Noise.HeavyTailed, Noise.Skewed, Noise.SkewedBaseline];

    public static void Run(int repetitions)
    {
        var some = Math.Min(repetitions, 4000);
        var few = Math.Min(repetitions, 1000);
        Page.WriteLine($"""
            ## Families of differences

            Family-wise error of `compare` in per cent: how often any of the family's adjusted p is at most 0.05 though no cell differs from the
            baseline. p is a multiple of 2^(1−n), so at most 3.1 % are possible with 6 pairs and 4.7 % with 7 and 8. Differences share the noise
            of the baseline. Normal and heavy-tailed differences are jointly symmetric, as the test assumes; the others are not.
            {some:N0} repetitions, a standard error of {Table.StandardError(some)}; for 100 differences of 20 and 40 pairs {few:N0} repetitions
            and {Table.StandardError(few)}.

            """);
        Table.Write(
            ["noise of a run", "family", .. Sizes.Select(n => $"n = {n}")],
            [.. Noises.SelectMany((noise, i) => Families.Select(family => (Func<string>)(() => Row(noise, i, family, some, few))))]);
        Page.WriteLine($"""
            Power and simultaneous intervals with normal noise, {few:N0} repetitions, a standard error of {Table.StandardError(few)}. One difference is
            truly the given multiple of its standard deviation: how often step-down maxT and Holm's method with paired t tests find it. Then the
            first half of the differences, and then all, are truly two standard deviations: how often any p of the other half is at most 0.05,
            and how often all simultaneous intervals hold their truths.

            """);
        Table.Write(
            ["family", "n", "effect", "maxT finds it", "Holm finds it", "half: false alarms", "half: all hold", "all: all hold"],
            [.. Families.SelectMany(family => Sizes.Select(n => (Func<string>)(() => PowerRow(family, n, few))))]);
        Page.WriteLine("""
            Real cells, replicates drawn whole so that cells stay paired, with the same repetitions. Differences of all columns of a file from its
            first one: family-wise error when each is centred at its mean, and how often all simultaneous intervals hold when they are not.

            """);
        Table.Write(
            ["cells", "family", .. Sizes.Select(n => $"n = {n}: error / hold")],
            [.. RealCells.All.Select(cells => (Func<string>)(() => RealRow(cells, few)))]);
    }

    private static string Row(Noise noise, int part, int family, int some, int few) => Table.Line(
        [noise.Name, Table.Whole(family), .. Sizes.Select(n => Error(noise, part, family, n, family == 100 && n > JointSignFlips.MaxEnumerated ? few : some))]);

    /// <summary>The family-wise error in per cent.</summary>
    public static string Error(Noise noise, int part, int family, int n, int repetitions)
    {
        var (differences, errors) = (Differences(family, n), 0);
        for (var repetition = 0; repetition < repetitions; repetition++)
        {
            Draw(new Dice(4, (uint)repetition, (uint)((part * 100_000) + (family * 100) + n)), noise, differences);
            errors += StepDownMaxT.Test(differences, repetition).Differences.Any(difference => difference.Adjusted <= Alpha) ? 1 : 0;
        }

        return Table.Percent(errors, repetitions);
    }

    private static string PowerRow(int family, int n, int repetitions)
    {
        var (differences, pValues) = (Differences(family, n), new double?[family]);
        var effect = n <= 10 ? 4 : 1;
        var half = (family + 1) / 2;
        var (found, holm, falseAlarms, halfHeld, allHeld) = (0, 0, 0, 0, 0);

        // The difference of two cells has the variance of both.
        var sd = Math.Sqrt(2);
        for (var repetition = 0; repetition < repetitions; repetition++)
        {
            Draw(new Dice(5, (uint)repetition, (uint)((family * 100) + n)), Noise.Normal, differences);
            Shift(differences.AsSpan(0, 1), effect * sd);
            found += StepDownMaxT.Test(differences, repetition).Differences[0].Adjusted <= Alpha ? 1 : 0;
            for (var j = 0; j < family; j++)
            {
                pValues[j] = PairedT(differences[j]);
            }

            holm += HolmAdjustment.Adjust(pValues)[0] <= Alpha ? 1 : 0;
            Shift(differences.AsSpan(0, 1), (2 - effect) * sd);
            Shift(differences.AsSpan(1, half - 1), 2 * sd);
            var results = StepDownMaxT.Test(differences, repetition).Differences;
            falseAlarms += results.Skip(half).Any(result => result.Adjusted <= Alpha) ? 1 : 0;
            halfHeld += AllHold(results, j => j < half ? 2 * sd : 0);
            Shift(differences.AsSpan(half), 2 * sd);
            allHeld += AllHold(StepDownMaxT.Test(differences, repetition).Differences, _ => 2 * sd);
        }

        return Table.Line(
            Table.Whole(family),
            Table.Whole(n),
            $"{effect} sd",
            Table.Percent(found, repetitions),
            Table.Percent(holm, repetitions),
            Table.Percent(falseAlarms, half == family ? 0 : repetitions),
            Table.Percent(halfHeld, repetitions),
            Table.Percent(allHeld, repetitions));
    }

    private static string RealRow(RealCells cells, int repetitions)
    {
        var baseline = cells.CountsOf(cells.Names[0]);
        var real = cells.Names.Skip(1).Select(name => cells.CountsOf(name).Zip(baseline, (a, b) => (double)(a - b)).ToArray()).ToArray();
        var means = real.Select(values => values.Average()).ToArray();
        return Table.Line([cells.Name, Table.Whole(real.Length), .. Sizes.Select(n =>
        {
            var (differences, errors, held) = (Differences(real.Length, n), 0, 0);
            for (var repetition = 0; repetition < repetitions; repetition++)
            {
                var dice = new Dice(6, (uint)repetition, (uint)((Array.IndexOf(RealCells.All, cells) * 1000) + n));
                for (var k = 0; k < n; k++)
                {
                    var replicate = dice.Below(baseline.Length);
                    for (var j = 0; j < real.Length; j++)
                    {
                        differences[j][k] = real[j][replicate];
                    }
                }

                var results = StepDownMaxT.Test(differences, repetition).Differences;
                held += AllHold(results, j => means[j]);
                for (var j = 0; j < real.Length; j++)
                {
                    Shift(differences.AsSpan(j, 1), -means[j]);
                }

                errors += StepDownMaxT.Test(differences, repetition).Differences.Any(difference => difference.Adjusted <= Alpha) ? 1 : 0;
            }

            return $"{Table.Percent(errors, repetitions)} / {Table.Percent(held, repetitions)}";
        })]);
    }

    private static int AllHold(IReadOnlyList<FamilyDifference> results, Func<int, double> truth) =>
        results.Select((result, j) => Coverage.Holds(result.Simultaneous, truth(j))).All(holds => holds == 1) ? 1 : 0;

    private static double[][] Differences(int family, int n) => [.. Enumerable.Range(0, family).Select(_ => new double[n])];

    // What replicates share between cells, such as a split, cancels in differences.
    private static void Draw(Dice dice, Noise noise, double[][] differences)
    {
        for (var k = 0; k < differences[0].Length; k++)
        {
            var baseline = noise.Baseline(dice);
            foreach (var difference in differences)
            {
                difference[k] = noise.Others(dice) - baseline;
            }
        }
    }

    private static void Shift(Span<double[]> differences, double by)
    {
        foreach (var difference in differences)
        {
            foreach (ref var value in difference.AsSpan())
            {
                value += by;
            }
        }
    }

    private static double PairedT(double[] values)
    {
        var (mean, sd) = Moments.MeanAndStandardDeviation(values);
        return 2 * Quantiles.UpperTailOfStudentT(values.Length - 1, Math.Abs(mean) / (sd / Math.Sqrt(values.Length)));
    }
}
