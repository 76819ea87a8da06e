using Symmetry.Engine.Settings;
using Symmetry.Engine.Sweeps;

namespace Symmetry.Web.Tests;

/// <summary>Sweeps of very short trainings.</summary>
internal static class Specs
{
    public static Sweep Tiny(int replicates, int epochs = 1) => new(new SweepSpec
    {
        Name = "tiny",
        Replicates = ReplicateDesign.Of(replicates),
        Axes = [new Axis(Named("features"), ["identity", "permutation"])],
        Fixed = [new FixedSetting(Named("epochs"), epochs.ToString(System.Globalization.CultureInfo.InvariantCulture)), new FixedSetting(Named("hidden"), "[2]")],
    });

    private static Setting Named(string name) => Setting.All.Single(setting => setting.Name == name);
}
