using Symmetry.Analysis.Runs;
using Symmetry.Engine.Sweeps;
using Symmetry.Grains;

namespace Symmetry.Client.Progress;

/// <summary>A running sweep at one moment.</summary>
/// <param name="Sweep">What was asked for.</param>
/// <param name="Progress">How far it is.</param>
/// <param name="Cells">The tallies of its first cells; as many as the view shows.</param>
/// <param name="TrialsPerSecond">The recent pace; null before it is known.</param>
internal sealed record SweepSnapshot(
    Sweep Sweep, SweepProgress Progress, IReadOnlyList<CellTally> Cells, double? TrialsPerSecond)
{
    /// <summary>The time that is left at this pace; null before it is known.</summary>
    public TimeSpan? Left => TrialsPerSecond is > 0 and var pace
        ? TimeSpan.FromSeconds(Math.Min((Progress.Trials - Progress.Committed) / pace, TimeSpan.FromDays(1000).TotalSeconds))
        : null;
}
