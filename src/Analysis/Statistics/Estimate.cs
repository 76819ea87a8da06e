namespace Symmetry.Analysis.Statistics;

/// <summary>A value that was estimated from repeats, with what is known about its error.</summary>
/// <param name="Value">The estimate; NaN where it is undefined, such as a mean of nothing.</param>
/// <param name="Interval">The closed interval at <paramref name="Level"/>; null where none exists, such as n = 1.</param>
/// <param name="Level">The nominal coverage of the interval, in (0, 1); 0.95 unless someone chose otherwise.</param>
/// <param name="N">How many independent repeats the estimate rests on.</param>
/// <param name="Method">How it was computed and what was varied, as a caption says it: "mean, t interval over
/// replicates".</param>
public sealed record Estimate(double Value, Interval? Interval, double Level, long N, string Method)
{
    /// <summary>The level that is used where nobody chose another: 0.95.</summary>
    public const double DefaultLevel = 0.95;
}
