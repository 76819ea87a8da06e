using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using Symmetry.Client.Plots;
using Symmetry.Client.Results;
using Symmetry.Engine.Numerics;

namespace Symmetry.Client.Reports;

/// <summary>Where a report's numbers come from, beyond what the tables' own provenance says.</summary>
internal static class Provenance
{
    private const int MaxSilos = 4;

    /// <summary>The version of the program, with the commit it was built from where that is known.</summary>
    public static string ProgramVersion { get; } =
        typeof(Provenance).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    /// <summary>Names and values.</summary>
    public static IEnumerable<(string Name, string Value)> Of(PlotData data, DateTimeOffset now)
    {
        yield return ("numerics version", NumericsVersion.Current.ToString(CultureInfo.InvariantCulture));
        yield return ("program", $"symmetry {ProgramVersion}");
        var runs = data.Runs.Values.ToList();
        var trials = runs.Sum(run => (long)run.Original.Count(correct => correct >= 0));
        if (trials > 0)
        {
            var seconds = runs.Sum(run => run.Seconds);
            var partly = data.Runs.Count < data.Results.Sweep.Cells.Length ? ", of the cells that are plotted" : "";
            yield return ("training time", $"{Numbers.Duration(TimeSpan.FromSeconds(seconds))} of processor time, "
                + $"{Numbers.Fixed(1000 * seconds / trials, 1)} ms a training{partly}");
            var silos = runs.SelectMany(run => run.Silos).Distinct().Order(StringComparer.Ordinal).ToList();
            yield return ("trained by", $"{Numbers.Count(silos.Count, "silo")}: {string.Join(", ", silos.Take(MaxSilos))}{(silos.Count > MaxSilos ? ", ..." : "")}");
            yield return ("tried again", Numbers.Count(runs.Sum(run => run.Retried), "trial"));
        }

        yield return ("duplicates", $"{Numbers.Count(data.Results.Progress.Verified)} compared and equal, {Numbers.Count(data.Results.Progress.Mismatched)} different");
        yield return ("report written", string.Create(
            CultureInfo.InvariantCulture,
            $"{now.UtcDateTime:yyyy-MM-dd HH:mm} UTC, {RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}, {Numbers.Count(Environment.ProcessorCount, "core")}, {RuntimeInformation.FrameworkDescription}"));
    }
}
