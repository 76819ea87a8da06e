using System.Globalization;
using System.Numerics;
using Symmetry.Analysis.Questions.Tuning;
using Symmetry.Analysis.Runs;
using Symmetry.Analysis.Statistics;
using Symmetry.Engine.Experiments;
using Symmetry.Engine.Sweeps;

namespace Symmetry.Simulations;

/// <summary>Tuned values and tuning curves against brute force on a table of known means.</summary>
internal static class TuningCoverage
{
    private const int Cells = 8;
    private const int BruteForce = 1_000_000;

    // Accuracies around ½ with a standard deviation of 0.01, of so many images that rounding does not matter.
    private const double Sd = 0.01;
    private const int Images = 1_000_000;

    private static readonly int[] Sizes = [10, 20, 40];
    private static readonly int[] Steps = [1, 2, 4, 8];
    private static readonly double[] Correlations = [0, 0.5, 0.9];

    // In sd of a run: A has three cells that nearly tie for the best, B one that stands out, and both have bad ones.
    private static readonly double[][] Means = [[-6, -2, -1, 0, 0.5, 1.5, 1.8, 2], [-8, -3, -2, -1, -0.5, 0, 0.5, 2.2]];

    public static void Run(int repetitions)
    {
        var some = Math.Min(repetitions, 4000);
        Page.WriteLine($"""
            ## Tuned against tuned

            `compare --between`: two values A and B, each with {Cells} cells of known means. In every replicate each takes the cell that its selection
            metric prefers, whose noise is as large as that of the compared metric and correlated with it; runs of a replicate share an effect that is
            as large too. 100 × the mean error, in sd of a run, with its Monte Carlo error / coverage in per cent of the interval: of the difference of
            the tuned values, of A tuned, and of the tuning curve of A with k cells. The truth is brute force over {BruteForce:N0} replicates and
            all sets of k cells, with an error of its own of 0.1. {some:N0} repetitions, a standard error of {Table.StandardError(some)}.

            """);
        var rows = new[] { Noise.Normal, Noise.Skewed }.SelectMany(noise => Correlations.Select(correlation => (noise, correlation))).ToList();
        Table.Write(
            ["noise", "correlation", "n", "A − B", "A", .. Steps.SkipLast(1).Select(k => $"A, k = {k}")],
            [.. rows.Select((row, part) => (Func<string>)(() => Rows(row.noise, row.correlation, (uint)part, some)))]);
    }

    private static string Rows(Noise noise, double correlation, uint part, int repetitions)
    {
        var truth = Array.ConvertAll(Means, means => Truth(means, noise, correlation, part));
        return string.Join('\n', Sizes.Select(n => Row(noise, correlation, n, part, truth, repetitions)));
    }

    private static string Row(Noise noise, double correlation, int n, uint part, double[][] truth, int repetitions)
    {
        var sweep = MakeSweep(n);
        var choice = TuningChoice.Parse(sweep, "features", null, KnownMetrics.TrainLoss.Name);
        double[] expected = [truth[0][^1] - truth[1][^1], truth[0][^1], .. truth[0].SkipLast(1)];
        var (held, errors) = (new int[expected.Length], Array.ConvertAll(expected, _ => new double[repetitions]));
        for (var repetition = 0; repetition < repetitions; repetition++)
        {
            var tuned = TunedComparison.Compare(Draw(sweep, n, noise, correlation, new Dice(23, (uint)repetition, part)), choice, KnownMetrics.Accuracy);
            var difference = tuned.Differences[0];
            var sign = difference.Greater.Equals(choice.Between.Values[0]) ? 1 : -1;
            Note(0, sign * difference.Difference / Sd, difference.Interval, sign * expected[0] * Sd);
            var curve = tuned.Levels[0].Curve;
            Note(1, (tuned.Levels[0].Mean.Value - 0.5) / Sd, tuned.Levels[0].Mean.Interval, 0.5 + (expected[1] * Sd));
            for (var step = 0; step < Steps.Length - 1; step++)
            {
                var point = curve[Steps[step] - 1];
                Note(2 + step, (point.Value - 0.5) / Sd, point.Interval, 0.5 + (expected[2 + step] * Sd));
            }

            void Note(int place, double value, Interval? interval, double trueValue)
            {
                errors[place][repetition] = 100 * (value - expected[place]);
                held[place] += Coverage.Holds(interval, trueValue);
            }
        }

        return Table.Line([
            noise.Name, Table.Number(correlation), Table.Whole(n),
            .. errors.Select((values, place) => $"{Bias.Text(values)} / {Table.Percent(held[place], repetitions)}")]);
    }

    private static Sweep MakeSweep(int replicates)
    {
        var experiment = ExperimentRegister.Default;
        return new Sweep(new SweepSpec
        {
            Name = "tuning",
            Replicates = ReplicateDesign.Independent(replicates),
            Axes =
            [
                Axis.Parse(experiment.Setting("features"), ["identity", "gradient"]),
                Axis.Parse(experiment.Setting("learningRate"), Enumerable.Range(1, Cells).Select(i => (i / 128.0).ToString("R", CultureInfo.InvariantCulture))),
            ],
        });
    }

    // Cells of a sweep are ordered with the last axis fastest.
    private static SweepRuns Draw(Sweep sweep, int n, Noise noise, double correlation, Dice dice)
    {
        var rows = sweep.Cells.Select(_ => new RunRow[n]).ToArray();
        for (var replicate = 0; replicate < n; replicate++)
        {
            var shared = dice.Normal();
            foreach (var cell in sweep.Cells)
            {
                var mean = Means[cell.Number / Cells][cell.Number % Cells] + shared;
                var (compared, selecting) = DrawPair(noise, correlation, dice);
                var correct = (int)Math.Round(Images * (0.5 + (Sd * (mean + compared))));
                rows[cell.Number][replicate] = new RunRow(replicate, Classification.Completed(correct, 0, Images, -(mean + selecting)));
            }
        }

        return new SweepRuns(sweep, [.. sweep.Cells.Select(cell => new CellRuns(cell, rows[cell.Number]))]);
    }

    private static (double Compared, double Selecting) DrawPair(Noise noise, double correlation, Dice dice)
    {
        var compared = noise.Others(dice);
        return (compared, (correlation * compared) + (Math.Sqrt(1 - (correlation * correlation)) * noise.Others(dice)));
    }

    // For each number of cells k, the mean compared value of the preferred one over all sets of k cells.
    private static double[] Truth(double[] means, Noise noise, double correlation, uint part)
    {
        const int Sets = 1 << Cells;
        var (sums, counts, preferred) = (new double[Cells + 1], new int[Cells + 1], new int[Sets]);
        var pairs = new (double Compared, double Selecting)[Cells];
        for (var set = 1; set < Sets; set++)
        {
            counts[BitOperations.PopCount((uint)set)]++;
        }

        for (var repetition = 0; repetition < BruteForce; repetition++)
        {
            var dice = new Dice(24, (uint)repetition, part);
            for (var cell = 0; cell < Cells; cell++)
            {
                pairs[cell] = DrawPair(noise, correlation, dice);
            }

            for (var set = 1; set < Sets; set++)
            {
                var (cell, others) = (BitOperations.TrailingZeroCount(set), set & (set - 1));
                var other = preferred[others];
                preferred[set] = others != 0 && means[other] + pairs[other].Selecting > means[cell] + pairs[cell].Selecting ? other : cell;
                sums[BitOperations.PopCount((uint)set)] += means[preferred[set]] + pairs[preferred[set]].Compared;
            }
        }

        return Array.ConvertAll(Steps, k => sums[k] / counts[k] / BruteForce);
    }
}
