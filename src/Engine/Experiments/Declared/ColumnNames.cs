using System.Text.RegularExpressions;

namespace Symmetry.Engine.Experiments.Declared;

/// <summary>The names of the settings and metrics that a specification, a file or a plug-in brings. They are columns of tables and exports.</summary>
internal static partial class ColumnNames
{
    // Columns of exports that identify a trial, and say how it was run.
    private static readonly string[] Reserved = ["cell", "replicate", "permutation", "outcome", "attempts", "silo"];

    // A metric may have the place of the time of a trial, but a setting may not.
    private const string Seconds = "seconds";

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

            if (Reserved.Contains(name) || (name == Seconds && what == "setting"))
            {
                throw new FormatException(
                    $"The name '{name}' of a {what} is reserved. Reserved names: {string.Join(", ", Reserved)}, and for settings {Seconds}.");
            }

            if (!seen.Add(name))
            {
                throw new FormatException($"The name '{name}' is given twice.");
            }
        }

        // Exports have the counts of a proportion under these names.
        foreach (var metric in metrics.Where(metric => metric.Kind is MetricKind.Proportion))
        {
            if (seen.Contains($"correct_{metric.Key}") || seen.Contains($"total_{metric.Key}"))
            {
                throw new FormatException($"The names correct_{metric.Key} and total_{metric.Key} are those of the counts of '{metric}'. Choose others.");
            }
        }
    }

    [GeneratedRegex(@"^[\p{L}\p{Nd}_][\p{L}\p{Nd} ._%@+\-]{0,63}$", RegexOptions.NonBacktracking)]
    private static partial Regex NamePattern();
}
