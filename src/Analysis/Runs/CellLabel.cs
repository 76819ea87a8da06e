using Symmetry.Engine.Experiments.Mlp;
using Symmetry.Engine.Settings;

namespace Symmetry.Analysis.Runs;

/// <summary>Cells by name.</summary>
public static class CellLabel
{
    /// <summary>The values of the axes: <c>identity/false/both</c>.</summary>
    public static string Short(Cell cell)
    {
        return cell.Coordinates.IsEmpty
            ? string.Create(CultureInfo.InvariantCulture, $"cell {cell.Number}")
            : string.Join('/', cell.Coordinates);
    }

    /// <summary>The values of the axes as sentences name them: <c>identity, no bias, trained on X</c>.</summary>
    /// <param name="sweep">The cell's sweep.</param>
    /// <param name="cell">The cell.</param>
    /// <param name="omitted">An axis that is not named; null to name all.</param>
    public static string Long(Sweep sweep, Cell cell, Axis? omitted = null)
    {
        var parts = sweep.Axes.Zip(cell.Coordinates).Where(pair => pair.First != omitted)
            .Select(pair => Describe(cell, pair.First.Setting, pair.Second)).ToList();
        return parts.Count == 0 ? "all else as by default" : string.Join(", ", parts);
    }

    // Other experiments may mean something else by the same names.
    private static string Describe(Cell cell, Setting setting, string value) => setting.Name switch
    {
        "features" when cell.Settings is MlpSettings => value,
        "bias" when setting.Kind is SettingKind.Boolean => value == "true" ? "bias" : "no bias",
        "training" when cell.Settings is MlpSettings => value switch
        {
            "both" => "trained on X and -X",
            "sampled" => "trained on a sample of X and -X",
            _ => "trained on X",
        },
        var name => $"{name} {value}",
    };
}
