using Symmetry.Analysis.Statistics;

namespace Symmetry.Simulations;

/// <summary>The set of cells that may be best, and the mean of the chosen cell.</summary>
internal static class BestCoverage
{
    private static readonly int[] Sizes = [5, 10, 40];

    public static void Run(int repetitions)
    {
        var some = Math.Min(repetitions, 6000);
        Page.WriteLine($"""
            ## The best cell of a grid

            `best`: how often, in per cent, the set holds the best cell (each of those that tie for the best, averaged), and the mean size of the
            set. How often the interval of the chosen cell holds its true mean: t of that cell (naive), and choosing on one half of the
            replicates and reading the other (unbiased); in brackets the mean error of the two estimates in sd of one run. In the grid of 18
            cells six tie for the best and the others are 0.25, 0.5, ... 3 times the sd of their own noise lower; runs of a replicate share an effect
            that is as large. Real cells are drawn with whole replicates. {some:N0} repetitions, a standard error of {Table.StandardError(some)}.

            """);
        List<Func<string>> rows = [];
        foreach (var grid in Grids())
        {
            foreach (var n in Sizes)
            {
                var part = (uint)rows.Count;
                rows.Add(() => Row(grid, n, part, some));
            }
        }

        Table.Write(["grid", "n", "holds the best", "size of the set", "naive", "unbiased"], rows);
    }

    private static IEnumerable<Grid> Grids()
    {
        double[] tied = [.. Enumerable.Range(0, 18).Select(cell => -0.25 * Math.Max(0, cell - 5))];
        foreach (var noise in new[] { Noise.Normal, Noise.HeavyTailed, Noise.Skewed })
        {
            yield return Grid.Of($"6 of 18 tied, {noise.Name}", tied, noise);
            yield return Grid.Of($"50 alike, {noise.Name}", new double[50], noise);
        }

        foreach (var cells in RealCells.All)
        {
            yield return Grid.Of(cells);
        }
    }

    private static string Row(Grid grid, int n, uint part, int repetitions)
    {
        var best = grid.Means.Max();
        var tied = grid.Means.Count(mean => mean == best);
        var values = grid.Means.Select(_ => new double[n]).ToArray();
        var (held, size, naiveHeld, unbiasedHeld) = (0L, 0L, 0, 0);
        var (naiveError, unbiasedError) = (0.0, 0.0);
        for (var repetition = 0; repetition < repetitions; repetition++)
        {
            grid.Draw(new Dice(17, (uint)repetition, part), values);
            var standings = MultipleComparisonsWithBest.Find(values, repetition).Standings;
            for (var cell = 0; cell < values.Length; cell++)
            {
                held += standings[cell].MayBeBest && grid.Means[cell] == best ? 1 : 0;
                size += standings[cell].MayBeBest ? 1 : 0;
            }

            var chosen = Chosen(values);
            var (naive, unbiased) = (StudentTIntervals.Mean(values[chosen]), CrossFittedWinner.Mean(values));
            naiveHeld += Coverage.Holds(naive.Interval, grid.Means[chosen]);
            unbiasedHeld += Coverage.Holds(unbiased.Interval, grid.Means[chosen]);
            naiveError += (naive.Value - grid.Means[chosen]) / grid.Sds[chosen];
            unbiasedError += (unbiased.Value - grid.Means[chosen]) / grid.Sds[chosen];
        }

        return Table.Line(
            grid.Name,
            Table.Whole(n),
            Table.Percent(held, (long)tied * repetitions),
            Table.Number((double)size / repetitions),
            Cell(naiveHeld, naiveError),
            Cell(unbiasedHeld, unbiasedError));

        string Cell(int covered, double error) => $"{Table.Percent(covered, repetitions)} ({Table.Number(error / repetitions, "+0.00;-0.00;0.00")})";
    }

    private static int Chosen(double[][] values)
    {
        var sums = Array.ConvertAll(values, cell => cell.Sum());
        return Array.IndexOf(sums, sums.Max());
    }
}
