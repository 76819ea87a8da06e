using Symmetry.Analysis.Runs;
using Symmetry.Analysis.Statistics;
using Symmetry.Client.Tables;
using Symmetry.Engine.Settings;
using Symmetry.Engine.Sweeps;

namespace Symmetry.Client.Plots;

/// <summary>One cell minus the baseline on one test set, replicate by replicate.</summary>
/// <param name="Cell">The cell that is compared.</param>
/// <param name="Name">Its name.</param>
/// <param name="Side">The test set.</param>
/// <param name="Comparison">The mean difference with its interval, and the test.</param>
/// <param name="Adjusted">
/// Holm's p over the declared family: all differences from this baseline, on both test sets; null where the test was refused.
/// </param>
internal sealed record Difference(int Cell, string Name, TestSide Side, PairedComparison Comparison, double? Adjusted)
{
    /// <summary>Compares cells with a baseline on both test sets.</summary>
    /// <param name="sweep">The sweep.</param>
    /// <param name="runs">The runs of each cell that is compared, and of the baseline.</param>
    /// <param name="baseline">The baseline's number.</param>
    /// <returns>By cell, X_test first; cells without a pair are left out.</returns>
    public static IReadOnlyList<Difference> Of(Sweep sweep, IReadOnlyDictionary<int, CellRuns> runs, int baseline)
    {
        var raw = new List<Difference>();
        foreach (var cell in sweep.Cells.Where(cell => cell.Number != baseline && runs.ContainsKey(cell.Number)))
        {
            // Where both see no difference between X and -X, one question is not asked twice.
            var isSame = cell.Settings.IsInvariant && sweep.Cells[baseline].Settings.IsInvariant;
            foreach (var side in (TestSide[])(isSame ? [TestSide.Both] : [TestSide.Original, TestSide.Inverted]))
            {
                if (Compare(sweep, runs[cell.Number], runs[baseline], side, QuestionOf(cell.Number, side)) is { } comparison)
                {
                    raw.Add(new Difference(cell.Number, CellLabel.Of(sweep, cell), side, comparison, null));
                }
            }
        }

        var tested = raw.Where(one => one.Comparison.PValue is not null).ToList();
        var adjusted = HolmAdjustment.Adjust([.. tested.Select(one => one.Comparison.PValue!.Value)]);
        return [.. raw.Select(one => tested.IndexOf(one) is >= 0 and var i ? one with { Adjusted = adjusted[i] } : one)];
    }

    /// <summary>Which random numbers a comparison uses: the same wherever it is shown.</summary>
    public static uint QuestionOf(int cell, TestSide side) => (2 * (uint)cell) + (side is TestSide.Inverted ? 1u : 0u);

    /// <summary>
    /// What symmetric features have to beat: pixels with biases, trained on transformed copies. The first cell where there is none.
    /// </summary>
    public static Cell DefaultBaseline(Sweep sweep) => sweep.Cells.FirstOrDefault(
        cell => cell.Settings is { Features: FeatureMapKind.Identity, Bias: true, Training: TrainingSet.Both }, sweep.Cells[0]);

    private static PairedComparison? Compare(Sweep sweep, CellRuns a, CellRuns b, TestSide side, uint question)
    {
        var (left, right) = side is TestSide.Inverted ? (a.Inverted, b.Inverted) : (a.Original, b.Original);
        var pairs = Enumerable.Range(0, left.Length).Where(k => left[k] >= 0 && right[k] >= 0).ToList();
        if (pairs.Count == 0)
        {
            return null;
        }

        var seed = sweep.Spec.Seed;
        double[] x = [.. pairs.Select(k => (double)left[k] / a.Total)];
        double[] y = [.. pairs.Select(k => (double)right[k] / b.Total)];
        var comparison = a.Total == b.Total
            ? PairedComparison.OfCounts([.. pairs.Select(k => left[k])], [.. pairs.Select(k => right[k])], a.Total, seed, question)
            : PairedComparison.Of(x, y, seed, question);
        if (CrossedDesign.Of(sweep.Spec.Replicates) is not { } design)
        {
            return comparison;
        }

        // Replicates that share levels are no independent pairs: the interval counts levels, and signs cannot be flipped.
        return comparison with
        {
            Difference = pairs.Count == left.Length
                ? design.MeanOf([.. x.Zip(y, (one, other) => one - other)])
                : comparison.Difference with { Interval = null },
            BcaDifference = comparison.BcaDifference with { Interval = null },
            Superiority = comparison.Superiority with { Interval = null },
            PValue = null,
            Test = null,
            PairedTPValue = null,
            SignFlip = null,
            Refusal = "The design is crossed: its replicates share levels and are no independent pairs, so that intervals count levels and there is no p.",
        };
    }
}
