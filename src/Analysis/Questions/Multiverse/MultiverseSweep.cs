using Symmetry.Analysis.Paper;

namespace Symmetry.Analysis.Questions.Multiverse;

/// <summary>The paper's ten cells under each of 192 readings of the settings that it leaves open.</summary>
/// <remarks>
/// A reading chooses one value for each of: SGD with momentum 0.9 at rate 0.01 or 0.05, or Adam at 0.001; 20 or 60 epochs; batch size
/// 32 or 128; split before or after the enlargement; vacated pixels filled with background or with zero; Glorot or LeCun
/// initialisation; cross-entropy or squared error. Each is a plausible choice, and 192 readings of ten cells are still feasible to
/// train. A specification file can cover wider ranges: more rates, other fills, weight decay, no momentum.
/// </remarks>
public static class MultiverseSweep
{
    /// <summary>The axes of the open settings, in grid order. The axes of the paper's cells come after them.</summary>
    public static ImmutableArray<Axis> OpenAxes { get; } =
    [
        AxisOf("optimizer", "sgd", "adam"),
        AxisOf("learningRate", "0.01", "0.05", "0.001"),
        AxisOf("epochs", "20", "60"),
        AxisOf("batch", "32", "128"),
        AxisOf("split", "before", "after"),
        AxisOf("shiftFill", "background", "zero"),
        AxisOf("initialisation", "glorot", "lecun"),
        AxisOf("loss", "cross-entropy", "squared-error"),
    ];

    /// <summary>The sweep.</summary>
    /// <param name="replicates">Replicates per cell and reading, at least 1.</param>
    /// <param name="seed">The seed of every random number.</param>
    public static Sweep Create(int replicates, long seed)
    {
        var paper = PaperSweep.Create(replicates, seed).Spec;
        return new Sweep(paper with
        {
            Name = "multiverse",
            Axes = [.. OpenAxes, .. paper.Axes],
            Exclude =
            [
                .. paper.Exclude,
                new CellFilter([AxisOf("optimizer", "sgd"), AxisOf("learningRate", "0.001")]),
                new CellFilter([AxisOf("optimizer", "adam"), AxisOf("learningRate", "0.01", "0.05")]),
            ],
        });
    }

    private static Axis AxisOf(string name, params string[] values) =>
        Axis.Parse(ExperimentRegister.Default.Setting(name), values);
}
