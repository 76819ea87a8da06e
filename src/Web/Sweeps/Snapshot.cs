namespace Symmetry.Web.Sweeps;

/// <summary>A sweep at one moment.</summary>
/// <param name="Version">Changes when the content does: the id of the event.</param>
/// <param name="Json">The content on one line, ready to be sent.</param>
/// <param name="Sweep">What was asked for.</param>
/// <param name="Progress">How far it is.</param>
/// <param name="Silos">The silos that work at it.</param>
/// <param name="Page">The tallies of its first cells.</param>
/// <param name="TrialsPerSecond">How fast it is; null if unknown.</param>
internal sealed record Snapshot(
    string Version, ReadOnlyMemory<byte> Json, Sweep Sweep, SweepProgress Progress, IReadOnlyList<SiloShare> Silos, CellTallyPage Page, double? TrialsPerSecond)
{
    /// <summary>Whether it is being worked at.</summary>
    public SweepStatus Status => Progress.Status;
}
