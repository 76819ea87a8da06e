namespace Symmetry.Analysis.Paper;

/// <summary>The ten cells of the paper's Tables 1 and 2, by the default protocol.</summary>
public static class PaperSweep
{
    /// <summary>The default number of replicates per cell.</summary>
    public const int DefaultReplicates = 40;

    /// <summary>The sweep, with cells in the order of the tables: Table 1 first.</summary>
    /// <param name="replicates">Replicates per cell, at least 1.</param>
    /// <param name="seed">The seed of every random number, at least 0.</param>
    public static Sweep Create(int replicates, long seed) => new(new SweepSpec
    {
        Name = "paper",
        Seed = seed,
        Replicates = ReplicateDesign.Independent(replicates),
        Axes =
        [
            AxisOf("features", "identity", "square", "gradient", "permutation"),
            AxisOf("bias", "false", "true"),
            AxisOf("training", "original", "both"),
        ],

        // The paper trains on X and -X only where the features are not invariant.
        Exclude = [new CellFilter([AxisOf("training", "both"), AxisOf("features", "square", "gradient", "permutation")])],
    });

    private static Axis AxisOf(string name, params string[] values) =>
        Axis.Parse(ExperimentRegister.Default.Setting(name), values);
}
