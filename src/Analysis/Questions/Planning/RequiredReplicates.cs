namespace Symmetry.Analysis.Questions.Planning;

/// <summary>How many replicates a goal needs.</summary>
/// <param name="Even">With an even chance of being enough: the pilot's spread taken as the truth.</param>
/// <param name="Assured">With a chance of 90 %: the upper limit of the spread that the pilot allows.</param>
public readonly record struct RequiredReplicates(long Even, long Assured)
{
    /// <summary>The larger of each number.</summary>
    public RequiredReplicates Max(RequiredReplicates other) => new(Math.Max(Even, other.Even), Math.Max(Assured, other.Assured));

    /// <summary>Replicates for an interval of the mean with this half-width; null if there are fewer than two runs.</summary>
    public static RequiredReplicates? ForHalfWidth(double halfWidth, Tally? runs)
    {
        if (runs is not { N: >= 2 })
        {
            return null;
        }

        var plan = ReplicatePlan.For(halfWidth, runs);
        return new RequiredReplicates(plan.Replicates, plan.AssuredReplicates);
    }

    /// <summary>Pairs for detecting a difference with this power; null if there are fewer than two pairs.</summary>
    public static RequiredReplicates? ForPower(double power, double effect, double[] differences)
    {
        if (differences.Length < 2)
        {
            return null;
        }

        var mean = differences.Average();
        var sd = Math.Sqrt(differences.Sum(difference => (difference - mean) * (difference - mean)) / (differences.Length - 1));
        return new RequiredReplicates(Pairs(sd), Pairs(ReplicatePlan.UpperStandardDeviation(differences.Length, sd)));

        // Even without any spread, six pairs are needed for p < 0.05.
        long Pairs(double standardDeviation) => standardDeviation > 0 ? PairedPower.PairsFor(power, effect, standardDeviation) : SignFlipTest.MinPairs(0.05);
    }
}
