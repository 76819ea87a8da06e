namespace Symmetry.Analysis.Questions.Planning;

/// <summary>How many replicates a goal needs.</summary>
/// <param name="Even">With an even chance of being enough: the pilot's spread taken as the truth.</param>
/// <param name="Assured">With a chance of 90 %: the upper limit of the spread that the pilot allows.</param>
public readonly record struct RequiredReplicates(long Even, long Assured)
{
    /// <summary>The larger of each number.</summary>
    public RequiredReplicates Max(RequiredReplicates other) => new(Math.Max(Even, other.Even), Math.Max(Assured, other.Assured));

    /// <summary>Replicates for an interval of the mean with this half-width; null if there are fewer than two runs.</summary>
    public static RequiredReplicates? ForHalfWidth(double halfWidth, MetricRuns runs)
    {
        ArgumentNullException.ThrowIfNull(runs);
        if (runs.N < 2)
        {
            return null;
        }

        var plan = ReplicatePlan.For(halfWidth, runs.N, runs.StandardDeviation);
        return new RequiredReplicates(plan.Replicates, plan.AssuredReplicates);
    }

    /// <summary>Pairs for detecting a difference with this power; null if there are fewer than two pairs.</summary>
    /// <remarks>By the paired t test at 0.05/family (Bonferroni), which is conservative beside the step-down maxT that <c>compare</c> uses, and at
    /// least as many pairs as sign flips need for p = 0.05.</remarks>
    /// <param name="power">The chance of finding it, above 0.05 and below 1.</param>
    /// <param name="effect">The difference to find, not 0.</param>
    /// <param name="differences">The differences of a pilot.</param>
    /// <param name="family">How many differences are tested together, at least 1.</param>
    public static RequiredReplicates? ForPower(double power, double effect, double[] differences, int family)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(family, 1);
        if (differences.Length < 2)
        {
            return null;
        }

        const double Alpha = 1 - Estimate.DefaultLevel;
        var least = StepDownMaxT.MinPairs(Alpha);
        var sd = Moments.MeanAndStandardDeviation(differences).StandardDeviation;
        return new RequiredReplicates(Pairs(sd), Pairs(ReplicatePlan.UpperStandardDeviation(differences.Length, sd)));

        long Pairs(double standardDeviation) =>
            standardDeviation > 0 ? PairedPower.PairsFor(power, effect, standardDeviation, Alpha / family, least) : least;
    }
}
