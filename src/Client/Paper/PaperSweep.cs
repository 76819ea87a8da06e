using Symmetry.Engine.Settings;
using Symmetry.Engine.Sweeps;

namespace Symmetry.Client.Paper;

/// <summary>The ten cells of the paper's Tables 1 and 2 under the default protocol.</summary>
internal static class PaperSweep
{
    /// <summary>The default number of replicates per cell.</summary>
    public const int DefaultReplicates = 40;

    /// <summary>Creates the sweep. Its cells are in the order of the tables, Table 1 first.</summary>
    /// <param name="replicates">Replicates per cell, at least 1.</param>
    /// <param name="seed">The seed of all random numbers, at least 0.</param>
    public static Sweep Of(int replicates, long seed) => new(new SweepSpec
    {
        Name = "paper",
        Seed = seed,
        Replicates = ReplicateDesign.Of(replicates),
        Axes =
        [
            AxisOf("features", "identity", "square", "gradient", "permutation"),
            AxisOf("bias", "false", "true"),
            AxisOf("training", "original", "both"),
        ],

        // The paper trains on X and -X only where the features are not invariant.
        Exclude = [new Exclusion([AxisOf("training", "both"), AxisOf("features", "square", "gradient", "permutation")])],
    });

    private static Axis AxisOf(string name, params string[] values) =>
        new(Setting.All.First(setting => setting.Name == name), [.. values]);
}
