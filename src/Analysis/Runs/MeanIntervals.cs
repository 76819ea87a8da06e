namespace Symmetry.Analysis.Runs;

/// <summary>Which interval a mean has where nobody chose another: the same in tables, claims, comparisons, reports, the live page and the API.</summary>
/// <remarks>
/// Student's t over replicates (<see cref="StudentTIntervals"/>), for proportions cut to [0, 1]. Crossed replicates share levels, so their
/// intervals count levels (<see cref="CrossedDesign"/>); the design must be complete, and a cell with a missing run has no interval.
/// </remarks>
public sealed class MeanIntervals
{
    private const string MissingRuns = "mean, without an interval because runs of a crossed design are missing";

    private readonly ReplicateDesign replicates;

    /// <summary>The intervals of a sweep.</summary>
    public MeanIntervals(Sweep sweep)
    {
        replicates = sweep.Spec.Replicates;
        Design = CrossedDesign.Find(replicates);
    }

    /// <summary>The crossed factors; null where replicates are independent.</summary>
    public CrossedDesign? Design { get; }

    /// <summary>The method in a word or two, as evidence names it.</summary>
    public string Name => Design is null ? "t" : "t over levels";

    /// <summary>The method as a legend says it, to finish the sentence "95 % interval: …".</summary>
    public string Description => Design is null
        ? "of the mean, Student's t over replicates (varied: below)"
        : "of the mean, Satterthwaite's t over the levels of the crossed design (none where a replicate is missing), "
            + "varied as said below";

    /// <summary>Whether every replicate is there, as a crossed design needs.</summary>
    public bool IsBalanced(int runs) => runs == replicates.Count;

    /// <summary>The mean of a cell's runs.</summary>
    public Estimate Mean(MetricRuns values, double level = Estimate.DefaultLevel)
    {
        return Design is null && values.Tally is { } tally ? MeanOfCounts(tally, level) : MeanOfReals(values.Finite, level);
    }

    /// <summary>The mean of counts whose replicates are not known: without an interval where replicates are crossed.</summary>
    public Estimate MeanOfCounts(Tally? tally, double level = Estimate.DefaultLevel) => tally switch
    {
        null => new Estimate(double.NaN, null, level, 0, "no runs"),
        _ when Design is not null => new Estimate(tally.Mean, null, level, tally.N, MissingRuns),
        _ => StudentTIntervals.Mean(tally, level),
    };

    /// <summary>The mean of real numbers or of paired differences, one a replicate, in their order.</summary>
    public Estimate MeanOfReals(double[] values, double level = Estimate.DefaultLevel)
    {
        return Design is null ? StudentTIntervals.Mean(values, level)
            : IsBalanced(values.Length) ? Design.Mean(values, level)
            : StudentTIntervals.Mean(values, level) with { Interval = null, Method = MissingRuns };
    }
}
