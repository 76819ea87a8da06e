namespace Symmetry.Analysis.Questions.Claims;

/// <summary>"A is greater than B, by at least a margin": answered by the paired difference, replicate by replicate.</summary>
/// <remarks>Holds where the interval of the mean difference lies above the margin, fails where it lies below.</remarks>
/// <param name="Says">The sentence.</param>
/// <param name="Pairs">Each the cell that is claimed to be greater, and the one that it is compared with.</param>
/// <param name="Metric">The metric.</param>
/// <param name="By">The least difference. Default 0.</param>
public sealed record OrderClaim(string Says, ImmutableArray<(int First, int Second)> Pairs, Metric Metric, double By = 0)
    : PairClaim(Says, Pairs, Metric)
{
    /// <summary>Each of some cells is greater than each of others.</summary>
    public OrderClaim(string says, ImmutableArray<int> greater, ImmutableArray<int> than, Metric metric, double by = 0)
        : this(says, CellPairs.All(greater, than), metric, by)
    {
    }

    /// <summary>The answer that the interval of a difference gives.</summary>
    /// <param name="interval">The interval.</param>
    /// <param name="by">The least difference.</param>
    public static ClaimAnswer Answer(Interval interval, double by) =>
        interval.Lower > by ? ClaimAnswer.Holds : interval.Upper < by ? ClaimAnswer.Fails : ClaimAnswer.Undecided;

    /// <inheritdoc/>
    protected override ClaimVerdict Judge(SweepRuns runs, int first, int second, double level) =>
        JudgeDifference(runs, first, second, level, interval => Answer(interval, By));
}
