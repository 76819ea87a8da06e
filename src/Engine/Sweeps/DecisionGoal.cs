namespace Symmetry.Engine.Sweeps;

/// <summary>All cells continue until it is decided which of two cells is better, or that they differ by less than a margin.</summary>
/// <param name="Between">The settings of the first cell, A; they match exactly one cell.</param>
/// <param name="And">The settings of the second cell, B.</param>
/// <param name="Margin">The largest difference that counts as none, in the metric's unit; 0 for no such answer.</param>
/// <param name="On">The metric that decides.</param>
public sealed record DecisionGoal(ImmutableArray<Axis> Between, ImmutableArray<Axis> And, double Margin = 0, string On = "") : MetricGoal(On)
{
    /// <summary>The confidence in the decision.</summary>
    public const double Level = 0.95;

    /// <inheritdoc/>
    public override string Key => "decide";

    /// <inheritdoc/>
    public override int Rule => 1;

    /// <summary>The numbers of the two cells.</summary>
    /// <param name="cells">The cells of a checked sweep.</param>
    public (int First, int Second) Find(ImmutableArray<Cell> cells) => (Matching(cells, Between).Single(), Matching(cells, And).Single());

    /// <summary>The numbers of the cells that have the settings.</summary>
    internal static IEnumerable<int> Matching(ImmutableArray<Cell> cells, ImmutableArray<Axis> settings)
    {
        var conditions = new CellFilter(settings);
        return cells.Where(cell => conditions.Matches(cell.Settings)).Select(cell => cell.Number);
    }
}
