namespace Symmetry.Analysis.Questions.Claims;

/// <summary>A claim about pairs of cells, each answered replicate by replicate.</summary>
/// <remarks>It must hold for every pair, with simultaneous intervals (<see cref="Claim.JudgeTogether"/>).</remarks>
/// <param name="Says">The sentence.</param>
/// <param name="Pairs">The pairs of cells; of one cell with itself only where the two metrics differ.</param>
/// <param name="Metric">The metric of the first cells.</param>
public abstract record PairClaim(string Says, ImmutableArray<(int First, int Second)> Pairs, Metric Metric) : Claim(Says)
{
    /// <inheritdoc/>
    public override ImmutableArray<int> Cells => [.. Pairs.Select(pair => pair.First).Union(Pairs.Select(pair => pair.Second))];

    /// <summary>The metric of the second cells. Default: that of the first.</summary>
    public Metric SecondMetric { get; init; } = Metric;

    /// <summary>Whether two metrics are compared.</summary>
    protected bool HasTwoMetrics => SecondMetric != Metric;

    /// <inheritdoc/>
    public override ClaimVerdict Judge(SweepRuns runs, double level = Estimate.DefaultLevel) =>
        JudgeTogether(runs, Pairs, "pair", level, (pair, levelOfEach) => Judge(runs, pair.First, pair.Second, levelOfEach));

    /// <summary>Answers the claim for one pair.</summary>
    protected abstract ClaimVerdict Judge(SweepRuns runs, int first, int second, double level);

    /// <summary>The values of one pair.</summary>
    protected PairedRuns ValuesOf(SweepRuns runs, int first, int second) => new(runs.Values(first, Metric), runs.Values(second, SecondMetric));

    /// <summary>The two sides of a pair by name, with their metrics where these differ.</summary>
    protected (string First, string Second) NamesOf(SweepRuns runs, int first, int second) => HasTwoMetrics
        ? ($"{Name(runs, first)} {Metric}", $"{Name(runs, second)} {SecondMetric}")
        : (Name(runs, first), Name(runs, second));

    /// <summary>Answers by the interval of the mean difference, and says it.</summary>
    /// <param name="runs">What the sweep found.</param>
    /// <param name="first">The cell that the other is subtracted from.</param>
    /// <param name="second">The other cell.</param>
    /// <param name="level">The coverage, in (0, 1).</param>
    /// <param name="answer">The answer that an interval gives.</param>
    /// <param name="finding">What an interval says in words; null to say the interval alone.</param>
    protected ClaimVerdict JudgeDifference(
        SweepRuns runs, int first, int second, double level, Func<Interval, ClaimAnswer> answer, Func<Interval, string>? finding = null)
    {
        var pairs = ValuesOf(runs, first, second);
        var mean = runs.Means.MeanOfReals(pairs.Differences, level);
        var (left, right) = NamesOf(runs, first, second);
        return mean.Interval is { } interval
            ? new ClaimVerdict(answer(interval), Text(
                $"{left} - {right}: {Say(mean.Value)} [{Say(interval.Lower)}, {Say(interval.Upper)}] (paired {runs.Means.Name}, ")
                + $"{Numbers.Count(pairs.Count, "pair")}){(finding is null ? "" : $": {finding(interval)}")}")
            : ClaimVerdict.TooFewRuns($"{left} - {right}: {Numbers.Count(pairs.Count, "pair")}");

        string Say(double value) => MetricText.Difference(Metric, value);
    }
}
