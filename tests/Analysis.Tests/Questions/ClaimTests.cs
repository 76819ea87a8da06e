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
    [InlineData(0.8, ClaimAnswer.Holds)]
    [InlineData(0.809, ClaimAnswer.Holds)]
    [InlineData(0.79, ClaimAnswer.Fails)]
    [InlineData(0.8104, ClaimAnswer.Fails)]
    public void Value_holds_inside_the_prediction_interval_of_one_run(double value, ClaimAnswer answer)
    {
        var verdict = new ValueClaim("", [0], KnownMetrics.Accuracy, value).Judge(Data);
        Assert.Equal(answer, verdict.Answer);
        Assert.Contains("identity/false", verdict.Evidence, StringComparison.Ordinal);
        Assert.Contains("order statistics", verdict.Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void Printed_value_means_every_number_that_rounds_to_it() =>
        Assert.Equal(ClaimAnswer.Holds, new ValueClaim("", [0], KnownMetrics.Accuracy, 0.81, Rounding: 0.005).Judge(Data).Answer);

    [Fact]
    public void Few_runs_use_students_t_and_one_run_decides_nothing()
    {
        var verdict = new ValueClaim("", [0], KnownMetrics.Accuracy, 0.8).Judge(Fill(10));
        Assert.Equal(ClaimAnswer.Holds, verdict.Answer);
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
