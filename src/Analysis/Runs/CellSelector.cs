using System.Text;

namespace Symmetry.Analysis.Runs;

/// <summary>Selects cells: by their number, or by settings such as <c>features=identity,bias=false</c>.</summary>
public static class CellSelector
{
    private const int MaxShown = 5;

    /// <summary>The numbers of the cells that match every condition.</summary>
    /// <param name="sweep">The sweep.</param>
    /// <param name="conditions">For each named setting the canonical texts that match.</param>
    public static ImmutableArray<int> Matching(Sweep sweep, ImmutableArray<Axis> conditions)
    {
        var matches = new Exclusion(conditions);
        return [.. sweep.Cells.Where(cell => matches.Matches(cell.Settings)).Select(cell => cell.Number)];
    }

    /// <summary>The one cell that a text selects.</summary>
    /// <param name="sweep">The sweep.</param>
    /// <param name="text">A number, or settings with their values.</param>
    /// <param name="option">The option that it was given for.</param>
    /// <exception cref="SelectionException">It selects no cell or several.</exception>
    public static Cell Find(Sweep sweep, string text, string option)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return number < sweep.Cells.Length
                ? sweep.Cells[number]
                : throw new SelectionException($"{option}: expected a cell from 0 to {sweep.Cells.Length - 1}, got {number}.");
        }

        var cells = Matching(sweep, [.. Split(text).Select(part => Condition(sweep.Experiment, part, option))]);
        return cells.Length == 1
            ? sweep.Cells[cells[0]]
            : throw new SelectionException($"{option}: '{text}' matches {cells.Length} of {sweep.Cells.Length} cells"
                + (cells.Length > 1 ? $" ({string.Join(", ", cells.Take(MaxShown))}{(cells.Length > MaxShown ? ", ..." : "")})" : "")
                + ". Name settings that exactly one cell has, or give the cell's number.");
    }

    private static Axis Condition(IExperiment experiment, string part, string option)
    {
        var at = part.IndexOf('=', StringComparison.Ordinal);
        var name = at < 0 ? part : part[..at].Trim();
        if (at < 0 || !experiment.TryFindSetting(name, out var setting))
        {
            throw new SelectionException($"{option}: expected a cell's number or settings such as features=identity,bias=false, got '{part}'."
                + NearestName.Hint(name, experiment.Settings.Select(candidate => candidate.Name)));
        }

        var text = part[(at + 1)..].Trim();
        return setting.TryParse(text, out var value)
            ? new Axis(setting, [value])
            : throw new SelectionException($"{option}: {setting.Name}: expected {setting.Expected}, got '{text}'.");
    }

    // Commas separate settings, but not inside the brackets of a list of widths.
    private static List<string> Split(string text)
    {
        var parts = new List<string>();
        var part = new StringBuilder();
        var depth = 0;
        foreach (var letter in text)
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
