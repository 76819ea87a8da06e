using System.Globalization;
using Symmetry.Analysis.Text;
using Symmetry.Views.Pages;

namespace Symmetry.Web.Pages;

/// <summary>The state of a sweep in phrases.</summary>
internal static class StateText
{
    /// <summary>Describes a snapshot.</summary>
    public static SweepState Describe(Snapshot snapshot)
    {
        var progress = snapshot.Progress;
        return new SweepState(
            snapshot.Sweep, progress.Status.Word(), progress.Trials == 0 ? 0 : (double)progress.Committed / progress.Trials,
            [.. Counts(snapshot)], progress.Standing ?? "",
            progress.Mismatched == 0 ? null : $"Alarm: {Numbers.Count(progress.Mismatched, "duplicate result")} with different bits.",
            snapshot.Status is SweepStatus.Running ? [.. snapshot.Silos.Select(Describe)] : []);
    }

    private static IEnumerable<string> Counts(Snapshot snapshot)
    {
        var progress = snapshot.Progress;
        yield return progress.Status.Word();
        yield return $"{Numbers.Count(progress.Committed)} of {Numbers.Count(progress.Trials, "trial")}";
        if (progress.Failed + progress.Diverged > 0)
        {
            yield return $"{Numbers.Count(progress.Failed)} failed, {Numbers.Count(progress.Diverged)} diverged";
        }

        if (snapshot.Status is SweepStatus.Running && snapshot.TrialsPerSecond is > 0 and var speed)
        {
            yield return $"{Numbers.Significant(speed, 3)} trials/s, {Numbers.Duration((progress.Trials - progress.Committed) / speed)} left";
        }

        if (progress.Leased > 0)
        {
            yield return $"{Numbers.Count(progress.Leased)} leased";
        }

        if (progress.Verified > 0)
        {
            yield return $"{Numbers.Count(progress.Verified)} duplicates verified";
        }
    }

    private static string Describe(SiloShare silo) => string.Create(
        CultureInfo.InvariantCulture,
        $"{silo.Silo}: {(silo.Slots > 0 ? $"{Numbers.Count(silo.Slots, "slot")}, " : "")}{Numbers.Count(silo.Held, "trial")} leased, "
        + $"last report {silo.SilentFor:F1} s ago{(silo.IsQuarantined ? ", quarantined: its trials kept failing" : "")}");
}
