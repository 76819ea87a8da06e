using Symmetry.Analysis.Statistics;

namespace Symmetry.Simulations;

/// <summary>The shares of main effects and interactions in the variance between cells.</summary>
internal static class EffectShareCoverage
{
    private static readonly int[] Sizes = [5, 10, 20, 40];
    private static readonly Noise[] Noises = [Noise.Normal, Noise.HeavyTailed, Noise.Skewed];

    // Each axis is named by a letter, and its effects and those of a pair of axes add up to 0 over every axis.
    private static readonly (string Name, int[] Levels, Func<int, double> Mean)[] Tables =
    [
        ("3 x 4", [3, 4], cell => (cell % 4) - 1.5 + (0.5 * ((cell / 4) - 1) * (cell % 4 is 0 or 3 ? 1 : -1))),
        ("3 x 2 x 2", [3, 2, 2], cell => (cell / 4) - 1 + ((cell / 2 % 2) - 0.5) + (0.5 * (cell / 4 == 1 ? -2 : 1) * ((cell / 2 % 2) - 0.5))),
    ];

    public static void Run(int repetitions)
    {
        Page.WriteLine($"""
            ## Shares of settings in the variance between cells

            `effects`: 100 × the mean error of the estimated share, with its Monte Carlo error / coverage in per cent of its jackknife interval over
            n replicates. The true means of the cells have a standard deviation of 1, the noise of a run too, and so has an effect that all runs of a
            replicate share. A, B and C are the axes; A of 3 x 4 and everything with C have no true effect. A share is a ratio of two unbiased
            estimates, so it has a small bias of its own. Where no variance is found there is no share, which counts as a miss. {repetitions:N0}
            repetitions, a standard error of {Table.StandardError(repetitions)}.

            """);
        var grids = Noises.SelectMany(noise => Tables.Select(table => (noise, table))).ToList();
        Table.Write(
            ["cells, noise", "effect", "true share", .. Sizes.Select(n => $"n = {n}")],
            [.. grids.Select((grid, part) => (Func<string>)(() => Rows(
                $"{grid.table.Name}, {grid.noise.Name}", grid.table.Levels, grid.table.Mean, grid.noise, (uint)part, repetitions)))]);
    }

    private static string Rows(string name, int[] levels, Func<int, double> meanOf, Noise noise, uint part, int repetitions)
    {
        double[] means = [.. Enumerable.Range(0, levels.Aggregate(1, (product, count) => product * count)).Select(meanOf)];
        var scale = Math.Sqrt(means.Average(mean => mean * mean));
        means = Array.ConvertAll(means, mean => mean / scale);
        var truth = new FactorialGrid(levels, [means, means]).Shares().Terms;
        var results = Array.ConvertAll(Sizes, n => Column(levels, means, noise, n, part, [.. truth.Select(term => term.Share.Value)], repetitions));
        return string.Join('\n', truth.Select((term, i) => Table.Line(
            [name, Name(term), Table.Number(100 * term.Share.Value, "0.0;-0.0;0.0"), .. results.Select(column => column[i])])));
    }

    private static string[] Column(int[] levels, double[] means, Noise noise, int n, uint part, double[] truth, int repetitions)
    {
        var (held, errors) = (new int[truth.Length], Array.ConvertAll(truth, _ => new double[repetitions]));
        var values = Enumerable.Range(0, n).Select(_ => new double[means.Length]).ToArray();
        for (var repetition = 0; repetition < repetitions; repetition++)
        {
            var dice = new Dice(19, (uint)repetition, part);
            foreach (var replicate in values)
            {
                var shared = dice.Normal();
                for (var cell = 0; cell < means.Length; cell++)
                {
                    replicate[cell] = means[cell] + shared + noise.Others(dice);
                }
            }

            var terms = new FactorialGrid(levels, values).Shares().Terms;
            for (var term = 0; term < truth.Length; term++)
            {
                held[term] += Coverage.Holds(terms[term].Share.Interval, truth[term]);
                errors[term][repetition] = 100 * (terms[term].Share.Value - truth[term]);
            }
        }

        return [.. errors.Select((values, term) => $"{Bias.Text(Array.FindAll(values, double.IsFinite))} / {Table.Percent(held[term], repetitions)}")];
    }

    private static string Name(EffectShare term) =>
        term.Axes.IsEmpty ? "rest" : string.Join(" x ", term.Axes.Select(axis => "ABC"[axis]));
}
