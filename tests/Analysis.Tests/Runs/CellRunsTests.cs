using Symmetry.Analysis.Runs;
using Symmetry.Analysis.Statistics;
using Symmetry.Engine.Experiments;
using Symmetry.Engine.Experiments.Mlp;
using Symmetry.Engine.Sweeps;

namespace Symmetry.Analysis.Tests.Runs;

/// <summary>The one way to read rows: every metric by replicate.</summary>
public sealed class CellRunsTests
{
    private static readonly Metric A = new("a", MetricKind.Real, MetricDirection.None, "the letter a");
    private static readonly Sweep Sweep = new(new SweepSpec { Name = "one", Replicates = ReplicateDesign.Independent(6) });

    [Fact]
    public void Metrics_have_their_values_by_replicate_and_failures_their_reason()
    {
        var runs = Read(new(0, Result(1), Seconds: 2), new(1, TrialResult.Failure("none"), Attempts: 2, Silo: "s"), new(4, Result(3), Seconds: 4));
        var accuracy = runs.Values(KnownMetrics.Accuracy);

        Assert.Equal((2, 0, 1, 3), (runs.Completed, runs.Diverged, runs.Failed, runs.Ended));
        Assert.Equal((6.0, 1), (runs.TotalSeconds, runs.Retried));
        Assert.Equal("none", Assert.Single(runs.Failures).Reason);
        Assert.Equal([1d, 3d], runs.Values(A).Finite);
        Assert.Equal([2d, 4d], runs.Values(KnownMetrics.Seconds).Finite);
        Assert.Equal((1, -1, 3, -1), (accuracy.CorrectAt(0), accuracy.CorrectAt(1), accuracy.CorrectAt(4), accuracy.CorrectAt(5)));
        Assert.Equal((0.25, double.NaN, 0.75), (accuracy.At(0), accuracy.At(2), accuracy.At(4)));
        Assert.Equal([(1, 1L), (3, 1L)], accuracy.Tally!.Entries);
        Assert.Equal([0.25, 0.75], runs.Values(KnownMetrics.Sum).Finite);
        Assert.Equal(0, runs.Values(new Metric("b", MetricKind.Real, MetricDirection.None, "the letter b")).N);
    }

    [Fact]
    public void Slope_is_of_runs_that_have_both_metrics()
    {
        var runs = Read(new(0, Result(1)), new(1, TrialResult.Failure("none")), new(2, Result(3)), new(3, Result(2)));
        var points = new PairedRuns(runs.Values(A), runs.Values(KnownMetrics.Accuracy));

        Assert.Equal(0.25, LeastSquares.Slope(points.First, points.Second).Value, 1e-12);
    }

    [Fact]
    public void Counts_of_different_totals_are_real_numbers()
    {
        var runs = Read(new(0, Result(1)), new(1, Result(1, total: 2)));

        Assert.Null(runs.Values(KnownMetrics.Accuracy).Tally);
        Assert.Equal([0.25, 0.5], runs.Values(KnownMetrics.Accuracy).Finite);
    }

    [Fact]
    public void Order_of_rows_does_not_matter()
    {
        RunRow[] rows = [new(0, Result(1)), new(3, Result(3)), new(2, TrialResult.Divergence), new(5, Result(2))];

        var (forwards, backwards) = (Read(rows), Read([.. rows.Reverse()]));
        Assert.Equal(forwards.Values(A).Finite, backwards.Values(A).Finite);
        Assert.Equal(forwards.Values(KnownMetrics.Accuracy).Tally!.Entries, backwards.Values(KnownMetrics.Accuracy).Tally!.Entries);
    }

    [Fact]
    public void Trial_that_violates_a_fact_has_failed_and_names_the_fact()
    {
        var runs = Read(new(0, TrialResult.Violation(MlpFacts.OddBound, "3 + 2 of 4")), new(1, TrialResult.Failure("broken")));

        Assert.Equal((0, 0, 2), (runs.Completed, runs.Diverged, runs.Failed));
        Assert.Equal([(TrialOutcome.Violated, "odd-bound"), (TrialOutcome.Failed, "")],
            runs.Failures.Select(failure => (failure.Outcome, failure.ViolatedFact)));
        Assert.Equal("The exact fact \"R + Rbar <= 1\" is violated: 3 + 2 of 4.", runs.Failures[0].Reason);
    }

    private static CellRuns Read(params RunRow[] rows) => new(Sweep.Cells[0], rows);

    private static TrialResult Result(int correct, int total = 4) =>
        Classification.Completed(correct, 0, total, trainLoss: 0, [MetricValue.Real("a", correct)]);
}
