using Symmetry.Engine.Experiments;
using Symmetry.Engine.Experiments.Mlp;
using Symmetry.Engine.Settings;
using Symmetry.Engine.Sweeps;

namespace Symmetry.Client.Tests.Fakes;

/// <summary>Made-up results, deterministic for each trial.</summary>
internal static class FakeResults
{
    public static TrialResult Plain(Sweep sweep, long trial) => Make(sweep, trial, 0);

    /// <summary>Plain results, with 15 more correct per number of the cell, so that cells differ by more than their noise.</summary>
    public static TrialResult Separated(Sweep sweep, long trial) => Make(sweep, trial, 15 * sweep.CellOf(trial).Number);

    /// <summary>Plain results, except that trial 1 diverged and trial 2 failed.</summary>
    public static TrialResult Troubled(Sweep sweep, long trial) => trial switch
    {
        1 => TrialResult.Divergence,
        2 => TrialResult.Failure("Training threw: no such thing."),
        _ => Plain(sweep, trial),
    };

    /// <summary>Plain results, except that trial 0 violates R + Rbar ≤ 1.</summary>
    public static TrialResult Impossible(Sweep sweep, long trial) => trial == 0
        ? TrialResult.Violation(MlpFacts.OddBound, "1000 + 900 of 1800")
        : Plain(sweep, trial);

    private static TrialResult Make(Sweep sweep, long trial, int more)
    {
        var settings = (MlpSettings)sweep.CellOf(trial).Settings;
        var spread = (int)(((sweep.ReplicateOf(trial) * 37) + (sweep.CellOf(trial).Number * 11)) % 60);
        var correct = settings.IsOdd && settings.Training is TrainingSet.Both ? 180 + (spread / 4) : 1450 + spread + more;
        var inverted = settings.IsInvariant ? correct : settings.Training is TrainingSet.Both ? correct - 3 : spread / 20;
        return Classification.Completed(correct, inverted, total: 1800, trainLoss: 2.302586 + (spread / 1000.0));
    }
}
