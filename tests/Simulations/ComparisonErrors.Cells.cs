using System.Globalization;
using Symmetry.Analysis.Statistics;

namespace Symmetry.Simulations;

/// <summary>Type I errors on the paper's own cells.</summary>
internal static partial class ComparisonErrors
{
    private static readonly int[] CellSizes = [6, 8, 9, 10, 12, 20, 30, 100];

    // Pairs of cells whose differences have very different shapes.
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

            Type I error in per cent of the p that `compare` prints for a family of one (sign flips), and of the paired t test.
            First: A and B are drawn, one by one, from the same cell. Then: paired differences
            of two cells minus their mean, randomly rounded to a whole number without bias; such differences need not be
            symmetric about 0, which the sign-flip test assumes.

            """);
        Table.Head("differences", "pairs", "compare", "paired t");
        foreach (var name in RealCells.Paper.Names)
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

    /// <summary>The row for a cell compared with itself.</summary>
    public static string CellRow(string name, int n, int repetitions)
    {
        var counts = CountsOf(name);
        return ErrorRow(name, n, repetitions, dice => counts[dice.Below(counts.Length)] - counts[dice.Below(counts.Length)]);
    }

    private static int[] CountsOf(string name) => RealCells.Paper.CountsOf(name);

    private static string ErrorRow(string name, int n, int repetitions, Func<Dice, int> draw)
    {
        var (decided, t) = (0, 0);
        var differences = new int[n];
        for (var repetition = 0; repetition < repetitions; repetition++)
        {
            var dice = new Dice(12, (uint)repetition, (uint)((name.Length * 1000) + n));
            for (var k = 0; k < n; k++)
            {
                differences[k] = draw(dice);
            }

            var (p, pairedT) = Tests(differences);
            decided += p <= 0.05 ? 1 : 0;
            t += pairedT <= 0.05 ? 1 : 0;
        }

        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {n} | {Table.Percent(decided, repetitions)} | {Table.Percent(t, repetitions)} |");
    }

    // The p that compare prints for a family of one, and that of the paired t test.
    private static (double? P, double? PairedT) Tests(int[] differences)
    {
        var real = Array.ConvertAll(differences, d => (double)d);
        var (mean, sd) = Moments.MeanAndStandardDeviation(real);
        return (StepDownMaxT.Test([real], seed: 1).Differences[0].P, PairedComparison.PairedT(mean, sd, differences.Length));
    }
}
