namespace Symmetry.Analysis.Runs;

/// <summary>The mean and the spread of one metric over the runs of a cell so far, for progress only.</summary>
/// <remarks>The last bits depend on the order of adding. Source: B. P. Welford, Technometrics 4 (1962).</remarks>
/// <param name="N">How many runs have a finite value.</param>
/// <param name="Mean">Their mean; 0 for none.</param>
/// <param name="SquaredDeviations">The sum of their squared deviations from the mean.</param>
public readonly record struct RunningMean(long N, double Mean, double SquaredDeviations)
{
    /// <summary>The mean with its interval by Student's t; without one for fewer than two runs.</summary>
    /// <param name="level">The coverage, in (0, 1). Default 0.95.</param>
    public Estimate Estimate(double level = Statistics.Estimate.DefaultLevel) => new(
        N == 0 ? double.NaN : Mean,
        N < 2 ? null : StudentTIntervals.MeanInterval(N, Mean, Math.Sqrt(SquaredDeviations / (N - 1)), level),
        level, N, "mean, t interval over replicates");

    /// <summary>With one more run; the same where its value is not finite.</summary>
    public RunningMean With(double value)
    {
        if (!double.IsFinite(value))
        {
            return this;
        }

        var (n, delta) = (N + 1, value - Mean);
        var mean = Mean + (delta / n);
        return new RunningMean(n, mean, SquaredDeviations + (delta * (value - mean)));
    }
}
