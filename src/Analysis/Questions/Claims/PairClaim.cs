namespace Symmetry.Analysis.Questions.Claims;

/// <summary>A claim about pairs of cells, each answered replicate by replicate.</summary>
/// <remarks>
/// Every pair must hold. The intervals are made simultaneous by Bonferroni's inequality, so that the claim as a whole has the
/// stated level.
/// </remarks>
/// <param name="Says">The sentence.</param>
/// <param name="Pairs">The pairs of cells, each of two different ones.</param>
/// <param name="Metric">The metric.</param>
public abstract record PairClaim(string Says, ImmutableArray<(int First, int Second)> Pairs, Metric Metric) : Claim(Says)
{
    /// <inheritdoc/>
    public override ImmutableArray<int> Cells => [.. Pairs.Select(pair => pair.First).Union(Pairs.Select(pair => pair.Second))];

    /// <inheritdoc/>
    public override ClaimVerdict Judge(SweepRuns runs, double level = Estimate.DefaultLevel)
    {
        var levelOfEach = 1 - ((1 - level) / Math.Max(Pairs.Length, 1));
        return ClaimVerdict.Combine(Pairs.Select(pair => Judge(runs, pair.First, pair.Second, levelOfEach)));
    }

    /// <summary>Answers the claim for one pair.</summary>
    protected abstract ClaimVerdict Judge(SweepRuns runs, int first, int second, double level);

    /// <summary>Answers by the interval of the mean difference, and says it.</summary>
    /// <param name="runs">What the sweep found.</param>
    /// <param name="first">The cell that the other is subtracted from.</param>
    /// <param name="second">The other cell.</param>
    /// <param name="level">The coverage, in (0, 1).</param>
    /// <param name="answer">The answer that an interval gives.</param>
    protected ClaimVerdict JudgeDifference(SweepRuns runs, int first, int second, double level, Func<Interval, ClaimAnswer> answer)
    {
        var pairs = runs.Pairs(first, second, Metric);
        var mean = runs.Means.MeanOfReals(pairs.Differences, level);
        var name = $"{Name(runs, first)} - {Name(runs, second)}";
        return mean.Interval is { } interval
            ? new ClaimVerdict(answer(interval), Text(
                $"{name}: {Say(mean.Value)} [{Say(interval.Lower)}, {Say(interval.Upper)}] (paired {runs.Means.Name}, {pairs.Count} pairs)"))
            : new ClaimVerdict(ClaimAnswer.Undecided, Text($"{name}: {pairs.Count} pairs"));

        string Say(double value) => MetricText.Difference(Metric, value);
    }
}
