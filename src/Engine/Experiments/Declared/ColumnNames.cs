using System.Text.RegularExpressions;

namespace Symmetry.Engine.Experiments.Declared;

/// <summary>The names of the settings and metrics that a specification, a file or a plug-in brings. They are columns of tables and exports.</summary>
internal static partial class ColumnNames
{
    // Columns of exports that identify a trial, and say how it was run.
    private static readonly string[] Reserved = ["cell", "replicate", "permutation", "outcome", "attempts", "silo"];

    /// <summary>Checks the names.</summary>
    /// <exception cref="FormatException">A name is not valid, reserved, or given twice; or there is no metric.</exception>
    public static void Check(IEnumerable<Setting> settings, IReadOnlyCollection<Metric> metrics)
    {
        if (metrics.Count == 0)
        {
            throw new FormatException("Expected at least one metric.");
        }

        var seen = new HashSet<string>();
        foreach (var (name, what) in settings.Select(setting => (setting.Name, "setting")).Concat(metrics.Select(metric => (metric.Name, "metric"))))
        {
            if (!NamePattern().IsMatch(name))
            {
                throw new FormatException($"Invalid name of a {what}: '{name}'. Use 1 to 64 letters, digits, spaces and . _ - + % @, not first a sign.");
            }

            if (Reserved.Contains(name))
            {
                throw new FormatException($"The name '{name}' of a {what} is reserved. Reserved names: {string.Join(", ", Reserved)}.");
            }

            if (!seen.Add(name))
            {
                throw new FormatException($"The name '{name}' is given twice.");
            }
        }
    }

    [GeneratedRegex(@"^[\p{L}\p{Nd}_][\p{L}\p{Nd} ._%@+\-]{0,63}$", RegexOptions.NonBacktracking)]
    private static partial Regex NamePattern();
}
