using Symmetry.Analysis.Figures;
using Symmetry.Analysis.Json;
using Symmetry.Analysis.Questions.Best;
using Symmetry.Analysis.Questions.Claims;
using Symmetry.Analysis.Questions.Comparisons;
using Symmetry.Analysis.Questions.Planning;
using Symmetry.Analysis.Questions.Tables;
using Symmetry.Analysis.Questions.Variance;
using Symmetry.Analysis.Runs;
using Symmetry.Analysis.Statistics;
using Symmetry.Engine.Experiments;
using Symmetry.Engine.Sweeps;

namespace Symmetry.Analysis.Tests.Questions;

/// <summary>Every question follows the metrics of the sweep, whatever they are called.</summary>
public sealed class DeclaredMetricTests
{
    private static readonly ReplicateDesign Ten = ReplicateDesign.Independent(10);
    private static readonly SweepRuns Own = DeclaredRuns.Of(DeclaredRuns.Sweep(Ten, DeclaredRuns.Score, DeclaredRuns.Loss, DeclaredRuns.Hits));

    [Fact]
    public void Metric_called_like_an_old_word_is_found_by_its_name()
    {
        Assert.Equal(DeclaredRuns.Loss, MetricSelector.Find(Own.Metrics, "loss"));
        Assert.Equal(KnownMetrics.TrainLoss, MetricSelector.Find(Classification.Metrics, "loss"));
        Assert.Throws<SelectionException>(() => MetricSelector.Find(Own.Metrics, "original"));
    }

    [Fact]
    public void Seconds_are_those_of_the_experiment_where_it_reports_them()
    {
        var reported = DeclaredRuns.Of(DeclaredRuns.Sweep(Ten, DeclaredRuns.Score, DeclaredRuns.Seconds));

        Assert.Equal([DeclaredRuns.Score, DeclaredRuns.Seconds], reported.Metrics);
        Assert.InRange(reported.Values(0, DeclaredRuns.Seconds).At(0), 3e-5, 4e-5);
        Assert.Equal([DeclaredRuns.Score, DeclaredRuns.Loss, DeclaredRuns.Hits, KnownMetrics.Seconds], Own.Metrics);
        Assert.Equal(0.25, Own.Values(0, KnownMetrics.Seconds).At(0));
    }

    [Fact]
    public void One_accuracy_alone_is_compared_in_a_family_of_its_own()
    {
        var runs = DeclaredRuns.Of(DeclaredRuns.Sweep(Ten, DeclaredRuns.Loss, DeclaredRuns.Accuracy));
        var metric = MetricSelector.FindOrDefault(runs.Sweep, null);

        Assert.Equal(DeclaredRuns.Accuracy, metric);
        Assert.Equal(3, CellComparisons.Compare(runs, [runs.Sweep.Cells[0]], metric).Family.Size);
        Assert.Equal([KnownMetrics.Accuracy], Difference.Family(KnownMetrics.Accuracy, [KnownMetrics.Accuracy, KnownMetrics.TrainLoss]));
        Assert.Equal(KnownMetrics.TestSets, Difference.Family(KnownMetrics.Accuracy, Classification.Metrics));
    }

    [Fact]
    public void Two_accuracies_of_ones_own_are_not_the_two_test_sets()
    {
        var inverted = DeclaredRuns.Accuracy with { Name = KnownMetrics.AccuracyInverted.Name, Key = KnownMetrics.AccuracyInverted.Name };
        var sweep = DeclaredRuns.Sweep(Ten, DeclaredRuns.Accuracy, inverted);
        var tally = new CellTally(CellTally.LeadOf(sweep));
        tally.Add(DeclaredRuns.Result(sweep, sweep.Cells[0], 0));

        Assert.Equal((1, 5000), (CellTally.Decode(tally.Encode()).Lead.N, CellTally.Decode(tally.Encode()).Lead.Mean));
        Assert.DoesNotContain(KnownMetrics.Sum, DeclaredRuns.Of(sweep).Metrics);
    }

    [Fact]
    public void Small_differences_and_losses_have_digits()
    {
        var table = ComparisonReport.Build(CellComparisons.Compare(Own, [Own.Sweep.Cells[0]], DeclaredRuns.Loss)).Tables[0];

        Assert.Matches(@"^[+-]\d(\.\d+)?E-0[67]$", table.Rows[0][3]);
        Assert.DoesNotContain("0.0000", table.Rows[0][4], StringComparison.Ordinal);
    }

    [Fact]
    public void Better_means_smaller_for_a_loss()
    {
        var family = DifferenceFamily.Compare(Own, Own.Sweep.Cells[0], [DeclaredRuns.Score, DeclaredRuns.Loss], Own.Sweep.Cells);
        var last = DifferenceTable.Build(Own, family.Differences).Rows.TakeLast(2).ToList();

        Assert.Equal(["score", "loss"], last.Select(row => row[1]));
        Assert.All(last, row => Assert.InRange(double.Parse(row[8], System.Globalization.CultureInfo.InvariantCulture), 0.9, 1));
    }

    [Fact]
    public void Report_names_the_metrics_and_says_everything_once()
    {
        var report = SweepReport.Build(new SweepTable(Own));

        Assert.Equal("own: score, loss, hits, 4 cells, 10 replicates per cell.", Assert.Single(report.Tables).Title);
        Assert.Equal(["sweep", "experiment", "seed", "replicates", "varied", "fingerprint"], report.Provenance.Select(entry => entry.Item1));
        Assert.Contains("may be best: in score", string.Join(' ', report.Legend), StringComparison.Ordinal);
    }

    [Fact]
    public void Cells_are_named_by_their_settings() => Assert.Equal(
        ["training ppo, features 1", "training ppo, features 2", "training both, features 1", "training both, features 2"],
        Own.Sweep.Cells.Select(cell => CellLabel.Long(Own.Sweep, cell)));

    [Fact]
    public void Axis_of_a_metric_without_a_description_has_its_name()
    {
        var data = new FigureData(Own, metrics: [DeclaredRuns.Loss]);
        var texts = StripPlot.Draw(data)!.Drawing.ToHtml();

        Assert.Contains(">loss</text>", texts, StringComparison.Ordinal);
        Assert.DoesNotContain("paper", StripPlot.Draw(data)!.Caption, StringComparison.Ordinal);
    }

    [Fact]
    public void Variance_is_that_of_every_metric_in_its_own_unit()
    {
        var crossed = new ReplicateDesign { Named = [new CrossedFactor("data", 4), new CrossedFactor("init", 3)] };
        var runs = DeclaredRuns.Of(DeclaredRuns.Sweep(crossed, DeclaredRuns.Hits, DeclaredRuns.Loss));
        var analyses = VarianceAnalysis.Analyse(runs, runs.Sweep.Cells[0]);
        var report = VarianceReport.Build(runs.Sweep, analyses);

        Assert.Equal([DeclaredRuns.Hits, DeclaredRuns.Loss], analyses.Select(analysis => analysis.Metric));
        Assert.StartsWith("variance: in the metric's unit squared, of rates in 10^-6", report.Legend[0], StringComparison.Ordinal);
        Assert.StartsWith("ppo/1 in loss: mean ", report.Tables[1].Title, StringComparison.Ordinal);
        Assert.Contains("E-1", string.Concat(report.Tables[1].Rows.Select(row => row[2])), StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_is_about_the_default_metric_of_any_scale()
    {
        var goal = new PlanGoal(2, null, null, Own.Sweep.Cells[0]);
        var needs = new ReplicateNeeds(Own, goal);
        var sd = Moments.MeanAndStandardDeviation(Own.Values(1, DeclaredRuns.Score).Finite).StandardDeviation;

        Assert.Equal([DeclaredRuns.Score], PlanGoal.MetricsIn(Own.Sweep));
        Assert.Equal(ReplicatePlan.For(2, 10, sd).Replicates, needs.Cells[1]!.Value.Even);
        Assert.Equal(3, (goal with { HalfWidth = null, Power = 0.9, Difference = 5 }).FamilyIn(Own.Sweep));
    }

    [Fact]
    public void Claims_and_best_cells_are_about_any_metric()
    {
        Assert.Equal(ClaimAnswer.Holds, new OrderClaim("", [0], [3], DeclaredRuns.Loss).Judge(Own).Answer);
        Assert.Equal(ClaimAnswer.Holds, new BestClaim("", [3], DeclaredRuns.Loss).Judge(Own).Answer);
        Assert.Equal("over replicates", new BoundClaim("", [0], DeclaredRuns.Score, 4000, 6000, OnEveryTrial: false).Judge(Own).Evidence[^15..]);
        Assert.Equal(3, BestCells.Find(Own, DeclaredRuns.Hits).Chosen.Cell.Number);
    }

    [Fact]
    public void Tables_in_JSON_have_every_metric_by_its_name()
    {
        var text = TableJson.Text(new SweepTable(Own));

        Assert.All((string[])["\"score\": {", "\"loss\": {", "\"hits\": {"], property => Assert.Contains(property, text, StringComparison.Ordinal));
        Assert.DoesNotContain("\"seconds\"", text, StringComparison.Ordinal);
    }
}
