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
    public void Replicate_out_of_order_is_refused()
    {
        using var fingerprint = new Fingerprint(Sweep);
        Assert.Throws<InvalidOperationException>(() => fingerprint.Add(0, 1, TrialResult.Failure("")));
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
