using System.Globalization;
using Symmetry.Analysis.Statistics;

namespace Symmetry.Simulations;

/// <summary>Intervals of one cell's mean by every method, for replicates drawn from the paper's cells.</summary>
internal static class CellCoverage
{
    /// <summary>The methods that need no resampling, in the order of their columns.</summary>
    public static readonly string[] Methods = ["t", "t of logits", "score", "Johnson", "Hall", "adjusted"];

    private static readonly int[] Sizes = [5, 10, 12, 15, 20, 30, 100];
    private static readonly string[] Resampled = ["BCa", "bootstrap-t", "sym. bootstrap-t", "EL"];

    public static void Run(int repetitions)
    {
        var some = Math.Min(repetitions, 1000);
        Page.WriteLine($"""
            ## The paper's own cells

            Coverage in per cent when n replicates are drawn from the 1,000 that each of the paper's ten cells has in
            `tests/Simulations/Cells/Paper.csv`, with the mean of those 1,000 as the truth. t: mean ± t·se. t of logits: the same on
            log(p/(1 − p)). score: Wilson's interval with t and the observed spread. Johnson: t with his
            shift of the centre for skewness. Hall: his transformation with the sample's skewness. adjusted: `SkewedMean`,
            the default; width: its mean width divided by that of t. BCa, equal-tailed and symmetric bootstrap-t (999 resamples)
            and empirical likelihood with F's quantile have {some:N0} repetitions, so a standard error of {100 * Math.Sqrt(0.05 * 0.95 / some):F1}.

            """);
        Table.Head(["cell and test set", "n", .. Methods, "width", .. Resampled]);
        foreach (var shape in RealCells.Paper.Shapes)
        {
            foreach (var n in Sizes)
            {
                Page.WriteLine(Row(RealCells.Paper, shape, n, repetitions)
                    + string.Join("", ByResampling(RealCells.Paper, shape, n, some).Select(hits => $" {Table.Percent(hits, some)} |")));
            }
        }
    }

    public static void RunHeldOut(int repetitions)
    {
        Page.WriteLine("""
            ## Cells not used to choose the default

            The weights of the default were chosen with the previous table. This table has cells that were not used: the same ten
            with other random numbers (`tests/Simulations/Cells/PaperAgain.csv`), then twelve of another protocol, with Adam, ReLU and half
            of the training images (`OtherProtocol.csv`).

            """);
        Table.Head(["cell and test set", "n", .. Methods, "width"]);
        foreach (var cells in new[] { RealCells.PaperAgain, RealCells.OtherProtocol })
        {
            foreach (var shape in cells.Shapes)
            {
                foreach (var n in Sizes)
                {
                    Page.WriteLine(Row(cells, shape, n, repetitions));
                }
            }
        }
    }

    /// <summary>The row of a cell at n without the resampling methods: fast enough for a test that compares it with the printed row.</summary>
    public static string Row(RealCells cells, Shape shape, int n, int repetitions)
    {
        var truth = cells.TruthOf(shape);
        var hits = new int[Methods.Length];
        var (width, widthOfT) = (0.0, 0.0);
        for (var repetition = 0; repetition < repetitions; repetition++)
        {
            var tally = Draw(cells, shape, n, repetition);
            var intervals = Intervals(tally);
            for (var method = 0; method < hits.Length; method++)
            {
                hits[method] += MeanCoverage.Holds(intervals[method], truth);
            }

            width += intervals[^1].Width;
            widthOfT += intervals[0].Width;
        }

        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {shape.Name} | {n} | {string.Join(" | ", hits.Select(count => Table.Percent(count, repetitions)))} | {width / widthOfT:F2} |");
    }

    private static Tally Draw(RealCells cells, Shape shape, int n, int repetition) =>
        shape.Draw(new Dice(10, (uint)repetition, (uint)((Array.IndexOf(cells.Names, shape.Name) * 1000) + n)), n);

    private static Interval[] Intervals(Tally tally)
    {
        var t = StudentTIntervals.Mean(tally).Interval!.Value.ClippedTo(0, 1);
        var score = StudentTIntervals.ScoreMean(tally).Interval!.Value;
        var adjusted = SkewedMean.Mean(tally).Interval!.Value;
        if (tally.Variance == 0)
        {
            return [t, score, score, t, t, adjusted];
        }

        var (p, se) = (tally.Mean, tally.StandardError);
        var quantile = StudentTIntervals.Quantile(0.95, tally.N - 1);
        var half = quantile * se;
        var shift = tally.Skewness * se / (6 * Math.Sqrt(tally.N));
        var (logit, spread) = (Math.Log(p / (1 - p)), half / (p * (1 - p)));
        return
        [
            t,
            new Interval(1 / (1 + Math.Exp(spread - logit)), 1 / (1 + Math.Exp(-spread - logit))),
            score,
            new Interval(p + shift - half, p + shift + half).ClippedTo(0, 1),
            SkewedMean.Mean(tally).Interval!.Value,
            adjusted,
        ];
    }

    private static int[] ByResampling(RealCells cells, Shape shape, int n, int repetitions)
    {
        var truth = cells.TruthOf(shape);
        var hits = new int[Resampled.Length];
        for (var repetition = 0; repetition < repetitions; repetition++)
        {
            var tally = Draw(cells, shape, n, repetition);
            if (tally.Variance == 0)
            {
                continue;
            }

            var values = tally.ToProportions();
            var (equal, symmetric) = BootstrapT.Intervals(values, 1.0 / tally.Total, (uint)repetition);
            hits[0] += MeanCoverage.Holds(Bootstrap.Mean(values, repetition, (uint)n, 999).Interval, truth);
            hits[1] += MeanCoverage.Holds(equal, truth);
            hits[2] += MeanCoverage.Holds(symmetric, truth);
            hits[3] += EmpiricalLikelihood.Holds(values, truth) ? 1 : 0;
        }

        return hits;
    }
}
