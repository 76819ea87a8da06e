namespace Symmetry.Analysis.Questions.Images;

/// <summary>Churn of every other cell of a sweep against one: how many images change between right and wrong.</summary>
/// <remarks>
/// Two cells of equal accuracy may be right about different images. Churn is the share of the test images on which exactly one of the two
/// paired runs is right. M. Milani Fard et al., "Launch and iterate: reducing prediction churn", NeurIPS 2016, define it by the predicted
/// classes; only right and wrong are known here, so this is a lower bound of theirs: it leaves out images that both runs get wrong as
/// different classes. For two classes the two are equal.
/// </remarks>
/// <param name="Runs">What the sweep found, read with outcomes.</param>
/// <param name="Metric">The accuracy on X or on −X.</param>
/// <param name="Baseline">The cell that the others are compared with.</param>
/// <param name="Others">The other cells, in cell order.</param>
public sealed record BaselineChurn(SweepRuns Runs, Metric Metric, Cell Baseline, IReadOnlyList<CellChurn> Others)
{
    /// <summary>Compares, paired by replicate; the images are those that both runs of a pair were tested on.</summary>
    public static BaselineChurn Compare(SweepRuns runs, Cell baseline, Metric metric)
    {
        ArgumentNullException.ThrowIfNull(runs);
        ArgumentNullException.ThrowIfNull(baseline);
        var first = ImageRuns.Find(runs, baseline.Number, metric).Runs.ToDictionary(run => run.Replicate);
        return new BaselineChurn(runs, metric, baseline, [.. runs.Sweep.Cells.Where(cell => cell != baseline).Select(Compare)]);

        CellChurn Compare(Cell cell)
        {
            var pairs = ImageRuns.Find(runs, cell.Number, metric).Runs
                .Where(run => first.ContainsKey(run.Replicate))
                .Select(run => run.SharedWith(first[run.Replicate]))
                .Where(pair => pair.Count > 0).ToList();
            return new CellChurn(
                cell,
                runs.Means.MeanOfReals([.. pairs.Select(pair => (double)pair.Discordant / pair.Count)]),
                Mean(pairs, pair => pair.OnlyFirst),
                Mean(pairs, pair => pair.OnlySecond));
        }

        static double Mean(List<SharedImages> pairs, Func<SharedImages, int> count) =>
            pairs.Count == 0 ? double.NaN : pairs.Average(pair => (double)count(pair) / pair.Count);
    }
}
