using Symmetry.Analysis.Questions.Claims;
using Symmetry.Analysis.Runs;
using Symmetry.Analysis.Statistics;
using Symmetry.Engine.Experiments;
using Symmetry.Engine.Settings;
using Symmetry.Engine.Sweeps;

namespace Symmetry.Analysis.Tests.Questions;

public sealed class ClaimTests
{
    private static readonly Setting Features = ExperimentRegister.Default.Setting("features");
    private static readonly Setting Bias = ExperimentRegister.Default.Setting("bias");

    private static readonly Sweep Sweep = new(new SweepSpec
    {
        Name = "claims",
        Replicates = ReplicateDesign.Independent(40),
        Axes = [Axis.Parse(Features, "identity", "square"), Axis.Parse(Bias, "false", "true")],
    });

    // Cell c, replicate k: 800 + 10c + k % 10 of 1000 right on X, one less on -X in cells 0 and 1.
    private static readonly SweepRuns Data = Fill(40);

    [Theory]
    [InlineData(0.8, ClaimAnswer.NotRefuted)]
    [InlineData(0.809, ClaimAnswer.NotRefuted)]
    [InlineData(0.79, ClaimAnswer.Refuted)]
    [InlineData(0.8104, ClaimAnswer.Refuted)]
    public void Value_is_refuted_outside_of_the_prediction_interval_of_one_run_and_never_confirmed(double value, ClaimAnswer answer)
    {
        var verdict = new ValueClaim("", [0], KnownMetrics.Accuracy, value).Judge(Data);
        Assert.Equal(answer, verdict.Answer);
        Assert.Equal(
            "identity/false: a further run lies in [0.8000, 0.8090] with 95 % (order statistics, n = 40); 95 % over random splits of this data set",
            verdict.Evidence);
        Assert.Equal(answer is ClaimAnswer.Refuted, new AnsweredClaim(new ValueClaim("", [0], KnownMetrics.Accuracy, value), verdict).Fails);
    }

    [Fact]
    public void Printed_value_means_every_number_that_rounds_to_it() =>
        Assert.Equal(ClaimAnswer.NotRefuted, new ValueClaim("", [0], KnownMetrics.Accuracy, 0.81, Rounding: 0.005).Judge(Data).Answer);

    [Fact]
    public void Few_runs_use_students_t_and_one_run_decides_nothing()
    {
        var verdict = new ValueClaim("", [0], KnownMetrics.Accuracy, 0.8).Judge(Fill(10));
        Assert.Equal(ClaimAnswer.NotRefuted, verdict.Answer);
        Assert.Contains("Student's t", verdict.Evidence, StringComparison.Ordinal);
        Assert.Equal(ClaimAnswer.Undecided, new ValueClaim("", [0], KnownMetrics.Accuracy, 0.8).Judge(Fill(1)).Answer);
        Assert.Equal(ClaimAnswer.Undecided, new ValueClaim("", [0], KnownMetrics.Accuracy, 0.8).Judge(Fill(0)).Answer);
    }

    [Theory]
    [InlineData(1.7, true, ClaimAnswer.Holds)]
    [InlineData(1.6, true, ClaimAnswer.Fails)]
    [InlineData(1.61, false, ClaimAnswer.Holds)]
    [InlineData(1.608, false, ClaimAnswer.Undecided)]
    [InlineData(1.6, false, ClaimAnswer.Fails)]
    public void Bound_is_about_every_trial_or_the_mean(double atMost, bool onEveryTrial, ClaimAnswer answer) => Assert.Equal(
        answer, new BoundClaim("", [0], KnownMetrics.Sum, double.NegativeInfinity, atMost, onEveryTrial).Judge(Data).Answer);

    [Theory]
    [InlineData(0, ClaimAnswer.Holds)]
    [InlineData(0.02, ClaimAnswer.Fails)]
    public void Order_is_judged_pair_by_pair(double by, ClaimAnswer answer) =>
        Assert.Equal(answer, new OrderClaim("", [1], [0], KnownMetrics.Accuracy, by).Judge(Data).Answer);

    [Fact]
    public void Order_of_many_cells_must_hold_for_every_pair()
    {
        Assert.Equal(ClaimAnswer.Holds, new OrderClaim("", [2, 3], [0, 1], KnownMetrics.Accuracy).Judge(Data).Answer);
        Assert.Equal(ClaimAnswer.Fails, new OrderClaim("", [1, 3], [0, 2], KnownMetrics.Accuracy).Judge(Data).Answer);
        Assert.Equal([1, 3, 0, 2], new OrderClaim("", [1, 3], [0, 2], KnownMetrics.Accuracy).Cells.ToArray());
    }

    [Fact]
    public void Equality_counts_the_trials_that_agree()
    {
        Assert.Equal(ClaimAnswer.Holds, new EqualityClaim("", [2, 3]).Judge(Data).Answer);
        Assert.Equal(ClaimAnswer.Fails, new EqualityClaim("", [1, 2]).Judge(Data).Answer);
        Assert.Contains("40 of 40 trials, bits compared", new EqualityClaim("", [2]).Judge(Data).Evidence, StringComparison.Ordinal);
    }

    // Cell 1 is 10 or 11 of 1,000 better than cell 0, alternating.
    [Theory]
    [InlineData(0.012, ClaimAnswer.Holds)]
    [InlineData(0.0105, ClaimAnswer.Undecided)]
    [InlineData(0.009, ClaimAnswer.Fails)]
    public void Cells_are_equivalent_within_a_margin_or_not(double within, ClaimAnswer answer)
    {
        Assert.Equal(answer, new EquivalenceClaim("", [(1, 0)], KnownMetrics.Accuracy, within).Judge(Data).Answer);
        Assert.Equal(answer, new EquivalenceClaim("", [(0, 1)], KnownMetrics.Accuracy, within).Judge(Data).Answer);
    }

    [Theory]
    [InlineData(1.01, 1.02, ClaimAnswer.Holds)]
    [InlineData(1.02, 2, ClaimAnswer.Fails)]
    [InlineData(1.01305, 2, ClaimAnswer.Undecided)]
    public void Ratio_of_means_is_judged_by_its_interval(double atLeast, double atMost, ClaimAnswer answer) =>
        Assert.Equal(answer, new RatioClaim("", [(1, 0)], KnownMetrics.Accuracy, atLeast, atMost).Judge(Data).Answer);

    [Fact]
    public void Slope_is_judged_by_its_interval_and_needs_both_metrics()
    {
        var rows = Enumerable.Range(0, 20).Select(k => new RunRow(k, Result(800 - k + (k % 3), 0, MetricValue.Real("cycles", k))));
        var data = Runs(Sweep, rows, Enumerable.Range(0, 20).Select(k => new RunRow(k, Result(800, 0))));

        Assert.Equal(ClaimAnswer.Holds, Slope(0, atMost: 0));
        Assert.Equal(ClaimAnswer.Fails, Slope(0, atMost: -0.1));
        Assert.Equal(ClaimAnswer.Undecided, Slope(1, atMost: 0));

        ClaimAnswer Slope(int cell, double atMost) => new SlopeClaim(
            "", [cell], KnownMetrics.Accuracy, new Metric("cycles", MetricKind.Real, MetricDirection.None, "cycles"),
            double.NegativeInfinity, atMost).Judge(data).Answer;
    }

    // Every run of a level of P is the same, whatever the seed.
    [Fact]
    public void Share_is_undecided_while_crossed_runs_are_missing()
    {
        var sweep = new Sweep(new SweepSpec
        {
            Name = "crossed",
            Replicates = new ReplicateDesign { Seeds = 5, Permutations = 6 },
            Fixed = [Features.Parse("permutation")],
        });
        var rows = Enumerable.Range(0, 30).Select(k => new RunRow(k, Result(700 + (20 * (k % 6)) + (k / 6 % 2), 0))).ToList();
        var claim = new ShareClaim("", [0], KnownMetrics.Accuracy, "P", 0.5, double.PositiveInfinity);
        var bound = new BoundClaim("", [0], KnownMetrics.Accuracy, 0, 1, false);
        for (var k = 0; k < 30; k++)
        {
            Assert.Equal(ClaimAnswer.Undecided, claim.Judge(Runs(sweep, rows.Take(k))).Answer);
            Assert.Equal(ClaimAnswer.Undecided, bound.Judge(Runs(sweep, rows.Take(k))).Answer);
        }

        var data = Runs(sweep, rows);
        Assert.Equal(ClaimAnswer.Holds, claim.Judge(data).Answer);
        Assert.Equal(ClaimAnswer.Fails, (claim with { Factor = "seed" }).Judge(data).Answer);
        Assert.Contains("t over levels", bound.Judge(data).Evidence, StringComparison.Ordinal);
    }

    // The claim and the table say the same interval, whatever the replicates are.
    [Fact]
    public void Bound_on_a_mean_has_the_interval_of_the_table()
    {
        var interval = Data.Mean(0, KnownMetrics.Accuracy).Interval!.Value;

        Assert.Equal(StudentTIntervals.Mean(Data.Values(0, KnownMetrics.Accuracy).Tally!).Interval, interval);
        Assert.Equal(ClaimAnswer.Holds, new BoundClaim("", [0], KnownMetrics.Accuracy, interval.Lower, interval.Upper, false).Judge(Data).Answer);
        Assert.Equal(ClaimAnswer.Undecided, new BoundClaim("", [0], KnownMetrics.Accuracy, interval.Lower + 1e-9, 1, false).Judge(Data).Answer);
        var evidence = new BoundClaim("", [0], KnownMetrics.Accuracy, 0, 1, false).Judge(Data).Evidence;
        Assert.Contains("(t, n = 40)", evidence, StringComparison.Ordinal);
    }

    // Cells 0 and 2 have the same spread; the bound lies between the upper limits of the two levels.
    [Fact]
    public void Claim_about_several_cells_holds_for_all_of_them_together()
    {
        double Upper(int cell, double level) => Data.Mean(cell, KnownMetrics.Accuracy, level).Interval!.Value.Upper;
        var between = (Upper(2, 0.95) + Upper(2, 0.975)) / 2;
        BoundClaim Claim(params int[] cells) => new("", [.. cells], KnownMetrics.Accuracy, 0, between, false);

        Assert.Equal(ClaimAnswer.Holds, Claim(2).Judge(Data).Answer);
        Assert.Equal(ClaimAnswer.Holds, Claim(0).Judge(Data).Answer);
        Assert.Equal(ClaimAnswer.Undecided, Claim(0, 2).Judge(Data).Answer);
        Assert.EndsWith("; 95 % over random splits of this data set", Claim(2).Judge(Data).Evidence, StringComparison.Ordinal);
        Assert.EndsWith(
            "; 95 % over random splits of this data set, simultaneous over 2 cells, Bonferroni", Claim(0, 2).Judge(Data).Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_of_several_cells_have_intervals_that_hold_together()
    {
        var evidence = new ValueClaim("", [0, 2], KnownMetrics.Accuracy, 0.8).Judge(Data).Evidence;

        Assert.Contains("with 97.5 % (Student's t, n = 40)", evidence, StringComparison.Ordinal);
        Assert.EndsWith("simultaneous over 2 cells, Bonferroni", evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void Goal_sweep_has_simultaneous_intervals_too()
    {
        var sweep = new Sweep(new SweepSpec
        {
            Name = "goal",
            Replicates = ReplicateDesign.UntilWidth(0.01, 100),
            Axes = [Axis.Parse(Bias, "false", "true")],
        });
        var rows = Enumerable.Range(0, 40).Select(k => new RunRow(k, Result(800 + (k % 10), 0))).ToList();
        var data = Runs(sweep, rows, rows);
        var (one, both) = (data.Mean(0, KnownMetrics.Accuracy, 0.95).Interval!.Value, data.Mean(0, KnownMetrics.Accuracy, 0.975).Interval!.Value);
        var bound = (one.Upper + both.Upper) / 2;

        Assert.True(both.Upper > one.Upper);
        Assert.Equal(ClaimAnswer.Holds, new BoundClaim("", [0], KnownMetrics.Accuracy, 0, bound, false).Judge(data).Answer);
        Assert.Equal(ClaimAnswer.Undecided, new BoundClaim("", [0, 1], KnownMetrics.Accuracy, 0, bound, false).Judge(data).Answer);
    }

    // R: 100 * (1 - 0.05^(1/40)) is 7.2158, 100 * (1 - 0.025^(1/40)) is 8.8097.
    [Fact]
    public void Every_trial_says_the_rate_of_exceptions_that_the_trials_still_allow()
    {
        var bound = new BoundClaim("", [0], KnownMetrics.Sum, 0, 1.7, true).Judge(Data).Evidence;
        Assert.Equal("identity/false: 40 of 40 trials, from 1.599000 to 1.617000, exceptions at most 7.22 % (Clopper-Pearson); "
            + "95 % over random splits of this data set", bound);
        Assert.Contains("exceptions at most 7.22 % (", new EqualityClaim("", [2]).Judge(Data).Evidence, StringComparison.Ordinal);
        Assert.Contains("exceptions at most 8.81 % (", new EqualityClaim("", [2, 3]).Judge(Data).Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void Counterexample_is_a_count_without_interval()
    {
        Assert.Equal("identity/false: 0 of 40 trials, from 1.599000 to 1.617000", new BoundClaim("", [0], KnownMetrics.Sum, 0, 1, true).Judge(Data).Evidence);
        Assert.Equal("identity/true: 0 of 40 trials", new EqualityClaim("", [1]).Judge(Data).Evidence);
    }

    [Fact]
    public void Crossed_trials_share_levels_so_that_a_count_has_no_rate()
    {
        var sweep = new Sweep(new SweepSpec
        {
            Name = "crossed",
            Replicates = new ReplicateDesign { Seeds = 5, Permutations = 6 },
            Fixed = [Features.Parse("permutation")],
        });
        var data = Runs(sweep, Enumerable.Range(0, 30).Select(k => new RunRow(k, Result(800, 800))));

        Assert.Equal("cell 0: 30 of 30 trials, bits compared", new EqualityClaim("", [0]).Judge(data).Evidence);
    }

    // Cell 1 is 10 or 11 of 1,000 better than cell 0, and cell 3 is 10 better than cell 2.
    [Theory]
    [InlineData(1, 0, 0.001, "identity/true is better")]
    [InlineData(0, 1, 0.02, "identity/true is better, and they are equivalent within 0.02")]
    [InlineData(3, 2, 0.011, "square/true is better, and they are equivalent within 0.011")]
    public void Decided_says_which_cell_is_better_or_that_they_are_equivalent(int first, int second, double within, string finding)
    {
        var verdict = new DecidedClaim("", [(first, second)], KnownMetrics.Accuracy, within).Judge(Data);

        Assert.Equal(ClaimAnswer.Holds, verdict.Answer);
        Assert.Contains($"40 pairs): {finding}; 95 %", verdict.Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void Cells_that_differ_by_chance_are_equivalent_or_not_decided()
    {
        var data = Runs(Sweep, Rows(k => 800 + (k % 3)), Rows(k => 800 + (k * 7 % 3)));
        var claim = new DecidedClaim("", [(0, 1)], KnownMetrics.Accuracy, 0.01);

        Assert.Contains(": equivalent within 0.01;", claim.Judge(data).Evidence, StringComparison.Ordinal);
        Assert.Equal(ClaimAnswer.Holds, claim.Judge(data).Answer);
        var scattered = Runs(Sweep, Rows(k => 800 + (k % 3)), Rows(k => 800 + ((k + 1) % 3)));
        var narrow = (claim with { Within = 1e-6 }).Judge(scattered);
        Assert.Equal(ClaimAnswer.Undecided, narrow.Answer);
        Assert.Contains(": not decided;", narrow.Evidence, StringComparison.Ordinal);

        static IEnumerable<RunRow> Rows(Func<int, int> correct) => Enumerable.Range(0, 30).Select(k => new RunRow(k, Result(correct(k), 0)));
    }

    [Fact]
    public void Smaller_values_are_better_or_only_smaller_as_the_metric_says()
    {
        Assert.Contains(": identity/false is better;", Evidence(MetricDirection.Smaller), StringComparison.Ordinal);
        Assert.Contains(": identity/true is better;", Evidence(MetricDirection.Larger), StringComparison.Ordinal);
        Assert.Contains(": identity/true is greater;", Evidence(MetricDirection.None), StringComparison.Ordinal);

        string Evidence(MetricDirection better)
        {
            var metric = new Metric("cycles", MetricKind.Real, better, "cycles");
            return new DecidedClaim("", [(0, 1)], metric, 0.1).Judge(Runs(Sweep, Rows(0), Rows(1))).Evidence;
        }

        static IEnumerable<RunRow> Rows(int cell) =>
            Enumerable.Range(0, 9).Select(k => new RunRow(k, Result(1, 0, MetricValue.Real("cycles", (10 * cell) + (k * (cell + 1) % 4)))));
    }

    // Wilson's interval of 40 of 40 wins: R's prop.test(40, 40, correct = FALSE)$conf.int is [0.9124, 1]; of 20 of 40 [0.3520, 0.6480].
    [Theory]
    [InlineData(1, 0, 0.9, 1, ClaimAnswer.Holds)]
    [InlineData(1, 0, 0.92, 1, ClaimAnswer.Undecided)]
    [InlineData(0, 1, 0.75, 1, ClaimAnswer.Fails)]
    public void Superiority_is_judged_by_the_interval_of_its_probability(int first, int second, double atLeast, double atMost, ClaimAnswer answer)
    {
        var verdict = new SuperiorityClaim("", [(first, second)], KnownMetrics.Accuracy, atLeast, atMost).Judge(Data);

        Assert.Equal(answer, verdict.Answer);
        Assert.Contains(
            first == 1 ? "P(identity/true > identity/false): 1.000 [0.912, 1.000] (ties half, Wilson, 40 pairs)" : ": 0.000 [0.000, 0.088]",
            verdict.Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void Superiority_without_pairs_is_undecided()
    {
        var verdict = new SuperiorityClaim("", [(1, 0)], KnownMetrics.Accuracy, 0.75, 1).Judge(Fill(0));

        Assert.Equal((ClaimAnswer.Undecided, "P(identity/true > identity/false): 0 pairs"), (verdict.Answer, verdict.Evidence));
    }

    // Cell 3 is 10 of 1,000 better than cell 2 in every replicate, and so on.
    [Theory]
    [InlineData(new[] { 3 }, ClaimAnswer.Holds)]
    [InlineData(new[] { 0, 3 }, ClaimAnswer.Holds)]
    [InlineData(new[] { 0, 1, 2 }, ClaimAnswer.Fails)]
    public void Best_holds_if_every_cell_that_may_be_best_is_selected(int[] cells, ClaimAnswer answer)
    {
        var verdict = new BestClaim("", [.. cells], KnownMetrics.Accuracy).Judge(Data);

        Assert.Equal(answer, verdict.Answer);
        Assert.StartsWith("1 of 4 cells may be best in accuracy: square/true (multiple comparisons", verdict.Evidence, StringComparison.Ordinal);
        Assert.EndsWith("; 95 % over random splits of this data set", verdict.Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void Best_is_undecided_while_a_cell_that_is_not_selected_may_be_best()
    {
        var verdict = new BestClaim("", [3], KnownMetrics.Accuracy).Judge(Fill(3));

        Assert.Equal(ClaimAnswer.Undecided, verdict.Answer);
        Assert.Contains(
            "; not selected: square/false, identity/true, identity/false; With 3 replicates the least p value", verdict.Evidence, StringComparison.Ordinal);
        Assert.Equal(ClaimAnswer.Undecided, new BestClaim("", [3], KnownMetrics.Accuracy).Judge(Fill(0)).Answer);
    }

    [Theory]
    [InlineData(0, ClaimAnswer.Fails)]
    [InlineData(2, ClaimAnswer.Holds)]
    public void Best_of_a_race_is_the_set_of_the_race(int cell, ClaimAnswer answer)
    {
        var metric = GridExperiment.Score;
        var runs = GridExperiment.Runs(
            [GridExperiment.Axis("a", 3)], 40, (cell, k) => k < 30 || cell.Number == 2 ? (cell.Number + (0.001 * (k % 7)), 0) : null,
            design: ReplicateDesign.Until(new BestGoal(0.95, metric.Name), 40));

        var verdict = new BestClaim("It is the best.", [cell], metric).Judge(runs);

        Assert.Equal(answer, verdict.Answer);
        Assert.Contains("1 of 3 cells may be best in score: 2 (the race: ", verdict.Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void Cell_with_too_few_runs_may_be_best()
    {
        IEnumerable<RunRow> Rows(int cell, int count) => Enumerable.Range(0, count).Select(k => new RunRow(k, Result(800 + (10 * cell) + (k % 3), 0)));
        var data = Runs(Sweep, Rows(0, 12), Rows(1, 12), Rows(2, 12), Rows(3, 2));
        ClaimVerdict Judge(params int[] cells) => new BestClaim("", [.. cells], KnownMetrics.Accuracy).Judge(data);

        Assert.Contains("; not compared, for lack of runs: square/true", Judge(2).Evidence, StringComparison.Ordinal);
        Assert.Equal(ClaimAnswer.Undecided, Judge(2).Answer);
        Assert.Equal(ClaimAnswer.Holds, Judge(2, 3).Answer);
        Assert.Equal(ClaimAnswer.Undecided, Judge(0, 3).Answer);
        Assert.Equal(ClaimAnswer.Fails, Judge(0, 1).Answer);
    }

    // R is Rbar + 0.001 in cell 0 and equal to it in cell 2, in every trial.
    [Fact]
    public void Two_metrics_of_one_cell_are_paired_by_replicate()
    {
        var same = new EquivalenceClaim("", [(0, 0), (2, 2)], KnownMetrics.Accuracy, 0.002) { SecondMetric = KnownMetrics.AccuracyInverted };
        var verdict = same.Judge(Data);

        Assert.Equal(ClaimAnswer.Holds, verdict.Answer);
        Assert.Contains("identity/false accuracy - identity/false accuracy_inverted: +0.0010 [+0.0010, +0.0010]", verdict.Evidence, StringComparison.Ordinal);
        Assert.Equal(ClaimAnswer.Fails, (same with { Within = 0.0005 }).Judge(Data).Answer);
        Assert.Equal(
            ClaimAnswer.Holds, new OrderClaim("", [(0, 0)], KnownMetrics.Accuracy) { SecondMetric = KnownMetrics.AccuracyInverted }.Judge(Data).Answer);
        Assert.Equal([0, 2], same.Cells.ToArray());
    }

    [Fact]
    public void Several_claims_say_the_chance_that_some_verdict_is_false()
    {
        var mean = new BoundClaim("", [0], KnownMetrics.Accuracy, 0, 1, false);
        var errors = FalseVerdicts.Count(AnsweredClaim.AnswerAll(Data, [mean, mean, mean with { OnEveryTrial = true }]));

        Assert.Equal((3, 2, 0.1), (errors.Claims, errors.ByInterval, errors.MaxChance));
        Assert.Equal("2 of 3 claims are judged by intervals of 95 %: the chance that any of these verdicts is false is at most 2 x 5 % = 10 % (Bonferroni). "
            + "1 claim counts every trial, which is exact for the trials that were run.", errors.Sentence);
        Assert.Equal((1, 1.25), (new FalseVerdicts(25, 25).MaxChance, new FalseVerdicts(25, 25).MaxExpected));
        Assert.Equal("25 of 25 claims are judged by intervals of 95 %: the chance that any of these verdicts is false has no bound below 100 % "
            + "(25 x 5 %, Bonferroni); the mean number of false ones is at most 1.25.", new FalseVerdicts(25, 25).Sentence);
        Assert.Equal("", new FalseVerdicts(1, 1).Sentence);
        Assert.DoesNotContain("intervals", new FalseVerdicts(2, 0).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Selection_has_every_cell_that_matches()
    {
        Assert.Equal([0, 2], CellSelector.Matching(Sweep, [Axis.Parse(Bias, "false")]).ToArray());
        Assert.Equal([0, 1, 2, 3], CellSelector.Matching(Sweep, []).ToArray());
        Assert.Empty(CellSelector.Matching(Sweep, [Axis.Parse(Features, "gradient")]));
    }

    [Fact]
    public void Trial_that_failed_in_one_cell_leaves_its_pair_out()
    {
        var data = Runs(Sweep, [new(0, Result(900, 900)), new(1, TrialResult.Failure("broken"))], [new(0, Result(900, 900)), new(1, Result(900, 900))]);

        Assert.Equal(1, data.Pairs(0, 1, KnownMetrics.Accuracy).Count);
        Assert.Equal(2, data.Cells[0].EndedInEither(data.Cells[1]));
    }

    private static SweepRuns Fill(int replicates) => Runs(Sweep, [.. Sweep.Cells.Select(cell => Enumerable.Range(0, replicates).Select(k =>
    {
        var correct = 800 + (10 * cell.Number) + (k % 10) + (cell.Number == 1 && k % 2 == 0 ? 1 : 0);
        return new RunRow(k, Result(correct, correct - (cell.Number < 2 ? 1 : 0)));
    }))]);

    private static SweepRuns Runs(Sweep sweep, params IEnumerable<RunRow>[] rows) =>
        new(sweep, [.. sweep.Cells.Select(cell => new CellRuns(cell, rows.ElementAtOrDefault(cell.Number) ?? []))]);

    private static TrialResult Result(int original, int inverted, params MetricValue[] others) =>
        Classification.Completed(original, inverted, 1000, trainLoss: 1, [.. others]);
}
