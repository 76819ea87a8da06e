using Symmetry.Engine.Numerics;

namespace Symmetry.Analysis.Runs;

/// <summary>A decision between two cells, replicate by replicate: A is better, B is better, or they differ by less than a margin.</summary>
/// <remarks>
/// <para>
/// With d = A − B in each replicate, larger being better, and the sequential sign-flip test (<see cref="SequentialSignFlip"/>): A is better once the
/// evidence for d &gt; 0 reaches 2/α, B is better once that for d &lt; 0 does, and they are equivalent once the evidence for d + margin &gt; 0 and that
/// for d − margin &lt; 0 both reach 1/α (two one-sided tests). Each wrong answer has probability ≤ α = 0.05, however often the runs are looked at.
/// Where two answers are reached in the same replicate, the difference is reported. Assumes independent replicates with symmetric differences.
/// </para>
/// <para>A run without a finite value counts as worse than one that has one, as in a <see cref="Race"/>, also for the equivalence.</para>
/// <para>
/// Source: D. Schuirmann, "A comparison of the two one-sided tests procedure and the power approach for assessing the equivalence of average
/// bioavailability", Journal of Pharmacokinetics and Biopharmaceutics 15 (1987), with the evidence of the sequential sign-flip test.
/// </para>
/// </remarks>
public sealed class Decision
{
    private const double Alpha = 1 - DecisionGoal.Level;

    private readonly double margin;
    private readonly long atMost;
    private SignFlipBets difference = SignFlipBets.Start;
    private SignFlipBets aboveMargin = SignFlipBets.Start;
    private SignFlipBets belowMargin = SignFlipBets.Start;

    /// <summary>Starts without runs.</summary>
    /// <param name="margin">The largest difference that counts as none; 0 if there is no such answer.</param>
    /// <param name="atMost">The number of replicates after which it ends undecided.</param>
    public Decision(double margin, long atMost) => (this.margin, this.atMost) = (margin, atMost);

    /// <summary>The number of replicates of both cells.</summary>
    public long Replicates { get; private set; }

    /// <summary>The answer.</summary>
    public DecisionVerdict Verdict { get; private set; }

    /// <summary>The evidence for the answer, an e-value; for equivalence the smaller of the two. Undecided: the evidence for a difference.</summary>
    public double Evidence => Verdict switch
    {
        DecisionVerdict.FirstBetter => difference.Greater,
        DecisionVerdict.SecondBetter => difference.Less,
        DecisionVerdict.Equivalent => Equivalence,
        _ => Math.Max(difference.Greater, difference.Less),
    };

    /// <summary>Whether it is decided, or the budget is spent.</summary>
    public bool IsOver => Verdict is not DecisionVerdict.Undecided || Replicates == atMost;

    private double Equivalence => margin > 0 ? Math.Min(aboveMargin.Greater, belowMargin.Less) : 0;

    /// <summary>After how many replicates it will be decided if the evidence grows as before; the budget where that is not known.</summary>
    public long Forecast => IsOver ? Replicates : Math.Min(
        ForecastOf(Math.Max(difference.Greater, difference.Less), 2 / Alpha), ForecastOf(Equivalence, 1 / Alpha));

    /// <summary>The decision that the runs of a sweep make, as far as its replicates are complete.</summary>
    /// <param name="runs">The runs of a sweep whose goal is a decision.</param>
    public static Decision Replay(SweepRuns runs)
    {
        ArgumentNullException.ThrowIfNull(runs);
        var (sweep, goal) = (runs.Sweep, (DecisionGoal)runs.Sweep.Spec.Replicates.Goal!);
        var (decision, metric) = (new Decision(goal.Margin, sweep.Replicates), new RatedMetric(sweep, goal.On));
        var (first, second) = goal.Find(sweep.Cells);
        for (var replicate = 0; !decision.IsOver && runs.Cells.All(cell => cell.HasEnded(replicate)); replicate++)
        {
            decision.Add(
                metric.Rate(runs.Values(first, metric.Metric).At(replicate)), metric.Rate(runs.Values(second, metric.Metric).At(replicate)));
        }

        return decision;
    }

    /// <summary>Adds a replicate.</summary>
    /// <param name="first">The value of A, larger is better; not finite for a run that did not complete.</param>
    /// <param name="second">The value of B.</param>
    public void Add(double first, double second)
    {
        if (IsOver)
        {
            throw new InvalidOperationException("The decision is made.");
        }

        Replicates++;
        difference.AddPair(first, second);
        aboveMargin.AddPair(first, second, margin);
        belowMargin.AddPair(first, second, -margin);
        Verdict = difference.Greater >= 2 / Alpha ? DecisionVerdict.FirstBetter
            : difference.Less >= 2 / Alpha ? DecisionVerdict.SecondBetter
            : Equivalence >= 1 / Alpha ? DecisionVerdict.Equivalent
            : DecisionVerdict.Undecided;
    }

    private long ForecastOf(double evidence, double threshold) => evidence > 1
        ? (long)Math.Clamp(Math.Ceiling(Replicates * ExpLog.Log(threshold) / ExpLog.Log(evidence)), Math.Min(Replicates + 1, atMost), atMost)
        : atMost;
}
