using Symmetry.Analysis.Questions.Claims;
using Symmetry.Analysis.Runs;
using Symmetry.Engine.Experiments;
using Symmetry.Engine.Settings;
using Symmetry.Engine.Sweeps;

namespace Symmetry.Analysis.Tests.Claims;

public sealed class ClaimTests
{
    private static readonly Sweep Sweep = new(new SweepSpec
    {
        Name = "claims",
        Replicates = ReplicateDesign.Of(40),
        Axes = [new(Setting.All[0], ["identity", "square"]), new(Setting.All[1], ["false", "true"])],
    });

    // Cell c, replicate k: 800 + 10c + k % 10 of 1000 right on X, one less on -X in cells 0 and 1.
    private static readonly ClaimData Data = Fill(40);

    [Theory]
    [InlineData(0.8, ClaimAnswer.Holds)]
    [InlineData(0.809, ClaimAnswer.Holds)]
    [InlineData(0.79, ClaimAnswer.Fails)]
    [InlineData(0.8104, ClaimAnswer.Fails)]
    public void A_value_holds_where_single_runs_lie(double value, ClaimAnswer answer)
    {
        var verdict = new ValueClaim("", [0], Measure.Original, value).Judge(Data);
        Assert.Equal(answer, verdict.Answer);
        Assert.Contains("identity/false", verdict.Evidence, StringComparison.Ordinal);
        Assert.Contains("order statistics", verdict.Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_printed_value_stands_for_all_that_round_to_it() =>
        Assert.Equal(ClaimAnswer.Holds, new ValueClaim("", [0], Measure.Original, 0.81, Rounding: 0.005).Judge(Data).Answer);

    [Fact]
    public void Few_runs_decide_by_students_t_and_none_decide_nothing()
    {
        var verdict = new ValueClaim("", [0], Measure.Original, 0.8).Judge(Fill(10));
        Assert.Equal(ClaimAnswer.Holds, verdict.Answer);
        Assert.Contains("Student's t", verdict.Evidence, StringComparison.Ordinal);
        Assert.Equal(ClaimAnswer.Undecided, new ValueClaim("", [0], Measure.Original, 0.8).Judge(Fill(1)).Answer);
        Assert.Equal(ClaimAnswer.Undecided, new ValueClaim("", [0], Measure.Original, 0.8).Judge(Fill(0)).Answer);
    }

    [Theory]
    [InlineData(1.7, true, ClaimAnswer.Holds)]
    [InlineData(1.6, true, ClaimAnswer.Fails)]
    [InlineData(1.61, false, ClaimAnswer.Holds)]
    [InlineData(1.608, false, ClaimAnswer.Undecided)]
    [InlineData(1.6, false, ClaimAnswer.Fails)]
    public void A_bound_is_about_every_trial_or_about_the_mean(double atMost, bool onEveryTrial, ClaimAnswer answer) => Assert.Equal(
        answer, new BoundClaim("", [0], Measure.Sum, double.NegativeInfinity, atMost, onEveryTrial).Judge(Data).Answer);

    [Theory]
    [InlineData(0, ClaimAnswer.Holds)]
    [InlineData(0.02, ClaimAnswer.Fails)]
    public void An_order_is_judged_pair_by_pair(double by, ClaimAnswer answer) =>
        Assert.Equal(answer, new OrderClaim("", [1], [0], Measure.Original, by).Judge(Data).Answer);

    [Fact]
    public void An_order_between_many_cells_must_hold_for_every_pair()
    {
        Assert.Equal(ClaimAnswer.Holds, new OrderClaim("", [2, 3], [0, 1], Measure.Original).Judge(Data).Answer);
        Assert.Equal(ClaimAnswer.Fails, new OrderClaim("", [1, 3], [0, 2], Measure.Original).Judge(Data).Answer);
        Assert.Equal([1, 3, 0, 2], new OrderClaim("", [1, 3], [0, 2], Measure.Original).Cells.ToArray());
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
        Assert.Equal(answer, new EquivalenceClaim("", [(1, 0)], Measure.Original, within).Judge(Data).Answer);
        Assert.Equal(answer, new EquivalenceClaim("", [(0, 1)], Measure.Original, within).Judge(Data).Answer);
    }

    [Theory]
    [InlineData(1.01, 1.02, ClaimAnswer.Holds)]
    [InlineData(1.02, 2, ClaimAnswer.Fails)]
    [InlineData(1.01305, 2, ClaimAnswer.Undecided)]
    public void A_ratio_of_means_is_judged_by_its_interval(double atLeast, double atMost, ClaimAnswer answer) =>
        Assert.Equal(answer, new RatioClaim("", [(1, 0)], Measure.Original, atLeast, atMost).Judge(Data).Answer);

    [Fact]
    public void A_slope_is_judged_by_its_interval_and_needs_measurements()
    {
        var data = new ClaimData(Sweep);
        for (var k = 0; k < 20; k++)
        {
            data.Add(0, k, Result(800 - k + (k % 3), 0) with { Measurements = [new("cycles", k)] });
            data.Add(1, k, Result(800, 0));
        }

        Assert.Equal(ClaimAnswer.Holds, Slope(0, atMost: 0));
        Assert.Equal(ClaimAnswer.Fails, Slope(0, atMost: -0.1));
        Assert.Equal(ClaimAnswer.Undecided, Slope(1, atMost: 0));

        ClaimAnswer Slope(int cell, double atMost) => new SlopeClaim(
            "", [cell], Measure.Original, Measure.Named("cycles"), double.NegativeInfinity, atMost).Judge(data).Answer;
    }

    // Every run of a level of P is the same, whatever the seed.
    [Fact]
    public void A_share_is_of_the_crossed_runs_or_undecided_while_they_are_missing()
    {
        var data = new ClaimData(new Sweep(new SweepSpec
        {
            Name = "crossed",
            Replicates = new ReplicateDesign { Seeds = 5, Permutations = 6 },
            Fixed = [new(Setting.All[0], "permutation")],
        }));
        var claim = new ShareClaim("", [0], Measure.Original, "P", 0.5, double.PositiveInfinity);
        for (var k = 0; k < 30; k++)
        {
            Assert.Equal(ClaimAnswer.Undecided, claim.Judge(data).Answer);
            data.Add(0, k, Result(700 + (20 * (k % 6)) + (k / 6 % 2), 0));
        }

        Assert.Equal(ClaimAnswer.Holds, claim.Judge(data).Answer);
        Assert.Equal(ClaimAnswer.Fails, (claim with { Factor = "seed" }).Judge(data).Answer);
        Assert.Contains("t over levels", new BoundClaim("", [0], Measure.Original, 0, 1, false).Judge(data).Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_selection_takes_every_cell_that_matches()
    {
        Assert.Equal([0, 2], CellSelection.Of(Sweep, [new Axis(Setting.All[1], ["false"])]).ToArray());
        Assert.Equal([0, 1, 2, 3], CellSelection.Of(Sweep, []).ToArray());
        Assert.Empty(CellSelection.Of(Sweep, [new Axis(Setting.All[0], ["gradient"])]));
    }

    [Fact]
    public void A_trial_that_failed_in_one_cell_leaves_its_pair_out()
    {
        var data = Fill(40);
        data.Add(0, 40, TrialResult.Failure("broken"));
        data.Add(1, 40, Result(900, 900));
        Assert.Equal(40, data.Pairs(0, 1, Measure.Original).First.Length);
    }

    private static ClaimData Fill(int replicates)
    {
        var data = new ClaimData(Sweep);
        for (var cell = 0; cell < Sweep.Cells.Length; cell++)
        {
            for (var k = 0; k < replicates; k++)
            {
                var correct = 800 + (10 * cell) + (k % 10) + (cell == 1 && k % 2 == 0 ? 1 : 0);
                data.Add(cell, k, Result(correct, correct - (cell < 2 ? 1 : 0)));
            }
        }

        return data;
    }

    private static TrialResult Result(int original, int inverted) => new()
    {
        Outcome = TrialOutcome.Completed,
        CorrectOriginal = original,
        CorrectInverted = inverted,
        TotalOriginal = 1000,
        TotalInverted = 1000,
        TrainLoss = 1,
    };
}
