using System.Globalization;
using Symmetry.Engine.Statistics;

namespace Symmetry.Simulations;

/// <summary>Type I errors on the paper's own cells.</summary>
internal static partial class ComparisonErrors
{
    private static readonly int[] CellSizes = [6, 8, 10, 20, 30, 100];

    // Cells whose paired differences are as unlike as the table has them.
    private static readonly (string A, string B)[] Pairs =
    [
        ("no bias gradient X and -X", "bias gradient X and -X"),
        ("bias gradient X and -X", "bias identity X"),
        ("bias permutation X and -X", "no bias square X and -X"),
        ("bias gradient X and -X", "bias identity both X"),
        ("bias identity both X", "bias identity both -X"),
        ("no bias identity -X", "bias identity -X"),
    ];

    public static void RunCells(int repetitions)
    {
        Page.WriteLine("""
            ## Two of the paper's cells that do not differ

            Type I error in per cent of the paired t test, which `compare` leads with, of the exact sign-flip test beside it, and of
            the latter with mid-p (half of the probability of the outcome itself). First: A and B are drawn, one by one, from the
            same cell. Then: paired differences of two cells, less their mean, which is subtracted as a whole number that is right
            on average; such differences need not be symmetric about 0, which is what the sign-flip test asks.

            """);
        Table.Head("differences", "pairs", "paired t", "sign-flip", "mid-p");
        foreach (var name in PaperCells.Names)
        {
            foreach (var n in CellSizes)
            {
                Page.WriteLine(CellRow(name, n, repetitions));
            }
        }

        foreach (var (a, b) in Pairs)
        {
            var (left, right) = (CountsOf(a), CountsOf(b));
            var differences = left.Zip(right, (x, y) => x - y).ToArray();
            var mean = differences.Average();
            foreach (var n in CellSizes)
            {
                Page.WriteLine(ErrorRow(
                    $"{a} less {b}", n, repetitions, dice => differences[dice.Below(differences.Length)] - (int)Math.Floor(mean + dice.Uniform())));
            }
        }
    }

    /// <summary>The row of two cells that are the same one.</summary>
    public static string CellRow(string name, int n, int repetitions)
    {
        var counts = CountsOf(name);
        return ErrorRow(name, n, repetitions, dice => counts[dice.Below(counts.Length)] - counts[dice.Below(counts.Length)]);
    }

    private static int[] CountsOf(string name) => PaperCells.Counts[Array.IndexOf(PaperCells.Names, name)];

    private static string ErrorRow(string name, int n, int repetitions, Func<Dice, int> draw)
    {
        var (t, flips, middle) = (0, 0, 0);
        var differences = new int[n];
        for (var repetition = 0; repetition < repetitions; repetition++)
        {
            var dice = new Dice(12, (uint)repetition, (uint)((name.Length * 1000) + n));
            for (var k = 0; k < n; k++)
            {
                differences[k] = draw(dice);
            }

            t += 1 - MeanCoverage.Holds(StudentTIntervals.Mean(Array.ConvertAll(differences, d => (double)d)).Interval, 0);
            var (p, ties) = SignFlips(differences);
            flips += p <= 0.05 ? 1 : 0;
            middle += p - (ties / 2) <= 0.05 ? 1 : 0;
        }

        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {n} | {Table.Percent(t, repetitions)} | {Table.Percent(flips, repetitions)} | {Table.Percent(middle, repetitions)} |");
    }

    // P(|S| ≥ |observed|) and P(|S| = |observed|) over all flips, pair by pair.
    private static (double P, double Ties) SignFlips(int[] differences)
    {
        var span = differences.Sum(Math.Abs);
        var observed = Math.Abs(differences.Sum());
        var probability = new double[span + 1];
        probability[0] = 1;
        var reached = 0;
        foreach (var step in differences.Select(Math.Abs))
        {
            for (var s = reached + step; s >= 0; s--)
            {
                probability[s] = 0.5 * (probability[s] + (s >= step ? probability[s - step] : 0));
            }

            reached += step;
        }

        // Σ ±d = 2s − span; both tails alike.
        var low = (span - observed) / 2;
        var (below, ties) = (probability[..low].Sum(), probability[low]);
        return observed == 0 ? (1, 1) : (2 * (below + ties), 2 * ties);
    }
}
