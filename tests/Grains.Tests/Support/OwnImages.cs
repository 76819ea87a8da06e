using Symmetry.Engine.Data;
using Symmetry.Engine.Experiments;
using Symmetry.Engine.Settings;
using Symmetry.Engine.Sweeps;

namespace Symmetry.Grains.Tests.Support;

/// <summary>Thirty images of nobody's, 4 by 3 pixels and of two classes, and a quick sweep about them.</summary>
internal static class OwnImages
{
    public static ImageSet Set { get; } = new(
        4, 3, 2, [.. Enumerable.Range(0, 30 * 12).Select(i => ((i * 7919 % 201) / 100f) - 1)], [.. Enumerable.Range(0, 30).Select(i => (byte)(i % 2))]);

    public static Sweep Sweep { get; } = Of(3);

    public static Sweep Of(int replicates) => new(new SweepSpec
    {
        Name = "own",
        Replicates = ReplicateDesign.Independent(replicates),
        Fixed = [Fixed("data", DataSet.FromImages(Set).ToString()), Fixed("epochs", "1"), Fixed("hidden", "[2]")],
    });

    private static SettingValue Fixed(string name, string value) => ExperimentRegister.Default.Setting(name).Parse(value);
}
