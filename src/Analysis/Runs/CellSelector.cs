using System.Text;
using Symmetry.Engine.Settings;

namespace Symmetry.Analysis.Runs;

/// <summary>Selects cells: by their number, or by settings such as <c>features=identity,bias=false</c>.</summary>
public static class CellSelector
{
    private const int MaxShown = 5;
    private const int MaxValues = 12;

    /// <summary>The numbers of the cells that match every condition.</summary>
    /// <param name="sweep">The sweep.</param>
    /// <param name="conditions">For each named setting the canonical texts that match.</param>
    public static ImmutableArray<int> Matching(Sweep sweep, ImmutableArray<Axis> conditions)
    {
        var matches = new CellFilter(conditions);
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

        var cells = Matching(sweep, [.. Split(text, ',').Select(part => Condition(sweep, part, option))]);
        return cells.Length == 1
            ? sweep.Cells[cells[0]]
            : throw new SelectionException($"{option}: '{text}' matches {cells.Length} of {sweep.Cells.Length} cells"
                + (cells.Length > 1 ? $" ({string.Join(", ", cells.Take(MaxShown))}{(cells.Length > MaxShown ? ", ..." : "")})" : "")
                + ". Name settings that exactly one cell has, or give the cell's number.");
    }

    /// <summary>The settings that a text names; none for a cell's number.</summary>
    /// <param name="sweep">The sweep.</param>
    /// <param name="text">A number, or settings with their values.</param>
    /// <param name="option">The option that it was given for.</param>
    /// <exception cref="SelectionException">A setting or a value is unknown.</exception>
    public static ImmutableArray<Setting> SettingsIn(Sweep sweep, string text, string option) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _) ? []
            : [.. Split(text, ',').Select(part => Condition(sweep, part, option).Setting)];

    /// <summary>The cells that a text selects, in cell order, at least one.</summary>
    /// <param name="sweep">The sweep.</param>
    /// <param name="text">A number, or settings with their values: commas mean "and", and <c>|</c> separates values of one setting, such as
    /// <c>features=square|gradient,bias=false</c>.</param>
    /// <param name="option">The option that it was given for.</param>
    /// <exception cref="SelectionException">A setting or a value is unknown, or no cell has these values together.</exception>
    public static ImmutableArray<Cell> FindAll(Sweep sweep, string text, string option)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _))
        {
            return [Find(sweep, text, option)];
        }

        var conditions = Split(text, ',').ConvertAll(part => Condition(sweep, part, option));
        foreach (var condition in conditions)
        {
            var known = sweep.Cells.Select(cell => condition.Setting.ValueIn(cell.Settings)).Distinct().ToList();
            if (condition.Values.FirstOrDefault(value => !known.Contains(value)) is { } missing)
            {
                throw new SelectionException($"{option}: no cell has {missing.Setting.Name}={missing.Text}. {missing.Setting.Name} is "
                    + $"{string.Join(", ", known.Take(MaxValues).Select(value => value.Text))}{(known.Count > MaxValues ? ", ..." : "")}.");
            }
        }

        if (conditions.GroupBy(condition => condition.Setting).FirstOrDefault(group => group.Count() > 1)?.Key.Name is { } twice)
        {
            throw new SelectionException($"{option}: '{twice}' is given twice. Separate the values of a setting with |.");
        }

        var cells = Matching(sweep, [.. conditions]);
        return cells.IsEmpty
            ? throw new SelectionException($"{option}: '{text}' matches none of {sweep.Cells.Length} cells.")
            : [.. cells.Select(cell => sweep.Cells[cell])];
    }

    private static Axis Condition(Sweep sweep, string part, string option)
    {
        var at = part.IndexOf('=', StringComparison.Ordinal);
        var name = at < 0 ? part.Trim() : part[..at].Trim();
        if (at < 0)
        {
            throw new SelectionException($"{option}: expected a cell's number or settings such as features=identity,bias=false, got '{part}'.");
        }

        if (!sweep.Experiment.TryFindSetting(name, out var setting))
        {
            var names = sweep.Experiment.Settings.Concat(sweep.Axes.Select(axis => axis.Setting)).Select(candidate => candidate.Name).Distinct().ToList();
            throw new SelectionException($"{option}: unknown setting '{name}'. The axes of this sweep: "
                + $"{(sweep.Axes.IsEmpty ? "none" : string.Join(", ", sweep.Axes.Select(axis => axis.Setting.Name)))}."
                + NearestName.Hint(name, names));
        }

        var text = part[(at + 1)..].Trim();
        var parts = Split(text, '|').ConvertAll(value => value.Trim());

        // A value of a program's own setting may contain the separator.
        if (parts.Count > 1 && sweep.Cells.Any(cell => setting.ValueIn(cell.Settings).Text == text))
        {
            parts = [text];
        }

        return new Axis(setting, [.. parts.Select(value => setting.TryParse(value, out var parsed)
            ? parsed : throw new SelectionException($"{option}: {setting.Name}: expected {setting.Expected}, got '{value}'."))]);
    }

    // Separators do not count inside the brackets of a list of widths.
    private static List<string> Split(string text, char separator)
    {
        var parts = new List<string>();
        var part = new StringBuilder();
        var depth = 0;
        foreach (var letter in text)
        {
            depth += letter switch { '[' => 1, ']' => -1, _ => 0 };
            if (letter == separator && depth == 0)
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
