using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using Symmetry.Engine.Experiments;
using Symmetry.Engine.Numerics;

namespace Symmetry.Views.Report;

/// <summary>Where a report's numbers come from, beyond what the tables' own provenance says.</summary>
public static class Provenance
{
    private const int MaxSilos = 4;

    /// <summary>The version of the program, with the commit it was built from where that is known.</summary>
    public static string ProgramVersion { get; } =
        typeof(Provenance).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    /// <summary>Names and values.</summary>
    /// <param name="runs">What the sweep found.</param>
    /// <param name="now">When the report is written.</param>
    public static IEnumerable<(string Name, string Value)> List(SweepRuns runs, DateTimeOffset now)
    {
        yield return ("numerics version", NumericsVersion.Current.ToString(CultureInfo.InvariantCulture));
        yield return ("program", $"symmetry {ProgramVersion}");
        var trials = runs.Cells.Sum(cell => cell.Completed);
        if (trials > 0)
        {
            var seconds = runs.Cells.Sum(cell => cell.TotalSeconds);
            var isTrained = runs.Sweep.Experiment is ITrainedInEpochs;
            if (seconds > 0)
            {
                var all = Numbers.Duration(TimeSpan.FromSeconds(seconds)) + (isTrained ? " of processor time" : "");
                var each = $"{Numbers.Fixed(1000 * seconds / trials, 1)} ms a {TrialMetrics.Noun(runs.Sweep)}";
                yield return (isTrained ? "training time" : "time", $"{all}, {each}");
            }

            var silos = runs.Cells.SelectMany(cell => cell.Silos).Where(silo => silo.Length > 0).Distinct().Order(StringComparer.Ordinal).ToList();
            if (silos.Count > 0)
            {
                yield return (isTrained ? "trained by" : "run by", $"{Numbers.Count(silos.Count, "silo")}: {string.Join(", ", silos.Take(MaxSilos))}"
                    + $"{(silos.Count > MaxSilos ? ", ..." : "")}");
            }

            yield return ("tried again", Numbers.Count(runs.Cells.Sum(cell => cell.Retried), "trial"));
        }

        yield return ("duplicates", $"{Numbers.Count(runs.State.Verified)} compared and equal, {Numbers.Count(runs.State.Mismatched)} different");
        yield return ("report written", string.Create(
            CultureInfo.InvariantCulture,
            $"{now.UtcDateTime:yyyy-MM-dd HH:mm} UTC, {RuntimeInformation.OSDescription}, "
            + $"{RuntimeInformation.ProcessArchitecture}, {Numbers.Count(Environment.ProcessorCount, "core")}, {RuntimeInformation.FrameworkDescription}"));
    }
}
