using System.Diagnostics;
using System.Globalization;
using Symmetry.Analysis.Paper;
using Symmetry.Analysis.Questions.Comparisons;
using Symmetry.Analysis.Runs;
using Symmetry.Analysis.Statistics;
using Symmetry.Engine.Experiments;

namespace Symmetry.Simulations;

internal static class Speed
{
    public static void Run()
    {
        var dice = new Dice(9, 0, 0);
        var shape = Rate.All[0].OutOf(1800);
        var values = Enumerable.Range(0, 1000).Select(_ => 0.83 + (0.015 * dice.Normal())).ToArray();
        var counts = Enumerable.Range(0, 1000).Select(_ => shape.Draw(dice)).ToArray();
        var others = Enumerable.Range(0, 1000).Select(_ => shape.Draw(dice)).ToArray();
        var (a, b) = (Array.ConvertAll(counts, count => count / 1800.0), Array.ConvertAll(others, count => count / 1800.0));
        var crossed = Enumerable.Range(0, 1000).Select(_ => dice.Normal()).ToArray();
        Table.Head("what", "ms");
        Measure("BCa mean, 10,000 resamples of 1,000 replicates", () => Bootstrap.Mean(values, 1));
        Measure("BCa interquartile mean, the same", () => Bootstrap.InterquartileMean(values, 1));
        Measure("paired comparison of 1,000 pairs, everything", () => PairedComparison.Compare(a, b, 1));
        Measure("almost stochastic order, 1,000 resamples of 2 x 1,000", () => StochasticOrder.Compare(values, crossed, 1));
        double[] many = [.. Enumerable.Range(0, 100_000).Select(_ => dice.Normal())], more = [.. Enumerable.Range(0, 100_000).Select(_ => dice.Normal())];
        Measure("the same, of 2 x 100,000", () => StochasticOrder.Compare(many, more, 1));
        Measure("variance components, 10 x 10 x 10", () => VarianceComponents.Analyse(["a", "b", "c"], [10, 10, 10], crossed, 1));
        foreach (var (family, replicates) in new[] { (198, 40), (18, 1000), (18, 100_000), (20_000, 12) })
        {
            var differences = Enumerable.Range(0, family).Select(_ => Enumerable.Range(0, replicates).Select(_ => dice.Normal()).ToArray()).ToArray();
            Measure($"step-down maxT, {family:N0} differences of {replicates:N0} replicates", () => StepDownMaxT.Test(differences, 1));
        }

        foreach (var replicates in new[] { 40, 1000, 100_000 })
        {
            var runs = Paper(replicates, dice);
            Measure($"compare, the whole question, 10 cells x {replicates:N0} replicates, one baseline", () => CellComparisons.Compare(
                runs, [runs.Sweep.Cells[0]], KnownMetrics.Accuracy));
            Measure("the same with train_loss", () => CellComparisons.Compare(runs, [runs.Sweep.Cells[0]], KnownMetrics.TrainLoss));
        }

        var few = Paper(40, dice);
        Measure("compare, all pairs of 10 cells x 40 replicates", () => CellComparisons.Compare(few, [], KnownMetrics.Accuracy));
        Measure("power, the number of pairs", () => PairedPower.PairsFor(0.8, 0.1, 1));
        foreach (var cells in new[] { 10, 1000, 10_000 })
        {
            // Two test sets, as a table has them; the counts differ from cell to cell.
            var each = 1_000_000 / cells;
            var drawn = Enumerable.Range(0, 2000 + each).Select(_ => shape.Draw(dice)).ToArray();
            Measure(
                $"1,000,000 trials, {cells:N0} cells: tallies, mean, sd, median, extremes, default interval, prediction interval",
                () =>
                {
                    for (var side = 0; side < 2 * cells; side++)
                    {
                        var tally = Tally.FromCounts(1800, drawn.AsSpan(side % 2000, each));
                        _ = (SkewedMean.Mean(tally), tally.StandardDeviation, tally.Median, tally.Minimum, tally.Maximum);
                        _ = PredictionOfOneRun.Find(tally.ToProportions());
                    }
                });
        }

        Measure("a stopping decision over 1,000 runs", () => StoppingDecision.Find(new FixedWidthStopping(0.0001, 2000), counts, 1800));
    }

    /// <summary>The set of cells that may be best, from a few cells to very many.</summary>
    public static void RunBest()
    {
        var dice = new Dice(10, 0, 0);
        Table.Head("what", "ms");
        foreach (var (cells, replicates) in new[] { (36, 10), (1000, 14), (1000, 20), (2000, 20), (10_000, 20), (20_000, 20) })
        {
            var values = Enumerable.Range(0, cells).Select(cell =>
                Enumerable.Range(0, replicates).Select(_ => (0.05 * cell / cells) + (0.015 * dice.Normal())).ToArray()).ToArray();
            var watch = Stopwatch.StartNew();
            var found = MultipleComparisonsWithBest.Find(values, seed: 1);
            var set = found.Standings.Count(standing => standing.MayBeBest);
            Table.Row(
                string.Create(CultureInfo.InvariantCulture, $"{cells} cells x {replicates}: {found.Method}, {found.Flips} flips, {set} may be best"),
                Table.Number(watch.Elapsed.TotalMilliseconds, "F0"));
        }
    }

    private static SweepRuns Paper(int replicates, Dice dice)
    {
        var sweep = PaperSweep.Create(replicates, 1);
        return new SweepRuns(sweep, [.. sweep.Cells.Select(cell => new CellRuns(cell, Enumerable.Range(0, replicates).Select(replicate => new RunRow(
            replicate, Classification.Completed(Rate.All[0].OutOf(1800).Draw(dice), Rate.All[0].OutOf(1800).Draw(dice), 1800, Math.Abs(dice.Normal()))))))]);
    }

    private static void Measure(string what, Action action)
    {
        action();
        var best = double.PositiveInfinity;
        for (var i = 0; i < 3; i++)
        {
            var watch = Stopwatch.StartNew();
            action();
            best = Math.Min(best, watch.Elapsed.TotalMilliseconds);
        }

        Table.Row(what, Table.Number(best, "F2"));
    }
}
