using Symmetry.Analysis.Runs;
using Symmetry.Analysis.Statistics;
using Symmetry.Engine.Experiments;
using Symmetry.Engine.Experiments.Mlp;

namespace Symmetry.Analysis.Tests.Runs;

public sealed class CellTallyTests
{
    [Fact]
    public void Order_of_results_has_no_effect_and_the_bytes_read_back()
    {
        TrialResult[] results =
        [
            Result(8, 1), Result(9, 0), TrialResult.Failure("broken"), TrialResult.Divergence, Result(8, 3),
            TrialResult.Violation(MlpFacts.OddBound, "8 + 3 of 10"),
        ];
        CellTally forwards = new(), backwards = new();
        Array.ForEach(results, forwards.Add);
        Array.ForEach([.. results.Reverse()], backwards.Add);
        Assert.Equal(forwards.Encode(), backwards.Encode());
        var read = CellTally.Decode(forwards.Encode());
        Assert.Equal(forwards.Encode(), read.Encode());
        Assert.Equal((3, 1, 2, 6), (read.Completed, read.Diverged, read.Failed, read.Ended));
        Assert.Equal([(8, 2L), (9, 1L)], read.Original!.Entries);
        Assert.Equal([(0, 1L), (1, 1L), (3, 1L)], read.Inverted!.Entries);
    }

    [Fact]
    public void Damaged_bytes_are_rejected()
    {
        Assert.Throws<FormatException>(() => CellTally.Decode([]));
        Assert.Throws<FormatException>(() => CellTally.Decode(new CellTally().Encode().AsSpan()[..^1]));
    }

    [Fact]
    public void Results_without_accuracies_are_counted_by_their_outcome()
    {
        var tally = new CellTally();
        tally.Add(new TrialResult { Outcome = TrialOutcome.Completed, Values = [MetricValue.Real("a", 1)] });

        var read = CellTally.Decode(tally.Encode());
        Assert.Equal((1, 1), (read.Completed, read.Ended));
        Assert.Null(read.Original);
        Assert.Null(read.Inverted);
    }

    [Fact]
    public void Mean_of_another_metric_is_followed_and_reads_back()
    {
        double[] values = [2, 4, 9, double.NaN];
        var tally = new CellTally(new Metric("score", MetricKind.Real, MetricDirection.Larger, ""));
        foreach (var value in values)
        {
            tally.Add(new TrialResult { Outcome = TrialOutcome.Completed, Values = [MetricValue.Real("score", value)] });
        }

        var read = CellTally.Decode(tally.Encode());
        var expected = StudentTIntervals.Mean(values.AsSpan(0, 3));
        Assert.Equal(tally.Encode(), read.Encode());
        Assert.Equal((4L, 3L), (read.Completed, read.Lead.N));
        Assert.Equal(expected.Value, read.Lead.Estimate().Value, 1e-12);
        Assert.Equal(expected.Interval!.Value.Upper, read.Lead.Estimate().Interval!.Value.Upper, 1e-12);
        Assert.Null(read.Original);
    }

    [Fact]
    public void Counts_out_of_different_totals_have_no_tally()
    {
        var tally = new CellTally();
        tally.Add(Result(8, 1));
        tally.Add(Classification.Completed(3, 1, 5, trainLoss: 0.5));
        tally.Add(Result(8, 1));

        Assert.Null(CellTally.Decode(tally.Encode()).Original);
        Assert.Equal(3, tally.Completed);
    }

    private static TrialResult Result(int original, int inverted) => Classification.Completed(original, inverted, 10, trainLoss: 0.5);
}
