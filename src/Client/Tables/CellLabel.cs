using Symmetry.Engine.Sweeps;

namespace Symmetry.Client.Tables;

/// <summary>Cells as sentences name them.</summary>
internal static class CellLabel
{
    /// <summary>The values of the axes with what they are values of: <c>identity, no bias, trained on X</c>.</summary>
    /// <param name="sweep">The cell's sweep.</param>
    /// <param name="cell">The cell.</param>
    /// <param name="besides">An axis that is not named; null to name all.</param>
    public static string Of(Sweep sweep, Cell cell, Axis? besides = null)
    {
        var parts = sweep.Spec.Axes.Zip(cell.Coordinates).Where(one => one.First != besides).Select(one => Of(one.First, one.Second)).ToList();
        return parts.Count == 0 ? "all else as by default" : string.Join(", ", parts);
    }

    private static string Of(Axis axis, string value) => axis.Setting.Name switch
    {
        "features" => value,
        "bias" => value == "true" ? "bias" : "no bias",
        "training" => value switch
        {
            "both" => "trained on X and -X",
            "sampled" => "trained on a sample of X and -X",
            _ => "trained on X",
        },
        var name => $"{name} {value}",
    };
}
