namespace Symmetry.Analysis.Runs;

/// <summary>Cells stop when they leave a <see cref="Race"/>, and all that are left stop when it ends.</summary>
internal sealed class RaceStopping : RoundStopping
{
    private readonly Sweep sweep;
    private readonly Race race;
    private readonly RatedMetric metric;
    private readonly double[] values;

    /// <summary>Starts without results.</summary>
    public RaceStopping(Sweep sweep, BestGoal goal)
        : base(sweep)
    {
        (this.sweep, values) = (sweep, new double[sweep.Cells.Length]);
        (race, metric) = (new Race(values.Length, goal.Level, sweep.Replicates), new RatedMetric(sweep, goal.On));
    }

    /// <inheritdoc/>
    public override string? Standing => GoalText.Describe(sweep, race);

    /// <inheritdoc/>
    public override RaceExit? ExitOf(int cell) => race.ExitOf(cell);

    private protected override IEnumerable<int> Advance(IReadOnlyList<TrialResult> results)
    {
        foreach (var cell in race.Racing)
        {
            values[cell] = metric.Rate(results[cell]);
        }

        var leaving = race.Advance(values).Select(exit => exit.Cell);
        return race.IsOver ? [.. leaving, .. race.Racing] : leaving;
    }

    private protected override long Forecast(int cell) => race.ForecastOf(cell);
}
