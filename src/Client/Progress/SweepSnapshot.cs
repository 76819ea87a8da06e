using Symmetry.Grains;

namespace Symmetry.Client.Progress;

/// <summary>A running sweep at one moment.</summary>
/// <param name="Sweep">The sweep.</param>
/// <param name="Progress">Its counts.</param>
/// <param name="Cells">The cells that the view shows, as <see cref="ShownCells"/> chose them.</param>
/// <param name="TrialsPerSecond">The recent throughput; null until it is known.</param>
internal sealed record SweepSnapshot(Sweep Sweep, SweepProgress Progress, IReadOnlyList<ShownCell> Cells, double? TrialsPerSecond)
{
    /// <summary>The largest half-width of any cell's interval, for a goal of widths; null before every cell has one, and for other goals.</summary>
    public double? Widest { get; init; }

    /// <summary>How far the goal is, in a sentence; null without a goal, or before that is known.</summary>
    public string? Standing => Progress.Standing
        ?? (Widest is { } widest && Sweep.Spec.Replicates.Goal is WidthGoal goal ? GoalText.Describe(goal, widest) : null);

    /// <summary>The estimated time left; null until it is known.</summary>
    public TimeSpan? Left => TrialsPerSecond is > 0 and var throughput
        ? TimeSpan.FromSeconds(Math.Min((Progress.Trials - Progress.Committed) / throughput, TimeSpan.FromDays(1000).TotalSeconds))
        : null;
}
