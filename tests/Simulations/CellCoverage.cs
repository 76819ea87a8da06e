namespace Symmetry.Simulations;

/// <summary>The interval of one cell's mean, for replicates drawn from real cells.</summary>
internal static class CellCoverage
{
    private const int ShownSize = 10;

    public static void Run(int repetitions)
    {
        Page.WriteLine($"""
            ## The mean of real cells

            Runs are drawn from the 1,000 replicates of real cells in `tests/Simulations/Cells`; the mean of those 1,000 is the truth. t, Hall's
            interval and Cochran's rule are used as published, without a constant that could have been chosen on them, and the cells of `wide` had no
            part in choosing t either. First n = {ShownSize}, then the least and the greatest over the cells of a file for every n.

            """);
        Table.Write(
            ["cell and test set", "t", "hull", "flagged", "t where flagged", "t where not", "collapsed", "hull / t"],
            [.. RealCells.All.SelectMany(cells => cells.Shapes.Select(shape => (Func<string>)(() => Row(cells, shape, repetitions))))]);
        Table.Write(
            ["cells", "n", "t", "hull", "flagged", "hull / t"],
            [.. RealCells.All.SelectMany(cells => MeanTrial.Sizes.Select(n => (Func<string>)(() => Summary(cells, n, repetitions))))]);
    }

    /// <summary>The row of one cell at n = 10.</summary>
    public static string Row(RealCells cells, Shape shape, int repetitions)
    {
        var trial = Trial(cells, shape, ShownSize, repetitions);
        return Table.Line(
            [$"{cells.Name}: {shape.Name}", Table.Percent(trial.Student, repetitions), Table.Percent(trial.Hull, repetitions), .. trial.Flags()]);
    }

    private static string Summary(RealCells cells, int n, int repetitions)
    {
        var trials = cells.Shapes.Select(shape => Trial(cells, shape, n, repetitions)).ToList();
        return Table.Line(
            $"{cells.Name}, {cells.Shapes.Length}",
            Table.Whole(n),
            Range(trials, trial => 100.0 * trial.Student / repetitions, "F1"),
            Range(trials, trial => 100.0 * trial.Hull / repetitions, "F1"),
            Range(trials, trial => 100.0 * trial.Flagged / repetitions, "F1"),
            Range(trials, trial => trial.Width, "F2"));
    }

    private static string Range(List<MeanTrial> trials, Func<MeanTrial, double> figure, string format) =>
        $"{Table.Number(trials.Min(figure), format)} to {Table.Number(trials.Max(figure), format)}";

    private static MeanTrial Trial(RealCells cells, Shape shape, int n, int repetitions) =>
        MeanTrial.Run(3, shape, (Array.IndexOf(RealCells.All, cells) * 100) + Array.IndexOf(cells.Shapes, shape), n, repetitions);
}
