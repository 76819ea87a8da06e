using Symmetry.Engine.Experiments;
using Symmetry.Engine.Settings;
using Symmetry.Engine.Sweeps;

namespace Symmetry.Web.Tests;

/// <summary>Sweeps of very short trainings.</summary>
internal static class Specs
{
    public static Sweep Tiny(int replicates, int epochs = 1) => new(new SweepSpec
    {
        Name = "tiny",
        Replicates = ReplicateDesign.Independent(replicates),
        Axes = [Axis.Parse(Named("features"), "identity", "permutation")],
        Fixed = [Named("epochs").Parse(epochs.ToString(System.Globalization.CultureInfo.InvariantCulture)), Named("hidden").Parse("[2]")],
    });

    private static Setting Named(string name) => ExperimentRegister.Default.Setting(name);
}
