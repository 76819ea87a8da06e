using Symmetry.Engine.Experiments.Declared;
using Symmetry.Grains.Diagnostics;

namespace Symmetry.Grains.Sweeps;

/// <summary>Grants leases, and ends those of silos that died or stopped reporting.</summary>
internal sealed partial class SweepCoordinator
{
    private readonly Dictionary<string, int> slotsOf = [];
    private long lastLease;

    private Lease? LeaseTo(SweepState state, WorkerReport report, TimeSpan now)
    {
        slotsOf[report.Silo] = report.Slots;
        if (report.Rows.Length > 0 && state.Leases.Holders.FirstOrDefault(holder => holder.Silo == report.Silo) is { Held: > 0 } reporting)
        {
            Instruments.LeaseAged((now - reporting.LastLease).TotalSeconds);
        }

        var wanted = Math.Min(report.Wanted, options.Value.MaxLeased);
        if (state.Status != SweepStatus.Running || wanted <= 0 || state.FailureAttribution.IsQuarantined(report.Silo)
            || state.Sweep.Experiment is ImportedExperiment)
        {
            return null;
        }

        state.Retries.SetAside();
        var healthy = state.Leases.Holders.Count(holder => !state.FailureAttribution.IsQuarantined(holder.Silo));
        var again = state.Retries.Lease(report.Silo, hasOthers: healthy > 1, HasNewcomers(state), wanted, now);
        var remaining = wanted - again.Length;

        // Near the end each silo gets only a share of what is left, so that all silos finish together.
        using var activity = Traces.Start("lease", id);
        activity?.SetTag("silo", report.Silo).SetTag("wanted", report.Wanted);
        var fair = healthy > 1 ? Math.Max(1, state.Leases.FreeCount / (2 * healthy)) : long.MaxValue;
        var ranges = remaining > 0 && state.Leases.FreeCount > 0 ? state.Lease(report.Silo, Math.Min(remaining, fair), now) : [];
        return again.Length + ranges.Length == 0
            ? null
            : new Lease(++lastLease, [.. RangeList.Collect(again), .. ranges], again);
    }

    private void Expire(SweepState state)
    {
        foreach (var (silo, trials) in state.Leases.Expire(Now, placement.IsDead))
        {
            Instruments.LeaseExpired(trials);
            LogExpired(logger, id, silo, trials);
        }
    }

    private bool HasNewcomers(SweepState state) => state.Retries.Count > 0 && placement.ActiveSilos > state.Leases.Holders.Count();
}
