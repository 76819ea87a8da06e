using Symmetry.Engine.Experiments;
using Symmetry.Engine.Settings;
using Symmetry.Engine.Sweeps;

namespace Symmetry.Engine.Tests.Sweeps;

public sealed class FingerprintTests
{
    private static readonly Sweep Sweep = new(new SweepSpec
    {
        Name = "test",
        Replicates = ReplicateDesign.Of(2),
        Axes = [new(Setting.All[0], ["identity", "square"])],
    });

    [Fact]
    public void Cells_may_come_in_any_order_and_every_bit_counts()
    {
        var one = Of((0, 0, 5), (0, 1, 6), (1, 0, 7), (1, 1, 8));
        Assert.Equal(64, one.Length);
        Assert.Equal(one, Of((1, 0, 7), (0, 0, 5), (1, 1, 8), (0, 1, 6)));
        Assert.NotEqual(one, Of((0, 0, 5), (0, 1, 6), (1, 0, 7), (1, 1, 9)));
        Assert.NotEqual(one, Of((0, 0, 6), (0, 1, 5), (1, 0, 7), (1, 1, 8)));
        Assert.NotEqual(one, Of((0, 0, 5), (0, 1, 6), (1, 0, 7)));
    }

    [Fact]
    public void A_replicate_out_of_turn_is_refused()
    {
        using var fingerprint = new Fingerprint(Sweep);
        Assert.Throws<InvalidOperationException>(() => fingerprint.Add(0, 1, TrialResult.Failure("")));
    }

    private static string Of(params (int Cell, int Replicate, int Correct)[] rows)
    {
        using var fingerprint = new Fingerprint(Sweep);
        foreach (var (cell, replicate, correct) in rows)
        {
            fingerprint.Add(cell, replicate, new TrialResult { Outcome = TrialOutcome.Completed, CorrectOriginal = correct });
        }

        return fingerprint.Finish();
    }
}
