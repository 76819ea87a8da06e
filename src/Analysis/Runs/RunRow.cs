using Symmetry.Engine.Experiments.Declared;

namespace Symmetry.Analysis.Runs;

/// <summary>One trial that ended.</summary>
/// <param name="Replicate">Its replicate.</param>
/// <param name="Result">What it found.</param>
/// <param name="Attempts">How many times it was tried.</param>
/// <param name="Silo">Who trained it.</param>
/// <param name="Seconds">How long it took; NaN where that is not known.</param>
public readonly record struct RunRow(long Replicate, TrialResult Result, int Attempts = 1, string Silo = "", double Seconds = double.NaN)
{
    /// <summary>The time of a stored trial. Stores keep numbers only: 0 is the time of imported results that have none.</summary>
    public static double ReadSeconds(Sweep sweep, double stored)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        return stored == 0 && sweep.Experiment is ImportedExperiment ? double.NaN : stored;
    }
}
