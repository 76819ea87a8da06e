using System.Globalization;
using System.Text;
using Symmetry.Client.Specs;
using Symmetry.Engine.Settings;
using Symmetry.Engine.Sweeps;

namespace Symmetry.Client.Results;

/// <summary>Names cells on the command line: by their number, or by settings such as <c>features=identity,bias=false</c>.</summary>
internal static class CellSelector
{
    /// <summary>The cell in words: its coordinates, such as <c>identity/false/both</c>.</summary>
    public static string NameOf(Cell cell) => cell.Coordinates.IsEmpty
        ? string.Create(CultureInfo.InvariantCulture, $"cell {cell.Number}")
        : string.Join('/', cell.Coordinates);

    /// <summary>The one cell that is meant.</summary>
    /// <param name="sweep">The sweep.</param>
    /// <param name="written">A number, or settings with their values.</param>
    /// <param name="option">What it was written for, for messages.</param>
    /// <exception cref="UsageException">No cell or several are meant.</exception>
    public static Cell Find(Sweep sweep, string written, string option)
    {
        if (int.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return number < sweep.Cells.Length
                ? sweep.Cells[number]
                : throw new UsageException($"{option} is {number}; allowed is a cell from 0 to {sweep.Cells.Length - 1}.");
        }

        var conditions = Split(written).Select(part => Condition(part, option)).ToList();
        var cells = sweep.Cells.Where(cell => conditions.TrueForAll(one => one.Setting.Format(cell.Settings) == one.Value)).ToList();
        return cells.Count == 1
            ? cells[0]
            : throw new UsageException($"{option} {written} matches {cells.Count} of {sweep.Cells.Length} cells; allowed are settings that "
                + $"exactly one has, or its number{(cells.Count > 1 ? $" (cells {string.Join(", ", cells.Take(5).Select(cell => cell.Number))}{(cells.Count > 5 ? ", ..." : "")})" : "")}.");
    }

    private static (Setting Setting, string Value) Condition(string part, string option)
    {
        var at = part.IndexOf('=', StringComparison.Ordinal);
        var name = at < 0 ? part : part[..at].Trim();
        if (at < 0 || !Setting.TryFind(name, out var setting))
        {
            throw new UsageException($"{option} has the part {part}; allowed is a cell's number, or settings such as features=identity,bias=false."
                + NearestName.Hint(name, Setting.All.Select(one => one.Name)));
        }

        return setting.TryApply(part[(at + 1)..].Trim(), TrialSettings.Default, out var applied)
            ? (setting, setting.Format(applied))
            : throw new UsageException($"{option} has {part}; allowed for {setting.Name} is {setting.Allowed}.");
    }

    // Commas part settings, but not inside the brackets of a list of widths.
    private static List<string> Split(string written)
    {
        var parts = new List<string>();
        var part = new StringBuilder();
        var depth = 0;
        foreach (var letter in written)
        {
            depth += letter switch { '[' => 1, ']' => -1, _ => 0 };
            if (letter == ',' && depth == 0)
            {
                parts.Add(part.ToString());
                part.Clear();
            }
            else
            {
                part.Append(letter);
            }
        }

        parts.Add(part.ToString());
        return parts;
    }
}
