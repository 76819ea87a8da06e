using Symmetry.Engine.Sweeps;
using Symmetry.Engine.Trials;

namespace Symmetry.Client.Tests.Fakes;

/// <summary>Made-up results, deterministic for each trial.</summary>
internal static class FakeResults
{
    public static TrialResult Plain(Sweep sweep, long trial)
    {
        var settings = sweep.CellOf(trial).Settings;
        var spread = (int)(((sweep.ReplicateOf(trial) * 37) + (sweep.CellOf(trial).Number * 11)) % 60);
        var correct = settings.IsOdd && settings.Training is Engine.Settings.TrainingSet.Both ? 180 + (spread / 4) : 1450 + spread;
        return new TrialResult
        {
            Outcome = TrialOutcome.Completed,
            CorrectOriginal = correct,
            TotalOriginal = 1800,
            CorrectInverted = settings.IsInvariant ? correct : settings.Training is Engine.Settings.TrainingSet.Both ? correct - 3 : spread / 20,
            TotalInverted = 1800,
            TrainLoss = 2.302586 + (spread / 1000.0),
        };
    }

    /// <summary>Plain results, except that trial 1 diverged and trial 2 failed.</summary>
    public static TrialResult Troubled(Sweep sweep, long trial) => trial switch
    {
        1 => new TrialResult { Outcome = TrialOutcome.Diverged, Reason = "A weight or the loss became infinite or not a number." },
        2 => TrialResult.Failure("Training threw: no such thing."),
        _ => Plain(sweep, trial),
    };

    /// <summary>Plain results, except that trial 0 violates R + Rbar ≤ 1.</summary>
    public static TrialResult Impossible(Sweep sweep, long trial) => trial == 0
        ? TrialResult.Failure($"{ExactFacts.ViolationPrefix} \"{ExactFact.OddBound.Statement()}\" is violated: 1000 + 900 of 1800.")
        : Plain(sweep, trial);
}
