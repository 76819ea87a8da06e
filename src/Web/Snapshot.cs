using Symmetry.Grains;

namespace Symmetry.Web;

/// <summary>The state of a sweep at one moment, serialised.</summary>
/// <param name="Version">Changes whenever the content does; used as the id of events.</param>
/// <param name="Json">The content as JSON on one line.</param>
/// <param name="Status">The sweep's status.</param>
internal sealed record Snapshot(string Version, ReadOnlyMemory<byte> Json, SweepStatus Status);
