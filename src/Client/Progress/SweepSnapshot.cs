using Symmetry.Grains;

namespace Symmetry.Client.Progress;

/// <summary>A running sweep at one moment.</summary>
/// <param name="Sweep">The sweep.</param>
/// <param name="Progress">Its counts.</param>
/// <param name="Cells">The cells that the view shows, as <see cref="ShownCells"/> chose them.</param>
/// <param name="TrialsPerSecond">The recent throughput; null until it is known.</param>
internal sealed record SweepSnapshot(Sweep Sweep, SweepProgress Progress, IReadOnlyList<ShownCell> Cells, double? TrialsPerSecond)
{
    /// <summary>The estimated time left; null until it is known.</summary>
    public TimeSpan? Left => TrialsPerSecond is > 0 and var throughput
        ? TimeSpan.FromSeconds(Math.Min((Progress.Trials - Progress.Committed) / throughput, TimeSpan.FromDays(1000).TotalSeconds))
        : null;
}
