using System.Text.Json;
using Symmetry.Analysis.Json;
using Symmetry.Analysis.Questions.Comparisons;
using Symmetry.Analysis.Runs;
using Symmetry.Analysis.Tests.Statistics;
using Symmetry.Engine.Sweeps;

namespace Symmetry.Analysis.Tests.Questions;

/// <summary>Cells that share no replicates.</summary>
public sealed class UnpairedComparisonsTests
{
    private static readonly double[][] Scores =
    [
        [0.81, 0.835, 0.82, 0.842, 0.829], [0.79, 0.80, 0.81, 0.77, 0.795, 0.805, 0.76], [0.3, 0.9, 0.4, 0.82], [0.5], [0.5, 0.5],
    ];

    // Rscript -e 'p.adjust(..., "holm")' of the three p of t.test(); intervals are those of conf.level = 1 - 0.05/3.
    [Fact]
    public void P_is_adjusted_by_Holm_and_intervals_by_Bonferroni_over_the_family()
    {
        var all = UnpairedComparisons.Compare(Runs(Scores[..3]), [], GridExperiment.Score).All;

        Assert.Equal([(5, 7), (5, 4), (7, 4)], all.Select(difference => (difference.Second, difference.First)));
        Assert.All(all.Zip([0.0059427253219607925, 0.4679508125578744, 0.4679508125578744]), pair =>
            Near.Relative(pair.Second, pair.First.Adjusted!.Value, 1e-9));
        Near.Relative(-0.062927889567202827, all[0].Simultaneous!.Value.Lower, 1e-9);
        Near.Relative(-0.011472110432796967, all[0].Simultaneous!.Value.Upper, 1e-9);
        Near.Relative(0.5393161471708996, all[2].Simultaneous!.Value.Upper, 1e-9);
    }

    [Fact]
    public void Too_few_runs_are_refused_in_one_sentence_and_leave_the_family()
    {
        var comparisons = AgainstFirst();

        Assert.Equal("With 1 run against 5 runs there is no t test: each side needs at least 2.", comparisons.All[2].NoPValueReason);
        Assert.Equal((4, 3), (comparisons.All.Count, comparisons.Tested));
        Assert.Contains("1 difference without p: " + comparisons.All[2].NoPValueReason, UnpairedReport.Build(comparisons).Findings);
    }

    [Fact]
    public void JSON_has_the_fields_of_the_paired_comparison_that_mean_the_same()
    {
        var root = JsonDocument.Parse(UnpairedJson.Text(AgainstFirst())).RootElement;

        Assert.Equal(
            ["sweep", "baseline", "metric", "unpaired", "level", "family", "test", "comparisons"], root.EnumerateObject().Select(field => field.Name));
        Assert.Equal("Welch's t test, adjusted by Holm's method", root.GetProperty("test").GetString());
        Assert.Equal(
            [
                "cell", "name", "n", "difference", "lower", "upper", "simultaneous", "standardError", "degrees", "effectSize", "p", "pAdjusted", "refusal",
            ],
            root.GetProperty("comparisons")[0].EnumerateObject().Select(field => field.Name));
        Assert.Equal([7, 5], root.GetProperty("comparisons")[0].GetProperty("n").EnumerateArray().Select(n => n.GetInt32()));
    }

    [Fact]
    public void Text_says_unpaired()
    {
        var report = UnpairedReport.Build(AgainstFirst());
        Assert.Equal("grid: each cell A less the baseline B = cell 0 (0), score, unpaired.", report.Tables[0].Title);
    }

    [Fact]
    public void Crossed_replicates_are_refused()
    {
        var design = new ReplicateDesign { Splits = 2, Weights = 3 };
        var runs = GridExperiment.Runs([GridExperiment.Axis("a", 2)], 6, (cell, k) => (cell.Number + k, 0), design: design);
        var error = Assert.Throws<SelectionException>(() => UnpairedComparisons.Compare(runs, [], GridExperiment.Score));
        Assert.Contains("are crossed", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Unfinished_sweep_has_no_p()
    {
        var runs = Runs(Scores[..2]);
        var unfinished = new SweepRuns(runs.Sweep, runs.Cells, new RunsState(runs.Ended + 1));
        var difference = UnpairedComparisons.Compare(unfinished, [], GridExperiment.Score).All[0];

        Assert.Equal((null, null, null, null), (difference.P, difference.Adjusted, difference.Interval, difference.Simultaneous));
        Assert.StartsWith("Not final", difference.NoPValueReason, StringComparison.Ordinal);
    }

    [Fact]
    public void Cells_without_a_common_replicate_are_pointed_to_unpaired()
    {
        var runs = GridExperiment.Runs([GridExperiment.Axis("a", 2)], 12, (cell, k) => k / 6 == cell.Number ? (k, 0) : null);
        var findings = ComparisonReport.Build(CellComparisons.Compare(runs, [], GridExperiment.Score)).Findings;

        Assert.Contains(findings, finding => finding.EndsWith("compare them with --unpaired.", StringComparison.Ordinal));
        Assert.NotNull(UnpairedComparisons.Compare(runs, [], GridExperiment.Score).All[0].P);
    }

    private static UnpairedComparisons AgainstFirst()
    {
        var runs = Runs(Scores);
        return UnpairedComparisons.Compare(runs, [runs.Sweep.Cells[0]], GridExperiment.Score);
    }

    // Cells have as many replicates as they have scores.
    private static SweepRuns Runs(double[][] scores)
    {
        var sweep = GridExperiment.Runs([GridExperiment.Axis("a", scores.Length)], 1, (_, _) => null).Sweep;
        var cells = sweep.Cells.Select(cell => new CellRuns(
            cell, scores[cell.Number].Select((score, k) => new RunRow(k, GridExperiment.Result((score, 0)))))).ToList();
        return new SweepRuns(sweep, cells, new RunsState(cells.Sum(cell => cell.Ended)));
    }
}
