using Symmetry.Engine.Experiments;
using Symmetry.Engine.Sweeps;

namespace Symmetry.Engine.Tests.Sweeps;

public sealed class FingerprintTests
{
    private static readonly Sweep Sweep = new(new SweepSpec
    {
        Name = "test",
        Replicates = ReplicateDesign.Independent(2),
        Axes = [Axis.Parse(ExperimentRegister.Default.Setting("features"), "identity", "square")],
    });

    [Fact]
    public void Cells_may_be_added_in_any_order_and_every_result_counts()
    {
        var expected = Compute((0, 0, 5), (0, 1, 6), (1, 0, 7), (1, 1, 8));
        Assert.Equal(64, expected.Length);
        Assert.Equal(expected, Compute((1, 0, 7), (0, 0, 5), (1, 1, 8), (0, 1, 6)));
        Assert.NotEqual(expected, Compute((0, 0, 5), (0, 1, 6), (1, 0, 7), (1, 1, 9)));
        Assert.NotEqual(expected, Compute((0, 0, 6), (0, 1, 5), (1, 0, 7), (1, 1, 8)));
        Assert.NotEqual(expected, Compute((0, 0, 5), (0, 1, 6), (1, 0, 7)));
    }

    [Fact]
    public void One_bit_of_the_outcomes_changes_the_fingerprint_and_none_kept_leaves_it_as_it_was()
    {
        string[] fingerprints = [Compute(Kept(true)), Compute(Kept(false)), Compute(Plain)];

        Assert.Equal(3, fingerprints.Distinct().Count());

        // What the release before outcomes computed for these two results.
        Assert.Equal("7b1fe976a31f80b25b98c2c98c9ae62db2435f3d69b7ca51b4152c57326c89b2", fingerprints[2]);

        static TrialResult Kept(bool last) => Plain.WithOutcomes(TestOutcomes.Pack([true, false, true], [false, true, last]));
    }

    [Fact]
    public void Replicate_out_of_order_is_refused()
    {
        using var fingerprint = new Fingerprint(Sweep);
        Assert.Throws<InvalidOperationException>(() => fingerprint.Add(0, 1, TrialResult.Failure("")));
    }

    private static TrialResult Plain => Classification.Completed(2, 1, 3, trainLoss: 1);

    private static string Compute(TrialResult result)
    {
        using var fingerprint = new Fingerprint(Sweep);
        fingerprint.Add(0, 0, result);
        fingerprint.Add(1, 0, result);
        return fingerprint.Finish();
    }

    private static string Compute(params (int Cell, int Replicate, int Correct)[] rows)
    {
        using var fingerprint = new Fingerprint(Sweep);
        foreach (var (cell, replicate, correct) in rows)
        {
            fingerprint.Add(cell, replicate, Classification.Completed(correct, 0, 10, trainLoss: 1));
        }

        return fingerprint.Finish();
    }
}
