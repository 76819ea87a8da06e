namespace Symmetry.Engine.Sweeps;

/// <summary>A race for the best cell: cells that are shown not to be the best leave, the others continue.</summary>
/// <param name="Level">The chance that the best cell stays in the race, from <see cref="MinLevel"/> to <see cref="MaxLevel"/>.</param>
/// <param name="On">The metric that decides.</param>
public sealed record BestGoal(double Level, string On = "") : MetricGoal(On)
{
    /// <summary>The smallest level.</summary>
    public const double MinLevel = 0.5;

    /// <summary>The largest level.</summary>
    public const double MaxLevel = 0.999;

    /// <summary>The maximum number of cells, because every pair of cells is compared in every replicate.</summary>
    public const int MaxCells = 1000;

    /// <inheritdoc/>
    public override string Key => "best";

    /// <inheritdoc/>
    public override int Rule => 1;
}
