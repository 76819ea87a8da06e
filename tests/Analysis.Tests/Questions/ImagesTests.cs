using Symmetry.Analysis.Questions.Images;
using Symmetry.Analysis.Questions.Tables;
using Symmetry.Analysis.Runs;
using Symmetry.Analysis.Statistics;
using Symmetry.Analysis.Tests.Statistics;
using Symmetry.Engine.Experiments;
using Symmetry.Engine.Features;
using Symmetry.Engine.Settings;
using Symmetry.Engine.Sweeps;

namespace Symmetry.Analysis.Tests.Questions;

/// <summary>Questions about single test images, on real trials that are hardly trained; the expected answers are counted image by image.</summary>
public sealed class ImagesTests
{
    private const int Replicates = 6;

    private static readonly FeatureStore Store = new();
    private static readonly SweepSpec Spec = new()
    {
        Name = "images",
        Replicates = ReplicateDesign.Independent(Replicates),
        Axes = [Axis.Parse(ExperimentRegister.Default.Setting("features"), "identity", "gradient")],
        Fixed = [Value("epochs", "1"), Value("trainFraction", "0.02"), Value("hidden", "[4]"), Value("testFraction", "0.3")],
        KeepsOutcomes = true,
    };

    private static readonly SweepRuns Runs = Run(new Sweep(Spec));

    // (replicate, image) → right, as every expected answer is counted.
    private static readonly Dictionary<(int Replicate, int Image), bool>[] Right = [Answers(0), Answers(1)];

    [Theory]
    [InlineData("accuracy")]
    [InlineData("accuracy_inverted")]
    public void Mean_over_images_is_the_mean_of_the_table_with_a_wider_interval(string name)
    {
        var metric = KnownMetrics.TestSets.Single(metric => metric.Name == name);
        var summary = ImageSummary.Analyse(Runs, metric);

        Assert.All(summary.Cells, cell =>
        {
            Near.Relative(Runs.Mean(cell.Cell.Number, metric).Value, cell.OverImages.Value, 1e-12);
            Assert.Equal((Replicates, Runs.Mean(cell.Cell.Number, metric)), (cell.OverImages.N, cell.OverRuns));
            Assert.Equal(TestImages.Mean([.. Clusters(cell.Cell.Number, metric)]).Interval, cell.OverImages.Interval);
        });
    }

    [Fact]
    public void Disagreement_counts_pairs_of_replicates_over_the_images_that_they_share()
    {
        var cell = CellImages.Analyse(Runs, Runs.Sweep.Cells[1], KnownMetrics.Accuracy, 3);
        var pairs = (
            from first in Right[1]
            from replicate in Enumerable.Range(first.Key.Replicate + 1, Replicates)
            where Right[1].ContainsKey((replicate, first.Key.Image))
            select Right[1][(replicate, first.Key.Image)] != first.Value).ToList();

        Near.Relative((double)pairs.Count(differs => differs) / pairs.Count, cell.Disagreement.Value);
        Assert.Equal(Right[1].Keys.Select(key => key.Image).Distinct().Count(), cell.Images);
    }

    [Fact]
    public void Majority_is_that_of_the_first_runs_per_image()
    {
        var majority = CellImages.Analyse(Runs, Runs.Sweep.Cells[0], KnownMetrics.Accuracy, 3).Majority!;
        var votes = Right[0].GroupBy(answer => answer.Key.Image, answer => answer.Value)
            .Where(image => image.Count() >= 3).Select(image => image.Take(3)).ToList();

        Assert.Equal(votes.Count, majority.Images);
        Near.Relative(votes.Average(image => image.Count(right => right) >= 2 ? 1.0 : 0), majority.Accuracy);
        Near.Relative(votes.Average(image => image.Average(right => right ? 1.0 : 0)), majority.Single, 1e-12);
    }

    [Fact]
    public void Churn_is_the_share_of_images_on_which_one_of_two_paired_runs_is_right()
    {
        var churn = BaselineChurn.Compare(Runs, Runs.Sweep.Cells[0], KnownMetrics.Accuracy);
        var other = Assert.Single(churn.Others);
        var byReplicate = Enumerable.Range(0, Replicates).Select(replicate =>
        {
            var images = Right[0].Where(answer => answer.Key.Replicate == replicate).ToList();
            return (double)images.Count(answer => answer.Value != Right[1][answer.Key]) / images.Count;
        }).ToArray();

        Assert.Equal(StudentTIntervals.Mean(byReplicate).Interval, other.Churn.Interval);
        Near.Relative(other.Churn.Value, other.OnlyCell + other.OnlyBaseline, 1e-12);
        Near.Relative(Runs.Pairs(1, 0, KnownMetrics.Accuracy).Differences.Average(), other.Difference, 1e-9);
    }

    [Fact]
    public void Two_trials_of_one_split_have_McNemars_p_and_that_of_sign_flips_over_originals()
    {
        var pair = TrialPair.Compare(Runs, Trial("0:2"), Trial("features=gradient:2"), KnownMetrics.Accuracy);
        var images = Right[0].Where(answer => answer.Key.Replicate == 2).ToList();
        var (b, c) = (images.Count(answer => answer.Value && !Right[1][answer.Key]), images.Count(answer => !answer.Value && Right[1][answer.Key]));
        int[] byOriginal = [.. images.GroupBy(answer => answer.Key.Image / 5).OrderBy(copies => copies.Key).Select(copies => copies.Sum(
            answer => (answer.Value ? 1 : 0) - (Right[1][answer.Key] ? 1 : 0)))];

        Assert.Equal((b, c, images.Count), (pair.Images.OnlyFirst, pair.Images.OnlySecond, pair.Images.Count));
        Assert.Equal((McNemarTest.P(b, c), byOriginal.Length), (pair.P, pair.Originals));
        double[] differing = [.. byOriginal.Where(difference => difference != 0)];
        Assert.True(differing.Length >= 6);
        Assert.Equal(StepDownMaxT.Test([differing], 1).Differences[0].P, pair.PByOriginal);
    }

    [Theory]
    [InlineData("0:0", "0:1", "McNemar's test needs the same test images, and cell 0, replicate 0 and cell 0, replicate 1 share ")]
    [InlineData("0", "0:1", "--trials: expected a cell, a colon and a replicate from 0 to 5, such as 0:5, got '0'.")]
    [InlineData("0:6", "0:1", "--trials: expected a cell, a colon and a replicate from 0 to 5, such as 0:5, got '0:6'.")]
    [InlineData("2:0", "0:1", "--trials: expected a cell from 0 to 1, got 2.")]
    public void Trials_that_cannot_be_compared_are_refused(string first, string second, string message)
    {
        var e = Assert.Throws<SelectionException>(() => TrialPair.Compare(Runs, Trial(first), Trial(second), KnownMetrics.Accuracy));

        Assert.StartsWith(message, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Metrics_that_do_not_count_images_are_refused() =>
        Assert.Throws<SelectionException>(() => ImageSummary.Analyse(Runs, KnownMetrics.TrainLoss));

    [Fact]
    public void Interval_over_images_is_exact_with_outcomes_and_a_bound_without_and_says_which()
    {
        var choice = new IntervalChoice(Center.Mean, IntervalKind.Images);
        var (counts, tally) = (Run(new Sweep(Spec with { KeepsOutcomes = false })), Runs.Values(0, KnownMetrics.Accuracy).Tally!);

        Assert.Equal(TestImages.Mean([.. Clusters(0, KnownMetrics.Accuracy)]).Interval, choice.Middle(Runs, 0, KnownMetrics.Accuracy).Interval);
        Assert.Contains("from the outcomes per image", choice.Method(Runs), StringComparison.Ordinal);
        Assert.Equal(TestImages.Bound(tally, TestedOriginals.Count(counts.Sweep, counts.Sweep.Cells[0])), choice.Middle(counts, 0, KnownMetrics.Accuracy));
        Assert.Contains("from counts (a bound)", choice.Method(counts), StringComparison.Ordinal);
    }

    [Fact]
    public void Crossed_replicates_have_no_interval_over_images_and_count_levels_for_churn()
    {
        var runs = Run(new Sweep(Spec with { Replicates = new ReplicateDesign { Splits = 2, Weights = 3 } }));
        var cell = CellImages.Analyse(runs, runs.Sweep.Cells[0], KnownMetrics.Accuracy, 3);
        var churn = BaselineChurn.Compare(runs, runs.Sweep.Cells[0], KnownMetrics.Accuracy).Others[0].Churn;

        Assert.Equal((null, null), (cell.OverImages.Interval, cell.Disagreement.Interval));
        Assert.True(cell.Disagreement.Value > 0);
        Assert.Equal(runs.Design!.Mean([churn.Value, churn.Value, churn.Value, churn.Value, churn.Value, churn.Value]).Method, churn.Method);
        Assert.Contains("a bound", new IntervalChoice(Center.Mean, IntervalKind.Images).Method(runs), StringComparison.Ordinal);

        // Replicates 0, 1 and 2 share a split.
        Assert.InRange(TrialPair.Compare(runs, new(runs.Sweep.Cells[0], 0), new(runs.Sweep.Cells[0], 2), KnownMetrics.Accuracy).P, 0, 1);
    }

    [Fact]
    public void Outcomes_of_a_replicate_are_there_where_they_are_kept()
    {
        Assert.Equal(Runs.Cells[1].Outcomes[4].Hash, Runs.Outcomes(1, 4)!.Hash);
        Assert.Null(Runs.Outcomes(1, Replicates));
        Assert.False(Run(new Sweep(Spec with { KeepsOutcomes = false })).HasOutcomes);
    }

    private static SettingValue Value(string setting, string text) => ExperimentRegister.Default.Setting(setting).Parse(text);

    private static TrialName Trial(string text) => TrialName.Parse(Runs.Sweep, text, "--trials");

    private static SweepRuns Run(Sweep sweep) => new(sweep, [.. sweep.Cells.Select(cell => new CellRuns(
        cell, Enumerable.Range(0, (int)sweep.Replicates).Select(k => new RunRow(k, sweep.SpecOf(sweep.TrialOf(cell.Number, k)).Run(new(Store))))))]);

    private static Dictionary<(int Replicate, int Image), bool> Answers(int cell)
    {
        var answers = new Dictionary<(int Replicate, int Image), bool>();
        foreach (var (replicate, outcomes) in Runs.Cells[cell].Outcomes)
        {
            var spec = Runs.Sweep.SpecOf(Runs.Sweep.TrialOf(cell, replicate));
            var images = spec.Experiment.TestedImagesOf(spec)!.Images;
            for (var i = 0; i < images.Length; i++)
            {
                answers.Add((replicate, images[i]), outcomes.IsOriginalCorrect(i));
            }
        }

        return answers;
    }

    private static IEnumerable<ImageOutcome> Clusters(int cell, Metric metric) =>
        from outcomes in Runs.Cells[cell].Outcomes
        let spec = Runs.Sweep.SpecOf(Runs.Sweep.TrialOf(cell, outcomes.Key))
        from image in spec.Experiment.TestedImagesOf(spec)!.Images.Select((image, place) => (
            Original: image / 5,
            Right: metric == KnownMetrics.Accuracy ? outcomes.Value.IsOriginalCorrect(place) : outcomes.Value.IsTransformedCorrect(place)))
        group image by (outcomes.Key, image.Original) into copies
        select new ImageOutcome(copies.Key.Key, copies.Key.Original, copies.Count(copy => copy.Right), copies.Count());
}
