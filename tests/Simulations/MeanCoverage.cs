namespace Symmetry.Simulations;

/// <summary>The interval of one cell's mean, for shapes of every kind and for small and large test sets.</summary>
internal static class MeanCoverage
{
    private const long Seed = 2;

    private static readonly int[] Totals = [100, 1800, 10_000, 50_000];

    public static void Run(int repetitions)
    {
        Page.WriteLine("""
            ## The mean of one cell

            Coverage in per cent of Student's t / of the hull of t and Hall's interval (`--interval skewed`). The rate of a run is drawn from the
            shape, and each of its answers is right with that rate.

            """);
        Table.Write(
            ["rate of a run", "images", .. MeanTrial.Sizes.Select(n => $"n = {n}")],
            [.. Rate.All.SelectMany((rate, r) => Totals.Select(total => (Func<string>)(() => Table.Line(
                [rate.Name, Table.Number(total, "N0"), .. MeanTrial.Sizes.Select(n => Trial(r, total, n, repetitions).Coverages())]))))]);
        Page.WriteLine("""
            With 1,800 images: share of samples with Cochran's flag (n < 25 × skewness²), coverage of t where flagged and where not, share with a
            run far below the others, which `table` counts as collapsed, and the mean width of the hull divided by that of t.

            """);
        Table.Write(
            ["rate of a run", "n", "flagged", "t where flagged", "t where not", "collapsed", "hull / t"],
            [.. Rate.All.SelectMany((rate, r) => MeanTrial.Sizes.Select(n => (Func<string>)(() => Table.Line(
                [rate.Name, Table.Whole(n), .. Trial(r, 1800, n, repetitions).Flags()]))))]);
    }

    private static MeanTrial Trial(int rate, int total, int n, int repetitions) =>
        MeanTrial.Run(Seed, Rate.All[rate].OutOf(total), (rate * 10) + Array.IndexOf(Totals, total), n, repetitions);
}
