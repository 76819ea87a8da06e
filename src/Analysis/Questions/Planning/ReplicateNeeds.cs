namespace Symmetry.Analysis.Questions.Planning;

/// <summary>How many replicates each cell of a sweep needs for a goal, from the runs of a pilot.</summary>
public sealed class ReplicateNeeds
{
    private readonly IReadOnlyList<double> secondsPerTrial;

    /// <summary>Finds what each cell needs: the larger of its needs in <see cref="PlanGoal.MetricsIn"/>.</summary>
    /// <param name="pilot">A few runs of every cell.</param>
    /// <param name="goal">The goal.</param>
    public ReplicateNeeds(SweepRuns pilot, PlanGoal goal)
    {
        var metrics = PlanGoal.MetricsIn(pilot.Sweep);
        Cells = [.. pilot.Cells.Select(cell => metrics.Select(metric => Need(pilot, cell, metric, goal)).Aggregate(Larger))];
        secondsPerTrial = [.. pilot.Cells.Select(cell => cell.TotalSeconds / cell.Ended)];
    }

    /// <summary>What each cell needs; null for the baseline, and where the pilot has fewer than two runs.</summary>
    public IReadOnlyList<RequiredReplicates?> Cells { get; }

    /// <summary>The largest number that a cell needs to be sure.</summary>
    public long Max => Cells.Max(need => need?.Assured ?? 0);

    /// <summary>All trials where each cell has its own number.</summary>
    public long Trials => Cells.Sum(need => need?.Assured ?? 0);

    /// <summary>How many cells need replicates.</summary>
    public int Known => Cells.Count(need => need is not null);

    /// <summary>The processor time where each cell has its own number.</summary>
    public double SecondsOfEach => Seconds(need => need.Assured);

    /// <summary>The processor time where every cell has the largest number.</summary>
    public double SecondsOfMax => Seconds(_ => Max);

    private double Seconds(Func<RequiredReplicates, long> replicates) =>
        Cells.Zip(secondsPerTrial).Where(cell => cell.First is not null).Sum(cell => replicates(cell.First!.Value) * cell.Second);

    private static RequiredReplicates? Need(SweepRuns pilot, CellRuns cell, Metric metric, PlanGoal goal) => goal switch
    {
        { HalfWidth: { } halfWidth } => RequiredReplicates.ForHalfWidth(halfWidth, cell.Values(metric)),
        { Power: { } power, Difference: { } difference } when cell.Cell.Number != goal.Baseline.Number =>
            RequiredReplicates.ForPower(
                power, difference, pilot.Pairs(cell.Cell.Number, goal.Baseline.Number, metric).Differences, goal.FamilyIn(pilot.Sweep)),
        _ => null,
    };

    private static RequiredReplicates? Larger(RequiredReplicates? a, RequiredReplicates? b) => a is { } first && b is { } second ? first.Max(second) : a ?? b;
}
