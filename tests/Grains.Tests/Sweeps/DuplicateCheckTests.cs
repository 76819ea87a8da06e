using Symmetry.Engine.Experiments;
using Symmetry.Grains.Sweeps;
using Symmetry.Grains.Tests.Support;

namespace Symmetry.Grains.Tests.Sweeps;

public sealed class DuplicateCheckTests
{
    private static readonly TrialRow Stored = Small.RowOf(Small.Of("compared", 5), 7);

    [Fact]
    public void Duplicates_are_repeated_verified_or_mismatched()
    {
        Assert.Equal(Duplicate.Repeated, DuplicateCheck.Compare(Stored, Stored with { Attempts = 2 }));
        Assert.Equal(Duplicate.Verified, DuplicateCheck.Compare(Stored, Stored with { Silo = "there" }));
        Assert.Equal(Duplicate.Verified, DuplicateCheck.Compare(Stored, Stored with { Seconds = 7 }));
        Assert.Equal(Duplicate.Mismatched, DuplicateCheck.Compare(Stored, Stored with { Result = TrialResult.Failure("different").Encode() }));
    }

    [Fact]
    public void Duplicates_that_differ_in_one_image_are_mismatched()
    {
        var row = Small.RowOf(Small.Keeping("compared", 5), 7);
        var result = row.Read();
        var (original, transformed) = Bits(result.Outcomes!);
        original[17] = !original[17];
        var other = TrialRow.Encode(7, result.WithOutcomes(TestOutcomes.Pack(original, transformed)), row.Silo, row.Seconds);

        Assert.Equal(result.Values, other.Read().Values);
        Assert.Equal(Duplicate.Mismatched, DuplicateCheck.Compare(row, other));
        Assert.Equal(Duplicate.Verified, DuplicateCheck.Compare(row, row with { Silo = "there" }));

        static (bool[] Original, bool[] Transformed) Bits(TestOutcomes outcomes) =>
            ([.. Enumerable.Range(0, outcomes.Count).Select(outcomes.IsOriginalCorrect)],
                [.. Enumerable.Range(0, outcomes.Count).Select(outcomes.IsTransformedCorrect)]);
    }

    [Fact]
    public void Decoded_row_holds_no_outcomes_after_its_commit()
    {
        var row = Small.RowOf(Small.Keeping("held", 5), 7);

        Assert.NotNull(row.Read().Outcomes);
        Assert.Null(EndedTrial.Decode(row).Result.Outcomes);
        Assert.Equal(row.Result, EndedTrial.Decode(row).Result.Encode());
    }

    [Theory]
    [InlineData(TrialOutcome.Diverged, true, false)]
    [InlineData(TrialOutcome.Failed, false, true)]
    [InlineData(TrialOutcome.Violated, false, true)]
    public void Completed_second_attempt_contradicts_a_divergence_and_attributes_a_failure_to_the_first_silo(
        TrialOutcome outcome, bool isContradicted, bool failedThereOnly)
    {
        var first = new FirstAttempt("there", TimeSpan.Zero, outcome, [1, 2, 3]);

        Assert.Equal(isContradicted, DuplicateCheck.IsContradicted(first, Stored));
        Assert.Equal(failedThereOnly, DuplicateCheck.FailedOnFirstSiloOnly(first, EndedTrial.Decode(Stored)));
        Assert.False(DuplicateCheck.FailedOnFirstSiloOnly(first with { Silo = Stored.Silo }, EndedTrial.Decode(Stored)));
        Assert.False(DuplicateCheck.IsContradicted(first with { Result = Stored.Result }, Stored));
    }
}
