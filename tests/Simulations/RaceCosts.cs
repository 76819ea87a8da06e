using Symmetry.Analysis.Runs;
using Symmetry.Analysis.Statistics;

namespace Symmetry.Simulations;

/// <summary>Racing for the best cell against equal numbers of replicates.</summary>
internal static class RaceCosts
{
    private const double Level = 0.95;
    private const int Unlimited = 20_000;
    private const int Sweeps = 400;

    private static readonly int[] Budgets = [200, Unlimited];
    private static readonly RealCells[] Grids = [RealCells.Race, RealCells.LearningRates];

    public static void Run(int repetitions)
    {
        var (races, sweeps) = (Math.Min(repetitions, 2000), Math.Min(repetitions, Sweeps));
        var grids = Array.ConvertAll(Grids, Grid.Of);
        var (close, closer) = (Table.Number(GapOf(Grids[0]), "F2"), Table.Number(GapOf(Grids[1]), "F2"));
        Page.WriteLine($"""
            ## Racing for the best cell

            `replicates: best: 0.95` on two real grids of 36 cells, whose replicates are drawn whole. The two best cells of race.yaml differ by {close}
            standard deviations of their difference, those of learning-rates.yaml by {closer}. With a budget of replicates per cell: how often, in per
            cent, the race keeps the best cell, how often it ends with one cell, how often this one is the best; the mean number of replicates of
            the last cell, and of trials. {races:N0} races, a standard error of {Table.StandardError(races)}.

            """);
        Table.Write(
            ["grid", "budget", "keeps the best", "one cell", "it is the best", "replicates", "trials"],
            [.. grids.SelectMany((grid, part) => Budgets.Select(budget => (Func<string>)(() => Row(grid, budget, (uint)part, races))))]);
        Page.WriteLine($"""
            The same question for race.yaml with equal numbers of replicates and `best`, whose set holds the best cell with 95 %. Fixed: the smallest
            number with which the set has one cell in 95 % of {sweeps:N0} sweeps, and how often it then holds the best. First: the mean number with
            which the set first has one cell, looked at after every tenth more, so that no 95 % are promised; {sweeps:N0} sweeps too. At least: what a
            one-sided t test of the two best cells alone needs to tell them apart in 95 %, for both grids. The ratios are the trials of the race with a
            budget of {Unlimited:N0} to these.

            """);
        Table.Write(
            ["grid", "equal replicates", "number", "holds the best", "trials", "ratio"],
            [
                () => RowOfEqual(grids[0], 0, "fixed", races, Fixed(grids[0], sweeps), sweeps),
                () => RowOfEqual(grids[0], 0, "first", races, new EqualReplicates(grids[0], 0, Level).First(BestOf(grids[0]), sweeps), sweeps),
                .. grids.Select((grid, part) => (Func<string>)(() => RowOfEqual(grid, (uint)part, "at least", races, (LeastOf(Grids[part]), 0), sweeps: 0))),
            ]);
    }

    // The mean difference of the two best cells in standard deviations.
    private static double GapOf(RealCells cells)
    {
        var counts = cells.Names.Select(cells.CountsOf).OrderByDescending(cell => cell.Average()).Take(2).ToArray();
        double[] differences = [.. counts[0].Zip(counts[1], (a, b) => (double)(a - b))];
        var mean = differences.Average();
        return mean / Math.Sqrt(differences.Average(value => (value - mean) * (value - mean)));
    }

    private static double LeastOf(RealCells cells) => PairedPower.PairsFor(Level, GapOf(cells), 1, alpha: 2 * (1 - Level));

    private static string Row(Grid grid, int budget, uint part, int races)
    {
        var best = BestOf(grid);
        var (kept, alone, right, trials, rounds) = (0, 0, 0, 0L, 0L);
        for (var repetition = 0; repetition < races; repetition++)
        {
            var race = new Race(grid.Means.Length, Level, budget);
            trials += Finish(race, grid, repetition, part);
            rounds += race.Rounds;
            kept += race.ExitOf(best) is null ? 1 : 0;
            alone += race.Racing.Length == 1 ? 1 : 0;
            right += race.Racing.Length == 1 && race.Racing[0] == best ? 1 : 0;
        }

        return Table.Line(
            grid.Name, Table.Whole(budget), Table.Percent(kept, races), Table.Percent(alone, races), Table.Percent(right, alone),
            Table.Number((double)rounds / races, "F0"), Table.Number((double)trials / races, "F0"));
    }

    private static (double Replicates, int Holding) Fixed(Grid grid, int sweeps)
    {
        var equal = new EqualReplicates(grid, 0, Level);
        var replicates = equal.Fixed(Level, sweeps);
        return (replicates, equal.CountHolding(replicates, BestOf(grid), sweeps));
    }

    private static string RowOfEqual(Grid grid, uint part, string how, int races, (double Replicates, int Holding) equal, int sweeps)
    {
        var racing = Enumerable.Range(0, races).Average(repetition => Finish(new Race(grid.Means.Length, Level, Unlimited), grid, repetition, part));
        var trials = equal.Replicates * grid.Means.Length;
        return Table.Line(
            grid.Name, how, Table.Number(equal.Replicates, "F0"), Table.Percent(equal.Holding, sweeps),
            Table.Number(trials, "F0"), Table.Number(racing / trials, "F2"));
    }

    // Runs a race to its end; returns its trials.
    private static long Finish(Race race, Grid grid, int repetition, uint part)
    {
        var dice = new Dice(21, (uint)repetition, part);
        var (drawn, round, trials) = (grid.Means.Select(_ => new double[1]).ToArray(), new double[grid.Means.Length], 0L);
        while (!race.IsOver)
        {
            grid.Draw(dice, drawn);
            for (var cell = 0; cell < round.Length; cell++)
            {
                round[cell] = drawn[cell][0];
            }

            trials += race.Racing.Length;
            race.Advance(round);
        }

        return trials;
    }

    private static int BestOf(Grid grid) => Array.IndexOf(grid.Means, grid.Means.Max());
}
