using Symmetry.Engine.Data;
using Symmetry.Engine.Sweeps;

namespace Symmetry.Grains.Tests.Support;

/// <summary>Thirty custom images, 4 by 3 pixels in two classes, and a short sweep on them.</summary>
internal static class CustomImages
{
    public static ImageSet Set { get; } = new(
        4, 3, 2, [.. Enumerable.Range(0, 30 * 12).Select(i => ((i * 7919 % 201) / 100f) - 1)], [.. Enumerable.Range(0, 30).Select(i => (byte)(i % 2))]);

    public static Sweep Sweep { get; } = Of(3);

    public static Sweep Of(int replicates) => RealSweep.Of(
        "own", replicates, ("data", DataSet.FromImages(Set).ToString()), ("epochs", "1"), ("hidden", "[2]"));
}
