namespace Symmetry.Analysis.Runs;

/// <summary>All cells stop when a <see cref="Decision"/> between two of them is made.</summary>
internal sealed class DecisionStopping : RoundStopping
{
    private readonly Sweep sweep;
    private readonly Decision decision;
    private readonly RatedMetric metric;
    private readonly int first;
    private readonly int second;

    /// <summary>Starts without results.</summary>
    public DecisionStopping(Sweep sweep, DecisionGoal goal)
        : base(sweep)
    {
        (this.sweep, decision, metric) = (sweep, new Decision(goal.Margin, sweep.Replicates), new RatedMetric(sweep, goal.On));
        (first, second) = goal.Find(sweep.Cells);
    }

    /// <inheritdoc/>
    public override string? Standing => GoalText.Describe(sweep, decision);

    private protected override IEnumerable<int> Advance(IReadOnlyList<TrialResult> results)
    {
        decision.Add(metric.Rate(results[first]), metric.Rate(results[second]));
        return decision.IsOver ? Enumerable.Range(0, results.Count) : [];
    }

    private protected override long Forecast(int cell) => decision.Forecast;
}
