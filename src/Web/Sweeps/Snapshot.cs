namespace Symmetry.Web.Sweeps;

/// <summary>A sweep at one moment, ready to be sent.</summary>
/// <param name="Version">Changes when the content does: the id of the event.</param>
/// <param name="Json">The content, on one line.</param>
/// <param name="Status">Whether it is being worked at.</param>
internal sealed record Snapshot(string Version, ReadOnlyMemory<byte> Json, SweepStatus Status);
