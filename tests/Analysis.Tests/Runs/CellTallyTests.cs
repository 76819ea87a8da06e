using Symmetry.Analysis.Runs;
using Symmetry.Engine.Experiments;

namespace Symmetry.Analysis.Tests.Runs;

public sealed class CellTallyTests
{
    private static TrialResult Result(int original, int inverted, double loss) => new()
    {
        Outcome = TrialOutcome.Completed,
        CorrectOriginal = original,
        CorrectInverted = inverted,
        TotalOriginal = 10,
        TotalInverted = 10,
        TrainLoss = loss,
    };

    [Fact]
    public void The_order_of_results_is_without_effect_and_the_bytes_read_back()
    {
        TrialResult[] results =
        [
            Result(8, 1, 0.5), Result(9, 0, 0.25), TrialResult.Failure("broken"), new() { Outcome = TrialOutcome.Diverged }, Result(8, 3, 2),
        ];
        CellTally there = new(), back = new();
        Array.ForEach(results, there.Add);
        Array.ForEach([.. results.Reverse()], back.Add);
        Assert.Equal(there.Encode(), back.Encode());
        var read = CellTally.Decode(there.Encode());
        Assert.Equal(there.Encode(), read.Encode());
        Assert.Equal((3, 1, 1, 5), (read.Completed, read.Diverged, read.Failed, read.Ended));
        Assert.Equal((1.1, 0.25), (Math.Round(read.LargestSum, 12), read.MinLoss));
        Assert.Equal([(8, 2L), (9, 1L)], read.Original!.Entries);
    }

    [Fact]
    public void Bytes_that_are_no_tally_are_refused()
    {
        Assert.Throws<FormatException>(() => CellTally.Decode([]));
        Assert.Throws<FormatException>(() => CellTally.Decode(new CellTally().Encode().AsSpan()[..^1]));
    }

    [Fact]
    public void A_result_reads_back_from_its_bytes()
    {
        foreach (var result in new[] { Result(1, 2, 3), TrialResult.Failure("why: é"), new() { Outcome = TrialOutcome.Diverged } })
        {
            Assert.Equal(result, TrialResult.Decode(result.Encode()));
        }

        Assert.Throws<FormatException>(() => TrialResult.Decode([1, 2]));
        Assert.Throws<FormatException>(() => TrialResult.Decode(new byte[40]));
    }
}
